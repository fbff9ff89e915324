import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../workspace.mjs';
import { machineNow } from '../engine/report/machine.mjs';

const FILE = join(ROOT, 'docs', 'suggestions.md');
const two = (value) => (value === null || value === undefined ? '–' : value.toFixed(2));
const cells = (...values) => `| ${values.join(' | ')} |`;
const rowOf = (name, { hitAt3, f1, tickedPrecision, tickedCoverage, forbidden }) =>
  cells(name, two(hitAt3), two(f1), two(tickedPrecision), two(tickedCoverage), forbidden);

/** docs/suggestions.md: only what the command has measured. */
export function writeReport({ tuning, unseen, times }, reached) {
  const machine = machineNow();
  const lines = [
    '# Mapping suggestions: how good they are',
    '',
    `Written by \`npm run bench:suggest\` at commit ${machine.commit} on ${machine.day}: ${machine.description.replace(', bundled Postgres 18', '')}.`,
    '',
    'Gold sets are field lists with the pairs a person would map, written from public descriptions of the systems:',
    '`tools/benchmarks/suggest/sets`. Weights, dictionary and calibration were worked out on the tuning sets (`fit.mjs`',
    'prints the fit); errors on the unseen sets are not looked at. Field lists from elsewhere may be harder than either.',
    'Pairs are counted over all sets of a group. hit@3: the right source is among the first three candidates of its',
    'target; F1: of the pairs shown (confidence from 0.4); precision and coverage: of the pre-ticked pairs (from 0.85).',
    'Forbidden: card data as source or target.',
    '',
    '## Figures on the unseen sets',
    '',
    cells('figure', ''),
    cells('---', '---'),
    ...reached.map(([figure, isReached]) => cells(figure, isReached ? 'reached' : '**not reached**')),
    '',
    ...groupTables('Unseen sets', unseen),
    ...groupTables('Tuning sets', tuning),
    '## Time',
    '',
    cells('fields', 'time'),
    cells('---', '---'),
    ...times.map(([count, ms]) => cells(`${count} × ${count}`, `${Math.round(ms)} ms`)),
    '',
  ];
  writeFileSync(FILE, lines.join('\n'));
}

function groupTables(title, { sets, totals, calibration }) {
  const head = [
    cells('', 'hit@3', 'F1', 'pre-ticked precision', 'pre-ticked coverage', 'forbidden'),
    cells('---', '---', '---', '---', '---', '---'),
  ];
  return [
    `## ${title}`,
    '',
    ...head,
    rowOf('**matcher, all sets**', totals.matcher),
    rowOf('equal leaf names', totals.names),
    rowOf('similar leaf names', totals.similar),
    ...sets.map((set) => rowOf(`${set.title} (${set.fields.join(' × ')})`, set.matcher)),
    '',
    cells('confidence', 'pairs', 'right'),
    cells('---', '---', '---'),
    ...calibration.map(({ from, to, pairs, right }) =>
      cells(`${from.toFixed(2)} to ${to.toFixed(2)}`, pairs, two(right)),
    ),
    '',
  ];
}
