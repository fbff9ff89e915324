// `npm run simulate -- [--seeds 10000] [--from 0] [--seed N] [--ablation X] [--no-report]`: the engine's core and runtime
// in a simulated world, seed by seed, and the report in docs/simulation.md. Exit code 1 on any finding, or when an
// ablation finds nothing. With `--seed` one simulation is shown operation by operation.
import { createRequire } from 'node:module';

// Sources, not builds: what is simulated is what stands here. Children inherit the condition.
if (!process.env.NODE_OPTIONS?.includes('@penstock/source')) {
  const { spawnSync } = await import('node:child_process');
  const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --conditions=@penstock/source`.trim();
  const { status } = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS } });
  process.exit(status ?? 1);
}
const require = createRequire(import.meta.url);
require('./load-typescript.cjs');
const { runSimulations } = require('./simulation/run-simulations.ts');
process.exitCode = (await runSimulations(process.argv.slice(2))) ? 0 : 1;
