// `npm run bench:engine [-- --quick] [-- --only runs,latency]`: what the engine does on this machine, each figure beside
// its limit in the same run, and the table in docs/benchmarks.md. Rounds alternate; medians and ratios count.
import { parseArgs } from 'node:util';
import { startWorld } from './world/world.mjs';
import { cases } from './cases.mjs';
import { writeBenchmarkTable } from './benchmark-table.mjs';
import { buildWorkspace } from '../../build/build.mjs';

const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' }, 'no-report': { type: 'boolean' } } });
const wanted = values.only?.split(',');
buildWorkspace();
const rows = [];
for (const { name, measure } of cases) {
  if (wanted && !wanted.includes(name)) continue;
  const world = await startWorld();
  try {
    for (const row of await measure(world, { isQuick: values.quick ?? false })) {
      console.log(`${row.figure}: ${row.product}${row.limit ? ` (${row.limit})` : ''}${row.target ? ` [target ${row.target}${row.isReached === undefined ? '' : row.isReached ? ', reached' : ', NOT reached'}]` : ''}`);
      rows.push(row);
    }
  } catch (error) {
    console.error(`${name} could not be measured: ${error.message}`);
    rows.push({ figure: name, product: `could not be measured: ${String(error.message).slice(0, 120)}` });
    process.exitCode = 1;
  } finally {
    await world.stop();
  }
}
if (!values['no-report'] && !wanted) writeBenchmarkTable(rows, { isQuick: values.quick ?? false });
