import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { resolve } from 'node:path';
import { notRun, scenarios } from '../scenarios/plan';
import type { Outcome } from '../scenarios/run-scenario';
import type { Scenario } from '../scenarios/scenario';

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

const SCALED = '## Scaled';
const ROOT = resolve(__dirname, '../../..');

/** docs/faults.md: only what the command has measured. */
export function writeFaultTable(rows: readonly Row[], { isBounded }: { readonly isBounded: boolean }): void {
  writeFileSync(resolve(ROOT, 'docs/faults.md'), [...head(isBounded), ...rows.map(rowText), '', ...tail()].join('\n'));
}

/** A single scenario that was run again, or for the first time: its row says at which commit. */
export function replaceFaultRow(row: Row): void {
  const file = resolve(ROOT, 'docs/faults.md');
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.startsWith(`| ${row.scenario.number} |`));
  const text = `${rowText(row).slice(0, -2)} (at ${commitNow()}) |`;
  // A scenario that the table does not know yet comes last.
  if (at >= 0) lines[at] = text;
  else lines.splice(lines.findLastIndex((line) => line.startsWith('| ')) + 1, 0, text);
  writeFileSync(file, [...lines.slice(0, lines.indexOf(SCALED)), ...tail()].join('\n'));
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
    'Ablation: the same trouble with one safety switched off; what the judge saw then.',
    '',
    '| # | scenario | orders | faults injected | kills | by look-up | lost | dup | phantom | stuck | wrong | money | leak | drained ms | also | ablation | seed |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|',
  ];
}

function rowText({ scenario, outcome, seen, problem, notRun }: Row): string {
  if (notRun !== undefined) return `| ${scenario.number} | ${scenario.title} | | ${scenario.faults} | | | | | | | | | | | **not run: ${notRun}** | | |`;
  if (!outcome) return `| ${scenario.number} | ${scenario.title} | | ${scenario.faults} | | | | | | | | | | | **could not be run: ${(problem ?? '').replace(/[|\n]/g, ' ').slice(0, 120)}** | | |`;
  const { lost, duplicates, phantoms, wrong, money } = outcome.findings;
  const counts = [lost.length, duplicates.length, phantoms.length, outcome.stuck, wrong.length, money.length, outcome.leaks.length].map((count) => (count === 0 ? '0' : `**${count}**`));
  const off = seen === undefined ? '' : `${scenario.ablation?.title}: ${seen ?? '**nothing seen**'}`;
  const cells = [scenario.number, scenario.title, outcome.orders, scenario.faults, outcome.kills, outcome.verified, ...counts, Math.round(outcome.drainMs), outcome.extra ? `${outcome.extra.text}${outcome.extra.holds ? '' : ' **(does not hold)**'}` : '', off, outcome.seed];
  return `| ${cells.join(' | ')} |`;
}

const scaledText = (): string[] => [SCALED, '', ...scenarios.flatMap(({ number, scaled }) => (scaled ? [`- ${number}: ${scaled}`] : [])), ''];

const tail = (): string[] => [...scaledText(), ...notRunText(), ''];

const notRunText = (): string[] => ['## Not run here', '', ...notRun.map(([number, title, why]) => `- ${number}, ${title}: ${why}.`)];
