import { createServer } from 'node:net';
import { StartFailure } from './start-failure.mjs';

/** Where the demo's programs listen, counted from PORT; other programs rely on these distances. */
export const SIMULATOR_OFFSETS = { paytrace: 10, prophet21: 20, shop: 30, mail: 40 };

const DEFAULT_PORT = 4000;
/** First ports of groups that do not overlap: a group spans PORT … PORT+40. */
const CANDIDATES = [0, 1].flatMap((block) => Array.from({ length: 10 }, (_, step) => DEFAULT_PORT + block * 50 + step));

/**
 * The port of the platform. A port that was asked for is taken or refused; else the last start's,
 * else the first candidate whose whole group is free.
 */
export async function choosePort({ wanted, last, demo }) {
  if (wanted !== undefined) {
    const busy = await firstBusy(wanted, demo);
    if (busy === undefined) return wanted;
    throw new StartFailure(busyMessage(wanted, busy));
  }
  for (const port of [...(last ? [last] : []), ...CANDIDATES]) {
    if ((await firstBusy(port, demo)) === undefined) return port;
  }
  throw new StartFailure(`No free port was found from ${DEFAULT_PORT} on. Set PORT to one that is free.`);
}

function busyMessage(wanted, { name, port }) {
  const what = name ? `Port ${port} (the ${name} simulator, PORT+${port - wanted})` : `Port ${port}`;
  return `${what} is in use by another program.\nStop that program, or choose another PORT, or leave PORT unset to get a free one.`;
}

async function firstBusy(port, demo) {
  const group = demo ? Object.entries(SIMULATOR_OFFSETS).map(([name, offset]) => ({ name, port: port + offset })) : [];
  for (const member of [{ port }, ...group]) if (!(await isFree(member.port))) return member;
  return undefined;
}

/** Free on this machine's own address and on all addresses: a program may hold either. */
async function isFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'));
}

function canListen(port, host) {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
