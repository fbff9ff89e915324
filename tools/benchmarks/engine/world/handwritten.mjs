import { startProgram, waitFor } from '../../processes.mjs';
import { completeLoad } from '../measuring/load.mjs';

const SECRET = 'whsec_YmVuY2htYXJrLXNlY3JldA==';

/** The program of an afternoon: same events, same durability, nothing to see. */
export async function startHandwritten(world, { database, intakeOnly = false }) {
  await world.createDatabase(database);
  const port = world.ports.limit;
  const program = startProgram('tools/benchmarks/handwritten.mjs', {
    DATABASE_URL: world.databaseUrl(database),
    PORT: String(port),
    BENCH_SECRET: SECRET,
    PROPHET21_URL: world.remoteUrl,
    INTAKE_ONLY: intakeOnly ? '1' : '',
  });
  await waitFor('the hand-written program answering', async () => (await fetch(`http://127.0.0.1:${port}/`)).ok);
  const target = { port, path: '/hook', secret: SECRET };
  const isDone = async () =>
    (await world.query(database, 'select count(*)::int as n from payment where result is null'))[0].n === 0;
  return {
    target,
    pids: [program.pid],
    complete: async (prefix, count) => (await completeLoad(target, { prefix, count }, isDone)).completedPerSecond,
    stop: () => program.stop(),
  };
}
