// `npm run bench:engine [-- --quick] [-- --only runs,latency] [-- --no-report]`: what the engine does on this machine,
// each figure beside its limit in the same run, and the table in docs/benchmarks.md (with --only: its rows). Rounds
// alternate; medians and ratios count.
import { parseArgs } from 'node:util';
import { buildWorkspace } from '../../build/build.mjs';
import { measureCompleteRuns } from './figures/complete-runs.mjs';
import { measureHistory } from './figures/history.mjs';
import { measureHotLane } from './figures/hot-lane.mjs';
import { measureIntake } from './figures/intake.mjs';
import { measureLatency } from './figures/latency.mjs';
import { measureLostHints } from './figures/lost-hints.mjs';
import { measureRecovery } from './figures/recovery.mjs';
import { measureSnapshot } from './figures/snapshot.mjs';
import { measureThreeEffects } from './figures/three-effects.mjs';
import { measureWorkers } from './figures/workers.mjs';
import { replaceBenchmarkRows, writeBenchmarkTable } from './report/benchmark-table.mjs';
import { machineNow } from './report/machine.mjs';
import { startWorld } from './world/world.mjs';

/** Each gets a fresh Postgres and a fresh remote, and answers rows of the table. */
const FIGURES = {
  runs: measureCompleteRuns,
  effects: measureThreeEffects,
  intake: measureIntake,
  latency: measureLatency,
  workers: measureWorkers,
  hints: measureLostHints,
  lane: measureHotLane,
  history: measureHistory,
  snapshot: measureSnapshot,
  recovery: measureRecovery,
};

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, only: { type: 'string' }, 'no-report': { type: 'boolean' } },
});
const wanted = values.only?.split(',') ?? Object.keys(FIGURES);
const unknown = wanted.filter((name) => !(name in FIGURES));
if (unknown.length > 0)
  throw new TypeError(`there is no figure ${unknown.join(', ')}; there are ${Object.keys(FIGURES).join(', ')}`);

buildWorkspace();
const machine = machineNow();
const rows = [];
for (const name of wanted) {
  const found = await measured(name);
  rows.push(...found);
  if (!values['no-report'] && values.only) replaceBenchmarkRows(name, found, { machine });
}
if (!values['no-report'] && !values.only) writeBenchmarkTable(rows, { isQuick: values.quick ?? false, machine });

async function measured(name) {
  const world = await startWorld();
  try {
    const found = await FIGURES[name](world, { isQuick: values.quick ?? false });
    for (const row of found) console.log(lineOf(row));
    return found;
  } catch (error) {
    console.error(`${name} could not be measured: ${error.message}`);
    process.exitCode = 1;
    return [{ figure: name, product: `could not be measured: ${String(error.message).split('\n')[0].slice(0, 120)}` }];
  } finally {
    await world.stop();
  }
}

function lineOf({ figure, product, beside, target, isReached }) {
  const verdict = isReached === undefined ? '' : isReached ? ', reached' : ', NOT reached';
  return `${figure}: ${product}${beside ? ` (${beside})` : ''}${target ? ` [target ${target}${verdict}]` : ''}`;
}
