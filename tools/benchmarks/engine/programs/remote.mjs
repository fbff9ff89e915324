// A process of its own: what a run of the benchmark writes to. It speaks Prophet 21's journal interface (sign-in, post
// with echo) on bare sockets, notes when each journal arrived, and counts them; it is the same for every program.
import { createServer } from 'node:net';
import { answerText, messageIn } from './raw-http.mjs';

const delayMs = Number(process.env.REMOTE_DELAY_MS ?? 0);
/** Source of a journal → monotonic nanoseconds of its arrival; CLOCK_MONOTONIC is one clock for all processes. */
let arrivals = new Map();
let posted = 0;

createServer((socket) => {
  let received = '';
  socket.setNoDelay(true);
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (text) => {
    received = received === '' ? text : received + text;
    for (let message = messageIn(received); message; message = messageIn(received)) {
      received = received.slice(message.end);
      answer(socket, message);
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

function answer(socket, { head, body }) {
  const reply = answerText(200, bodyFor(head, body));
  if (delayMs > 0 && head.startsWith('POST /api/accounting')) setTimeout(() => socket.write(reply), delayMs);
  else socket.write(reply);
}

function bodyFor(head, body) {
  if (head.startsWith('POST /api/accounting')) return echo(body);
  if (head.startsWith('POST /api/security')) return JSON.stringify({ AccessToken: 'benchmark-token-0123456789', ExpiresInSeconds: 86_400 });
  if (head.startsWith('GET /posted')) return JSON.stringify({ posted });
  const taken = JSON.stringify([...arrivals].map(([source, at]) => [source, String(at)]));
  arrivals = new Map();
  return taken;
}

/** Prophet 21 answers with the lines as it stored them, each with the transaction number. */
function echo(body) {
  const arrivedAt = process.hrtime.bigint();
  const lines = JSON.parse(body);
  posted += 1;
  arrivals.set(lines[0].Source, arrivedAt);
  return JSON.stringify(lines.map((line, index) => ({ ...line, TransactionNumber: 48_000 + posted, SequenceNumber: index + 1 })));
}

process.once('SIGTERM', () => process.exit(0));
if (process.send) process.once('disconnect', () => process.exit(0));
