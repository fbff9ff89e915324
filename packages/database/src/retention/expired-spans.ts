import type { Client } from 'pg';
import type { Span } from './archive-span';
import { DAY_MS, dayName, lowestIdOf, startOfDay } from './day';
import { listPartitions } from './partitions';
import type { RetainedTable } from './retention-days';

/** Whole partitions that ended before the cut. */
export async function expiredPartitions(client: Client, table: RetainedTable, cut: number): Promise<readonly Span[]> {
  const partitions = await listPartitions(client, table);
  return partitions
    .filter(({ to }) => to <= lowestIdOf(cut))
    .map(({ name, from, to }) => ({ table, from: from ?? lowestIdOf(0), to, day: dayName(timeOf(from ?? to) - (from ? 0 : DAY_MS)), partition: name }));
}

/** Whole days of a table that is not partitioned, oldest first, at most `limit`. */
export async function expiredDays(client: Client, table: RetainedTable, { cut, limit }: { cut: number; limit: number }): Promise<readonly Span[]> {
  const spans: Span[] = [];
  let after = lowestIdOf(0);
  while (spans.length < limit) {
    const { rows } = await client.query<{ id: string }>(`select id from ${table} where id >= $1 and id < $2 order by id limit 1`, [after, lowestIdOf(startOfDay(cut))]);
    if (!rows[0]) break;
    const day = startOfDay(timeOf(rows[0].id));
    after = lowestIdOf(day + DAY_MS);
    spans.push({ table, from: lowestIdOf(day), to: after, day: dayName(day), partition: undefined });
  }
  return spans;
}

interface PendingRow {
  readonly table_name: RetainedTable;
  readonly span_from: string;
  readonly span_to: string;
  readonly day: string;
  readonly partition_name: string | null;
}

/** Spans whose way out was begun: a detached partition is found here only. */
export async function pendingSpans(client: Client): Promise<readonly Span[]> {
  const { rows } = await client.query<PendingRow>(`select * from retention_archive where state <> 'dropped' order by span_to`);
  return rows.map((row) => ({ table: row.table_name, from: row.span_from, to: row.span_to, day: row.day, partition: row.partition_name ?? undefined }));
}

/** Bounds are written by us: 48 bits of milliseconds, then anything. */
const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
