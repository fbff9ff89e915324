// Stands still between intent and send, past lease and quarantine: the fence is asked when the request is handed to
// the socket, so the stop comes after every other check. Only the first order, and only once.
const { existsSync, writeFileSync } = require('node:fs');
const { Pool } = require('undici');

/** Of Prophet 21: the gateway's own filter would refuse a doubled charge, a doubled order is taken. Not a sign-in. */
const isOrder = ({ method, path }) => method === 'POST' && /uiserver|sales/i.test(path) && !/token/i.test(path);
const marker = process.env.STOP_ONCE_FILE;
const { dispatch } = Pool.prototype;
Pool.prototype.dispatch = function (options, handler) {
  if (!isOrder(options) || !marker || existsSync(marker)) return dispatch.call(this, options, handler);
  writeFileSync(marker, String(process.pid));
  process.kill(process.pid, 'SIGSTOP');
  // The signal may reach another thread of this process first: this one does nothing until it has.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  // Meanwhile the remote side has closed the idle connection. On a dead one nothing could leave, fence or not.
  const origin = this[Object.getOwnPropertySymbols(this).find(({ description }) => description === 'url')];
  return dispatch.call(new Pool(origin.origin ?? origin), options, handler);
};
