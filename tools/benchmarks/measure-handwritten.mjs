import { onServer } from './benchmark-world.mjs';
import { runProgram, startProgram, waitFor } from './processes.mjs';

const SECRET = 'whsec_YmVuY2htYXJrLXNlY3JldA==';
let round = 0;

/** The hand-written program: same events, same durability, no platform. */
export async function measureHandwritten(world, events) {
  round += 1;
  const database = `handwritten_${round}`;
  await world.createDatabase(database);
  const url = world.databaseUrl(database);
  const port = world.port + 5;
  const measured = {};
  for (const figure of ['intake', 'runs']) {
    const program = startProgram('tools/benchmarks/handwritten.mjs', {
      DATABASE_URL: url,
      PORT: String(port),
      BENCH_SECRET: SECRET,
      PROPHET21_URL: world.prophet21Url,
      INTAKE_ONLY: figure === 'intake' ? '1' : '',
    });
    await waitFor('the hand-written program answering', async () => (await fetch(`http://127.0.0.1:${port}/`)).ok);
    measured[figure] = await measureOnce({ url, port, events, prefix: `H${round}${figure}`, figure });
    await program.stop();
  }
  return measured;
}

async function measureOnce({ url, port, events, prefix, figure }) {
  const startedAt = performance.now();
  const sent = JSON.parse(
    await runProgram('tools/benchmarks/sender.mjs', {
      BENCH_ORIGIN: `http://127.0.0.1:${port}`,
      BENCH_PATH: '/hook',
      BENCH_SECRET: SECRET,
      BENCH_PREFIX: prefix,
      BENCH_COUNT: String(events),
    }),
  );
  if (figure === 'intake') return (events / sent.elapsedMs) * 1000;
  const sendingBegan = performance.now() - sent.elapsedMs;
  await onServer(url, (session) =>
    waitFor('all journals recorded', async () => {
      const { rows } = await session.query(`select count(*)::int as done from payment where key like $1 and result is not null`, [`${prefix}-%`]);
      return rows[0].done === events;
    }),
  );
  return (events / (performance.now() - Math.max(startedAt, sendingBegan))) * 1000;
}
