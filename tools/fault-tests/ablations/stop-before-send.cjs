// Stands still between intent and send, past lease and quarantine: the fence is asked when the request is handed to
// the socket, so the stop comes after every other check. Only the first charge, and only once.
const { existsSync, writeFileSync } = require('node:fs');
const { Pool } = require('undici');

/** A sign-in is a write too, and harmless. */
const isCharge = ({ method, path }) => method === 'POST' && /sale/.test(path);
const marker = process.env.STOP_ONCE_FILE;
const { dispatch } = Pool.prototype;
Pool.prototype.dispatch = function (options, handler) {
  if (isCharge(options) && marker && !existsSync(marker)) {
    writeFileSync(marker, String(process.pid));
    process.kill(process.pid, 'SIGSTOP');
  }
  return dispatch.call(this, options, handler);
};
