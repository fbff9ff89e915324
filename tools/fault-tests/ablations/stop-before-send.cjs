// Stands still between intent and send, past lease and quarantine: the fence is asked when the request is handed to
// the socket, so the stop comes after every other check. Only the first write of this process, and only once.
const { existsSync, writeFileSync } = require('node:fs');
const { Pool } = require('undici');

const marker = process.env.STOP_ONCE_FILE;
const { dispatch } = Pool.prototype;
Pool.prototype.dispatch = function (options, handler) {
  if (options.method !== 'GET' && marker && !existsSync(marker)) {
    writeFileSync(marker, String(process.pid));
    process.kill(process.pid, 'SIGSTOP');
  }
  return dispatch.call(this, options, handler);
};
