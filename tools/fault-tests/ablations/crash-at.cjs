// Ends the process at a named point: `CRASH_AT=commit_progress:after:7` is right after the database has answered the
// seventh statement of that name, `send:after:3` right after the third write has left: the remote side will do it, and
// nobody is here to hear of it. Signing in is no write.
// Loaded before the programs; the product itself has no such points.
const [name, when, count] = (process.env.CRASH_AT ?? '').split(':');
let seen = 0;
const die = () => process.kill(process.pid, 'SIGKILL');
const isHere = () => (seen += 1) === Number(count);

const isWrite = ({ method, path }) => method !== 'GET' && !/token/i.test(path);

if (name === 'send' && when === 'before') {
  const { Pool } = require('undici');
  const { dispatch } = Pool.prototype;
  Pool.prototype.dispatch = function (options, handler) {
    if (isWrite(options) && isHere()) die();
    return dispatch.call(this, options, handler);
  };
} else if (name === 'send') {
  // What is in the socket's buffer is still delivered: the system closes connections of a dead process in order.
  require('node:diagnostics_channel').subscribe('undici:request:bodySent', ({ request }) => isWrite(request) && isHere() && setImmediate(die));
} else if (name) {
  const { Client } = require('pg');
  const query = Client.prototype.query;
  Client.prototype.query = function (config, values, callback) {
    const statement = config && typeof config === 'object' ? config.name : undefined;
    if (statement !== name || !isHere()) return query.call(this, config, values, callback);
    if (when === 'before') die();
    const last = [callback, values].find((argument) => typeof argument === 'function');
    const after = (...answer) => (die(), last?.(...answer));
    if (last) return values === last ? query.call(this, config, after) : query.call(this, config, values, after);
    return query.call(this, config, values).finally(die);
  };
}
