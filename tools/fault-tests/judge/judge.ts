import type { Pool } from 'pg';
import { stepsOutOfOrder } from './judge-order';

/** One line of a simulator's append-only effect log: something that really happened outside. */
export interface LoggedEffect {
  readonly kind: string;
  readonly key: string;
  readonly id: string;
  readonly amount?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  readonly data?: unknown;
}

export interface PlacedOrder {
  readonly id: string;
  /** What its customer pays. */
  readonly total: string;
  readonly isAcknowledged: boolean;
}

/** What the outside world saw. Knows nothing of Penstock's own tables. */
export interface Evidence {
  readonly orders: readonly PlacedOrder[];
  readonly paytrace: readonly LoggedEffect[];
  readonly prophet21: readonly LoggedEffect[];
}

/** Findings by letter; each entry is a sentence for whoever looks for the cause. */
export interface Findings {
  /** Acknowledged orders without one of their effects, unless a person has them. */
  readonly lost: readonly string[];
  /** Effects that happened more than once for one order. */
  readonly duplicates: readonly string[];
  /** Effects for orders that were never placed. */
  readonly phantoms: readonly string[];
  /** Effects with another amount than the order's. */
  readonly wrong: readonly string[];
  /** What happened for one key in another order than it had to, or at the same time. */
  readonly order: readonly string[];
  /** Sum of charges against sum of receipts, over all orders. */
  readonly money: readonly string[];
}

export function judge(evidence: Evidence, withPerson: ReadonlySet<string> = new Set()): Findings {
  const { orders, paytrace, prophet21 } = evidence;
  const sales = paytrace.filter(({ kind }) => kind === 'sale');
  const erpOrders = prophet21.filter(({ kind }) => kind === 'order');
  const receipts = prophet21.filter(({ kind }) => kind === 'ar-receipt');
  const saleOf = new Map(sales.map((sale) => [sale.id, sale.key]));
  const byOrder = {
    sale: group(sales, ({ key }) => key),
    order: group(erpOrders, ({ key }) => key),
    // A receipt carries the gateway's transaction id.
    receipt: group(receipts, ({ key }) => saleOf.get(key) ?? key),
  };
  const kinds = ['sale', 'order', 'receipt'] as const;
  const owed = orders.filter(({ id, isAcknowledged }) => isAcknowledged && !withPerson.has(id));
  const placed = new Map(orders.map((order) => [order.id, order]));
  const happened = (kind: (typeof kinds)[number], id: string): readonly LoggedEffect[] => byOrder[kind].get(id) ?? [];
  return {
    lost: owed.flatMap(({ id }) => kinds.filter((kind) => happened(kind, id).length === 0).map((kind) => `${kind} of ${id}`)),
    duplicates: kinds.flatMap((kind) => [...byOrder[kind]].filter(([, effects]) => effects.length > 1).map(([id, { length }]) => `${kind} of ${id}: ${length} times`)),
    phantoms: kinds.flatMap((kind) => [...byOrder[kind].keys()].filter((id) => !placed.has(id)).map((id) => `${kind} of ${id}`)),
    wrong: kinds.flatMap((kind) => [...byOrder[kind]].flatMap(([id, effects]) => effects.filter((effect) => differs(effect, placed.get(id))).map((effect) => `${kind} of ${id}: ${effect.amount}`))),
    order: stepsOutOfOrder(evidence),
    money: withPerson.size > 0 ? [] : imbalance(sales, receipts),
  };
}

export const isClean = (findings: Findings): boolean => Object.values(findings).every((list: readonly string[]) => list.length === 0);

const differs = ({ amount }: LoggedEffect, order: PlacedOrder | undefined): boolean => order !== undefined && amount !== undefined && cents(amount) !== cents(order.total);

function imbalance(sales: readonly LoggedEffect[], receipts: readonly LoggedEffect[]): string[] {
  const [charged, posted] = [sales, receipts].map((effects) => effects.reduce((sum, { amount }) => sum + cents(amount ?? '0'), 0));
  return charged === posted ? [] : [`charged ${charged} cents, posted ${posted} cents`];
}

/** Amounts of the simulators have up to four decimals, of which the shop uses two. */
const cents = (amount: string): number => Math.round(Number(amount) * 100);

function group(effects: readonly LoggedEffect[], keyOf: (effect: LoggedEffect) => string): Map<string, LoggedEffect[]> {
  const groups = new Map<string, LoggedEffect[]>();
  for (const effect of effects) groups.set(keyOf(effect), [...(groups.get(keyOf(effect)) ?? []), effect]);
  return groups;
}

/** Open runs of the database, whatever the reason. */
export async function countOpenRuns(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(`select count(*)::int as open from run where finished_at is null`);
  return rows[0]?.open ?? 0;
}

/** Effects of unknown outcome whose run is over: nobody will ever ask about them. */
export async function countForgottenEffects(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ forgotten: number }>(
    `select count(*)::int as forgotten from effect e join run r on r.id = e.run_id where r.finished_at is not null and e.state in ('INTENT', 'UNKNOWN')`,
  );
  return rows[0]?.forgotten ?? 0;
}

/** Orders, and events of a scenario's own, whose runs wait for a person. */
export async function ordersWithPerson(pool: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ payload: string }>(
    `select e.payload from run r join event e on e.id = r.event_id where r.status = 'needs-attention' and e.payload is not null`,
  );
  return new Set(rows.map(({ payload }) => JSON.parse(payload) as { id?: string; order?: { id?: string } }).map(({ id, order }) => order?.id ?? id ?? ''));
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

/** Values that must never lie in the clear: credentials of the demo's connections and the intake secret. */
export const CANARIES = ['crash-test-password', 'hollander-demo', 'Y3Jhc2gtdGVzdC1pbnRha2Utc2VjcmV0'];

/** Tables and columns in which one of these texts lies in the clear. */
export async function leaksIn(pool: Pool, canaries: readonly string[]): Promise<readonly string[]> {
  const { rows: columns } = await pool.query<{ table_name: string; column_name: string; data_type: string }>(
    `select c.table_name, c.column_name, c.data_type from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'json', 'jsonb', 'character varying', 'ARRAY', 'bytea')`,
  );
  const found: string[] = [];
  for (const { table_name: table, column_name: column, data_type: type } of columns) {
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const { rows } = await pool.query(`select 1 from "${table}" where ${text} like any($1::text[]) limit 1`, [canaries.map((canary) => `%${canary}%`)]);
    if (rows.length > 0) found.push(`${table}.${column}`);
  }
  return found;
}
