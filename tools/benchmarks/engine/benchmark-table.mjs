import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../workspace.mjs';

/** docs/benchmarks.md: only what the command has measured. */
export function writeBenchmarkTable(rows, { isQuick }) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).toString().trim();
  const [cpu] = cpus();
  const head = [
    '# Benchmarks of the engine',
    '',
    `Written by \`npm run bench:engine${isQuick ? ' -- --quick' : ''}\` at commit ${commit} on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 1e9)} GB, Linux ${release()}, Node ${process.version}, bundled Postgres 18; load average before the table ${loadavg()[0].toFixed(1)}.`,
    'Sender, remote, Postgres and platform share this one machine, with other programs beside them: figures vary by some tens of percent between runs, ratios within a run less.',
    'Reference flow: signed event → condition → map of twelve fields → journal posted to Prophet 21 over HTTP → recorded with its steps.',
    '',
    '| figure | Penstock | beside | target | |',
    '|---|---|---|---|---|',
  ];
  const lines = rows.map(({ figure, product, limit = '', target = '', isReached }) => `| ${figure} | ${product} | ${limit} | ${target} | ${isReached === undefined ? '' : isReached ? 'reached' : '**not reached**'} |`);
  writeFileSync(join(ROOT, 'docs', 'benchmarks.md'), [...head, ...lines, ''].join('\n'));
}
