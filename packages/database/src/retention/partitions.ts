/**
 * Dated partitions of a table whose key starts with a UUIDv7: `step_log_y20261124`, `event_y202611`. Bounds are ids, so
 * a look-up by id touches one partition. How wide a table's partitions are was measured: docs/adr/0008.
 *
 * PT1 The default partition catches what has no day of its own, so that an insert never fails; anything in it is an alarm.
 * PT2 Making a partition never waits long for a lock: the statement gives up after `LOCK_TIMEOUT` and the janitor tries again.
 */
import type { ClientBase } from 'pg';
import { DAY_MS, dayName, lowestIdOf, startOfDay, startOfMonth, startOfNextMonth } from './day';

export const LOCK_TIMEOUT = '500ms';
/** A janitor that does not run for a week loses nothing but speed: PT1. */
export const DAYS_AHEAD = 7;

export interface Partition {
  readonly name: string;
  /** Ids, half open; a missing lower bound means everything before. */
  readonly from: string | null;
  readonly to: string;
}

const selectPartitions = `
  select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = to_regclass($1) and not i.inhdetachpending order by c.relname`;

/** The dated partitions, oldest first. */
export async function listPartitions(client: ClientBase, table: string): Promise<readonly Partition[]> {
  const { rows } = await client.query<{ name: string; bound: string }>(selectPartitions, [table]);
  const dated = rows.flatMap(({ name, bound }) => {
    const match = /FROM \((?:'([^']+)'|MINVALUE)\) TO \('([^']+)'\)/.exec(bound);
    return match?.[2] ? [{ name, from: match[1] ?? null, to: match[2] }] : [];
  });
  return dated.sort((a, b) => (a.to < b.to ? -1 : 1));
}

export type PartitionWidth = 'day' | 'month';

/** Every partitioned table and the width of its partitions. */
export const partitionedTables: readonly { readonly table: string; readonly width: PartitionWidth }[] = [
  { table: 'event', width: 'month' },
  { table: 'step_log', width: 'day' },
];

interface Span {
  readonly start: number;
  readonly end: number;
}
const spanOf = (at: number, width: PartitionWidth): Span =>
  width === 'day' ? { start: startOfDay(at), end: startOfDay(at) + DAY_MS } : { start: startOfMonth(at), end: startOfNextMonth(at) };

const nameOf = (table: string, { start }: Span, width: PartitionWidth): string =>
  `${table}_y${dayName(start).replaceAll('-', '').slice(0, width === 'day' ? 8 : 6)}`;

/** Makes the missing partitions from `now` to a week ahead; answers the names of the new ones. */
export async function ensurePartitions(client: ClientBase, { table, width, now }: { table: string; width: PartitionWidth; now: number }): Promise<readonly string[]> {
  const known = await listPartitions(client, table);
  const made: string[] = [];
  for (let span = spanOf(now, width); span.start <= now + DAYS_AHEAD * DAY_MS; span = spanOf(span.end, width)) {
    // What was there when the table was first partitioned may cover a part of the first span.
    const from = known.map(({ to }) => to).filter((to) => to > lowestIdOf(span.start) && to < lowestIdOf(span.end)).at(-1) ?? lowestIdOf(span.start);
    const to = lowestIdOf(span.end);
    if (known.some((partition) => (partition.from ?? '') <= from && partition.to >= to)) continue;
    made.push(await makePartition(client, { table, from, to, name: nameOf(table, span, width) }));
  }
  return made;
}

/** Attached after it is made: attaching does not stop readers and writers of the parent, making in place would. */
async function makePartition(client: ClientBase, { table, name, from, to }: { table: string; name: string; from: string; to: string }): Promise<string> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(`create table ${name} (like ${table} including defaults including constraints including storage)`);
    await client.query(`alter table ${table} attach partition ${name} for values from ('${from}') to ('${to}')`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
  return name;
}

/** PT1: rows without a day of their own. Anything but zero is an alarm. */
export async function countStrays(client: ClientBase, table: string): Promise<number> {
  const { rows } = await client.query<{ strays: number }>(`select count(*)::int as strays from (select 1 from ${table}_default limit 10000) s`);
  return rows[0]?.strays ?? 0;
}
