import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { resolve } from 'node:path';
import type { Outcome } from '../scenarios/run-scenario';
import type { Scenario } from '../scenarios/scenario';
import { SIZES, sizesText } from './fault-sizes';
import { letterCounts } from './letters';
import { titleOfAblation } from './shared-ablations';

export interface Row {
  readonly scenario: Scenario;
  readonly outcome: Outcome | undefined;
  /** What the judge saw without the safety; null: nothing; undefined: not tried. */
  readonly seen: string | null | undefined;
  readonly problem: string | undefined;
  /** What the machine lacks for it. */
  readonly notRun?: string;
  readonly isFine: boolean;
}

const ROOT = resolve(__dirname, '../../..');
const COLUMNS = ['#', 'scenario', 'orders', 'faults injected', 'kills', 'by look-up', 'LOST', 'DUP', 'PHANTOM', 'STUCK', 'WRONG', 'ORDER', 'MONEY', 'LEAK', 'drained ms', 'also', 'ablation', 'seed'];

/** docs/faults.md: only what the command has measured. */
export function writeFaultTable(rows: readonly Row[], { isBounded }: { readonly isBounded: boolean }): void {
  write([...head(isBounded), ...rows.map(rowText)]);
}

/** A single scenario that was run again, or for the first time: its row says at which commit. */
export function replaceFaultRow(row: Row): void {
  const all = readFileSync(resolve(ROOT, 'docs/faults.md'), 'utf8').split('\n');
  const end = all.indexOf(SIZES);
  const lines = all.slice(0, end < 0 ? undefined : end).filter((line, index, { length }) => line !== '' || index < length - 1);
  const at = lines.findIndex((line) => line.startsWith(`| ${row.scenario.number} |`));
  const text = `${rowText(row).slice(0, -2)} (at ${commitNow()}) |`;
  // A scenario that the table does not know yet comes last.
  if (at >= 0) lines[at] = text;
  else lines.splice(lines.findLastIndex((line) => line.startsWith('| ')) + 1, 0, text);
  write(lines);
}

function write(lines: readonly string[]): void {
  const ran = new Map(lines.flatMap((line) => sizeIn(line.split(' | '))));
  writeFileSync(resolve(ROOT, 'docs/faults.md'), [...lines, '', ...sizesText(ran)].join('\n'));
}

/** Number and events of a row of the table that was run. */
function sizeIn([number = '', , orders = '']: readonly string[]): [string, number][] {
  return number.startsWith('| ') && /^\d+$/.test(orders) ? [[number.slice(2), Number(orders)]] : [];
}

const commitNow = (): string => execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT }).toString().trim();

function head(isBounded: boolean): string[] {
  const commit = commitNow();
  const [cpu] = cpus();
  return [
    '# Fault table',
    '',
    `Written by \`npm run test:faults${isBounded ? ' -- --bounded' : ''}\` at commit ${commit} on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, Linux ${release()}, Node ${process.version}.`,
    'One order of the demo shop is a PayTrace sale, a Prophet 21 sales order and an AR receipt. Lease, quarantine and verify times are scaled down together (`tools/fault-tests/world/product-world.ts`). The judge counts in the append-only effect logs of the simulators.',
    'ORDER: effects of one key in another order than they had to happen in (sale, sales order, receipt of an order; the journals of an event; the events of a lane), or events of one lane that overlap.',
    'Ablation: the same trouble with one safety switched off; what the judge saw then. Rows that rest on the same safety share a run of it: “see” names the row.',
    '',
    `| ${COLUMNS.join(' | ')} |`,
    `|${COLUMNS.map(() => '---').join('|')}|`,
  ];
}

function rowText({ scenario, outcome, seen, problem, notRun }: Row): string {
  const { number, title, faults } = scenario;
  if (!outcome) {
    const why = notRun === undefined ? `could not be run: ${(problem ?? '').replace(/[|\n]/g, ' ').slice(0, 120)}` : `not run: ${notRun}`;
    return `| ${[number, title, '', faults, ...Array<string>(COLUMNS.length - 7).fill(''), `**${why}**`, '', ''].join(' | ')} |`;
  }
  const counts = Object.values(letterCounts(outcome)).map((count) => (count === 0 ? '0' : `**${count}**`));
  const also = outcome.extra ? `${outcome.extra.text}${outcome.extra.holds ? '' : ' **(does not hold)**'}` : '';
  return `| ${[number, title, outcome.orders, faults, outcome.kills, outcome.verified, ...counts, Math.round(outcome.drainMs), also, ablationText(scenario, seen), outcome.seed].join(' | ')} |`;
}

function ablationText(scenario: Scenario, seen: Row['seen']): string {
  const title = titleOfAblation(scenario);
  if (scenario.sharesAblationOf !== undefined) return `${title}: see ${scenario.sharesAblationOf}`;
  return seen === undefined ? '' : `${title}: ${seen ?? '**nothing seen**'}`;
}
