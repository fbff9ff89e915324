import type { Pool } from 'pg';

/** One line of a simulator's append-only effect log: something that really happened outside. */
export interface LoggedEffect {
  readonly kind: string;
  readonly key: string;
  readonly id: string;
  readonly data?: unknown;
}

export interface Verdict {
  /** Acknowledged orders without one of their effects. */
  readonly lost: readonly string[];
  /** Effects that happened more than once for one order. */
  readonly duplicates: readonly string[];
  /** Effects for orders that were never placed. */
  readonly phantoms: readonly string[];
  /** Runs that are neither settled nor waiting for a due wake-up, or that ended with a person. */
  readonly stuck: number;
}

export interface Evidence {
  /** Ids of the orders the shop was told are accepted. */
  readonly acknowledged: readonly string[];
  readonly paytrace: readonly LoggedEffect[];
  readonly prophet21: readonly LoggedEffect[];
}

/** Counts what happened in the outside world against what was promised; it knows nothing of Penstock's own tables. */
export function judge({ acknowledged, paytrace, prophet21 }: Evidence): Omit<Verdict, 'stuck'> {
  const sales = countBy(paytrace.filter(({ kind }) => kind === 'sale'), ({ key }) => key);
  const orders = countBy(prophet21.filter(({ kind }) => kind === 'order'), ({ key }) => key);
  const receipts = countBy(prophet21.filter(({ kind }) => kind === 'ar-receipt'), ({ key }) => key);
  const receiptsOf = (orderId: string): number =>
    paytrace.filter(({ kind, key }) => kind === 'sale' && key === orderId).reduce((sum, { id }) => sum + (receipts.get(id) ?? 0), 0);
  const counts = acknowledged.flatMap((orderId): [string, number][] => [
    [`sale of ${orderId}`, sales.get(orderId) ?? 0],
    [`order of ${orderId}`, orders.get(orderId) ?? 0],
    [`receipt of ${orderId}`, receiptsOf(orderId)],
  ]);
  const known = new Set(acknowledged);
  return {
    lost: counts.filter(([, count]) => count === 0).map(([name]) => name),
    duplicates: counts.filter(([, count]) => count > 1).map(([name, count]) => `${name}: ${count} times`),
    phantoms: [...sales.keys(), ...orders.keys()].filter((orderId) => !known.has(orderId)),
  };
}

/** Open runs of the database, whatever the reason. */
export async function countOpenRuns(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(`select count(*)::int as open from run where finished_at is null`);
  return rows[0]?.open ?? 0;
}

/** Effects of unknown outcome that the remote side was asked about and that were found there. */
export async function countVerified(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ verified: number }>(`select count(*)::int as verified from effect where resolved_by = 'verified' and state = 'DONE'`);
  return rows[0]?.verified ?? 0;
}

export async function openRunReasons(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ status: string; failure: string | null; count: number }>(
    `select status, failure::json->>'code' as failure, count(*)::int from run where finished_at is null group by 1, 2`,
  );
  return rows.map(({ status, failure, count }) => `${count} × ${status} (${failure ?? 'no failure'})`).join(', ');
}

function countBy(effects: readonly LoggedEffect[], keyOf: (effect: LoggedEffect) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const effect of effects) counts.set(keyOf(effect), (counts.get(keyOf(effect)) ?? 0) + 1);
  return counts;
}
