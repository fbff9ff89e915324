import { parseArgs } from 'node:util';
import { runAblation } from '../scenarios/run-ablation';
import { passes, runScenario, type Outcome } from '../scenarios/run-scenario';
import { scenarios } from '../scenarios/plan';
import type { Scenario } from '../scenarios/scenario';
import { letterCounts } from './letters';
import { replaceFaultRow, writeFaultTable, type Row } from './fault-table';

/** Runs the plan and writes its table. @returns whether every scenario passed and every ablation was seen. */
export async function runFaultPlan(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: { only: { type: 'string' }, seed: { type: 'string', default: '7' }, bounded: { type: 'boolean' }, 'no-ablation': { type: 'boolean' }, 'no-report': { type: 'boolean' } },
  });
  const wanted = values.only?.split(',');
  const chosen = scenarios.filter(({ number }) => !wanted || wanted.includes(number) || wanted.includes(number.replace(/[a-z]$/, '')));
  const rows: Row[] = [];
  for (const scenario of chosen) {
    const orders = values.bounded ? scenario.boundedOrders : scenario.orders;
    const row = await runRow(scenario, { seed: Number(values.seed), orders }, !values['no-ablation']);
    say(line(row));
    rows.push(row);
    if (values['no-report']) continue;
    if (wanted) replaceFaultRow(row);
    else writeFaultTable(rows, { isBounded: values.bounded ?? false });
  }
  return rows.every(({ isFine }) => isFine);
}

async function runRow(scenario: Scenario, size: { readonly seed: number; readonly orders: number }, ablated: boolean): Promise<Row> {
  const missing = scenario.needs?.();
  if (missing !== undefined) return { scenario, outcome: undefined, seen: undefined, notRun: missing, problem: undefined, isFine: true };
  say(`… ${scenario.number} ${scenario.title} (${size.orders} orders, seed ${size.seed})`);
  try {
    const outcome = await runScenario(scenario, size);
    const seen = scenario.ablation && ablated ? ((await runAblation(scenario, scenario.ablation, size)) ?? null) : undefined;
    return { scenario, outcome, seen, problem: undefined, isFine: passes(outcome) && seen !== null };
  } catch (error) {
    return { scenario, outcome: undefined, seen: undefined, problem: String((error as Error).message).slice(0, 600), isFine: false };
  }
}

function line({ scenario, outcome, seen, problem, notRun, isFine }: Row): string {
  if (notRun !== undefined) return `– ${scenario.number} NOT RUN: ${notRun}`;
  if (!outcome) return `✗ ${scenario.number} could not be run: ${problem}`;
  const letters = Object.entries(letterCounts(outcome)).map(([letter, count]) => `${letter} ${count}`).join(' ');
  const off = seen === undefined ? '' : `; without “${scenario.ablation?.title}”’s safety: ${seen ?? 'NOTHING SEEN'}`;
  return `${isFine ? '✓' : '✗'} ${scenario.number} ${letters}; ${outcome.kills} kills, ${outcome.verified} verified, drained in ${Math.round(outcome.drainMs)} ms${outcome.extra ? `; ${outcome.extra.text}` : ''}${off}${isFine ? '' : `\n    ${details(outcome)}`}`;
}

const details = ({ findings, reasons, leaks }: Outcome): string => JSON.stringify({ ...Object.fromEntries(Object.entries(findings).map(([name, list]) => [name, list.slice(0, 5)])), reasons, leaks });

const say = (text: string): void => void process.stdout.write(`${text}\n`);
