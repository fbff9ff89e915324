// Ends the process at a named point: `CRASH_AT=commit_progress:after:7` is right after the database has answered the
// seventh statement of that name, `send:after:3` right after the third write has been handed to a socket.
// Loaded before the programs; the product itself has no such points.
const [name, when, count] = (process.env.CRASH_AT ?? '').split(':');
let seen = 0;
const die = () => process.kill(process.pid, 'SIGKILL');
const isHere = () => (seen += 1) === Number(count);

if (name === 'send') {
  const { Pool } = require('undici');
  const dispatch = Pool.prototype.dispatch;
  Pool.prototype.dispatch = function (options, handler) {
    const isNow = options.method !== 'GET' && isHere();
    if (isNow && when === 'before') die();
    const answer = dispatch.call(this, options, handler);
    if (isNow) setTimeout(die, 3);
    return answer;
  };
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
