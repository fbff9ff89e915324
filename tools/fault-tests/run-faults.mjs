// `npm run test:faults [-- --only 4,5 --seed 7 --bounded --no-ablation --no-report]`: the fault plan, one scenario
// after the other, and the table in docs/faults.md. Exit code 1 on any finding, or when an ablation finds nothing.
import { createRequire } from 'node:module';
import { startThrowawayServers } from '../test/test-servers.mjs';

const require = createRequire(import.meta.url);
require('./load-typescript.cjs');

const servers = await startThrowawayServers();
Object.assign(process.env, servers.env);
let isFine;
try {
  const { runFaultPlan } = require('./report/run-fault-plan.ts');
  isFine = await runFaultPlan(process.argv.slice(2));
} finally {
  await servers.stop();
}
// Node 20 turns in a circle at its end when a socket was reset while nobody read from it (the black hole does that).
process.exit(isFine ? 0 : 1);
