import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../workspace.mjs';

const FILE = join(ROOT, 'docs', 'benchmarks.md');

/** docs/benchmarks.md: only what the command has measured. */
export function writeBenchmarkTable(rows, { isQuick, machine }) {
  const head = [
    '# Benchmarks of the engine',
    '',
    `Written by \`npm run bench:engine${isQuick ? ' -- --quick' : ''}\` at commit ${machine.commit} on ${machine.day}: ${machine.description}; load average before it began ${machine.load.toFixed(1)}.`,
    'Sender, remote, Postgres and platform share this one machine: figures vary by some tens of percent between runs, ratios within a run less.',
    'Reference flow: signed event → condition → map of twelve fields → journal posted to Prophet 21 over HTTP → recorded with its steps.',
    '',
    '| figure | Penstock | beside it, in the same run | target | |',
    '|---|---|---|---|---|',
  ];
  writeFileSync(FILE, [...head, ...rows.map((row) => lineOf(row)), ''].join('\n'));
}

/** Figures that were measured again: their rows say at which commit. `name`: what the command calls them. */
export function replaceBenchmarkRows(name, rows, { machine }) {
  const lines = readFileSync(FILE, 'utf8').split('\n');
  const isOld = (line) => line.startsWith(`| ${name} |`) || rows.some(({ figure }) => line.startsWith(`| ${figure} |`));
  const at = lines.findIndex(isOld);
  const kept = lines.filter((line) => !isOld(line));
  const place = at >= 0 ? at : kept.findLastIndex((line) => line.startsWith('| ')) + 1;
  kept.splice(place, 0, ...rows.map((row) => lineOf({ ...row, product: `${row.product} (at ${machine.commit})` })));
  writeFileSync(FILE, kept.join('\n'));
}

const lineOf = ({ figure, product, beside = '', target = '', isReached }) =>
  `| ${figure} | ${product} | ${beside} | ${target} | ${verdictOf(isReached)} |`;

const verdictOf = (isReached) => (isReached === undefined ? '' : isReached ? 'reached' : '**not reached**');
