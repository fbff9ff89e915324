import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../workspace.mjs';
import { machineNow } from '../engine/report/machine.mjs';

const FILE = join(ROOT, 'docs', 'mapping-speed.md');
const cells = (...values) => `| ${values.join(' | ')} |`;
const grouped = (value) => Math.round(value).toLocaleString('en-US');
const ratio = (value) => (value >= 10 ? grouped(value) : value.toFixed(2));

/** docs/mapping-speed.md: only what the command has measured. */
export function writeReport({ rates, times }, reached) {
  const machine = machineNow();
  const [hand, ours] = [rates.get('hand-written JS, floating point'), rates.get('Penstock')];
  const lines = [
    '# How fast a mapping runs',
    '',
    `Written by \`npm run bench:mapping\` at commit ${machine.commit} on ${machine.day}: ${machine.description.replace(', bundled Postgres 18', '')}.`,
    '',
    'One payment event of 1.8 kB, twelve outputs: a prefix, a value table, a currency conversion with rounding, a date in',
    'another format, names put together, an account by two conditions, small letters, the last four digits, a default, an',
    'address in one line, a count and a list of three lines with their own sums (`tools/benchmarks/mapping/programs`).',
    'All programs run in turn in one process, nine rounds each; the medians stand here, by processor time, so that what else',
    'runs on the machine is not counted. Outputs are compared field by field before anything is measured. Only',
    'Penstock and the exact hand-written program keep every digit; the others calculate with floating point numbers.',
    '',
    cells('program', 'runs per second', 'µs per run', 'of hand-written JS', 'Penstock is faster by'),
    cells('---', '---', '---', '---', '---'),
    ...[...rates].map(([name, rate]) => cells(name, grouped(rate), (1e6 / rate).toFixed(1), (rate / hand).toFixed(3), `${ratio(ours / rate)} ×`)),
    '',
    cells('work', 'time'),
    cells('---', '---'),
    ...times.map(([name, ms]) => cells(name, `${ms.toFixed(1)} ms`)),
    '',
    cells('figure', ''),
    cells('---', '---'),
    ...reached.map(([figure, isReached]) => cells(figure, isReached ? 'reached' : '**not reached**')),
    '',
  ];
  writeFileSync(FILE, lines.join('\n'));
}
