import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../workspace.mjs';

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
  const lines = rows.map(
    ({ figure, product, beside = '', target = '', isReached }) =>
      `| ${figure} | ${product} | ${beside} | ${target} | ${verdictOf(isReached)} |`,
  );
  writeFileSync(join(ROOT, 'docs', 'benchmarks.md'), [...head, ...lines, ''].join('\n'));
}

const verdictOf = (isReached) => (isReached === undefined ? '' : isReached ? 'reached' : '**not reached**');
