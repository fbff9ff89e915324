// Stands still between intent and send, past lease and quarantine: the fence is asked when the request is handed to
// the socket, so the stop comes after every other check. Only the first order, and only once.
const { existsSync, writeFileSync } = require('node:fs');
const { Pool } = require('undici');

/** Of Prophet 21: the gateway's own filter would refuse a doubled charge, a doubled order is taken. Not a sign-in. */
const isOrder = ({ method, path }) => method === 'POST' && /uiserver|sales/i.test(path) && !/token/i.test(path);
const marker = process.env.STOP_ONCE_FILE;
const { dispatch } = Pool.prototype;
Pool.prototype.dispatch = function (options, handler) {
  if (isOrder(options) && marker && !existsSync(marker)) {
    writeFileSync(marker, String(process.pid));
    process.kill(process.pid, 'SIGSTOP');
  }
  return dispatch.call(this, options, handler);
};
