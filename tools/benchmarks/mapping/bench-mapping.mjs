// `npm run bench:mapping [-- --no-report]`: the same mapping as hand-written JavaScript, in JSONata, in a CEL library and
// here; the time of a preview and of the checker for a large mapping; and the tables in docs/mapping-speed.md. Exit code 1
// when a figure is missed.
import { strict as assert } from 'node:assert';
import { parseArgs } from 'node:util';
import { loadMapping } from '../suggest/matcher.mjs';
import { eventText } from './event.mjs';
import { largeMapping } from './large-mapping.mjs';
import { ratesOf, timeOf } from './measure.mjs';
import { celProgram } from './programs/cel.mjs';
import { handwritten } from './programs/handwritten.mjs';
import { handwrittenExact } from './programs/handwritten-exact.mjs';
import { jsonataProgram } from './programs/jsonata.mjs';
import { mappingDocument } from './programs/ours.mjs';
import { writeReport } from './report.mjs';

const { values } = parseArgs({ options: { 'no-report': { type: 'boolean' } } });
const { checkMapping, compileMapping, previewMapping } = loadMapping();

const event = JSON.parse(eventText);
const compiled = compileMapping(mappingDocument);
assert(compiled.ok, JSON.stringify(compiled.error));
const ours = () => compiled.value.run({ e: event });

/** Numbers by size, whatever their form. */
const numeric = new Set(['amount_usd', 'extended', 'quantity', 'line_count']);
const plain = (output) =>
  JSON.parse(JSON.stringify(output, (key, value) => (typeof value === 'bigint' ? String(value) : value)), (key, value) =>
    numeric.has(key) ? Number(value) : value,
  );

const programs = {
  'hand-written JS, floating point': () => handwritten(event),
  'hand-written JS, exact amounts': () => handwrittenExact(event),
  Penstock: ours,
  'CEL (@marcbachmann/cel-js)': () => celProgram(event),
  'JSONata': () => jsonataProgram(event),
};
const wanted = plain(handwritten(event));
for (const [name, run] of Object.entries(programs)) {
  const made = await run();
  assert.deepEqual(plain(name === 'Penstock' ? made.value : made), wanted, `${name} gives another output`);
}

const rates = await ratesOf(programs);
const large = largeMapping(500);
const preview = { document: large.document, samples: [large.record], sources: large.sources, target: large.target };
const problems = checkMapping(large.document, large);
assert.deepEqual(problems, []);
const times = [
  ['preview of 500 fields: check, compile and run', timeOf(() => previewMapping(preview, { now: 0 }))],
  ['compile 500 rules', timeOf(() => compileMapping(large.document))],
  ['check 500 rules against their schemas', timeOf(() => checkMapping(large.document, large))],
];
const rateOf = (name) => rates.get(name);
const reached = [
  ['≥ 0.25 of hand-written JS with exact amounts', rateOf('Penstock') >= 0.25 * rateOf('hand-written JS, exact amounts')],
  ['≥ 0.25 of hand-written JS with floating point', rateOf('Penstock') >= 0.25 * rateOf('hand-written JS, floating point')],
  ['≥ 40 × JSONata', rateOf('Penstock') >= 40 * rateOf('JSONata')],
  ['preview of 500 fields < 100 ms', times[0][1] < 100],
];
for (const [name, rate] of rates) console.log(name.padEnd(34), Math.round(rate), 'runs/s');
for (const [name, ms] of times) console.log(name.padEnd(50), ms.toFixed(1), 'ms');
for (const [figure, isReached] of reached) console.log(isReached ? 'reached    ' : 'NOT REACHED', figure);
if (!values['no-report']) writeReport({ rates, times }, reached);
process.exitCode = reached.every(([, isReached]) => isReached) ? 0 : 1;
