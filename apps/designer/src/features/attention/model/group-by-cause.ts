import type { Run } from '@penstock/contracts';
import { Decimal } from '@penstock/kernel';

/** Runs that failed for the same reason: mend it once, then retry them. */
export interface CauseGroup {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | undefined;
  readonly runs: readonly Run[];
  /** Sums by currency of the runs' amounts. */
  readonly atRisk: readonly { readonly currency: string; readonly amount: string }[];
  readonly oldestAt: string;
}

/** Largest group first. */
export function groupByCause(runs: readonly Run[]): CauseGroup[] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const code = run.failure?.code ?? 'UNKNOWN';
    groups.set(code, [...(groups.get(code) ?? []), run]);
  }
  return [...groups]
    .map(([code, members]) => ({
      code,
      message: members[0]?.failure?.message ?? 'The run stopped and did not say why.',
      remedy: members[0]?.failure?.remedy,
      runs: members,
      atRisk: sumsOf(members),
      oldestAt: members.map(({ createdAt }) => createdAt).sort()[0] ?? '',
    }))
    .sort((a, b) => b.runs.length - a.runs.length);
}

function sumsOf(runs: readonly Run[]): CauseGroup['atRisk'] {
  const sums = new Map<string, Decimal>();
  for (const { labels } of runs) {
    const { amount, currency = '' } = labels;
    if (amount === undefined || !/^-?\d+(\.\d+)?$/.test(amount)) continue;
    const sum = sums.get(currency);
    const value = Decimal.from(amount);
    sums.set(currency, sum ? sum.plus(value) : value);
  }
  return [...sums].map(([currency, sum]) => ({ currency, amount: sum.toString() }));
}
