/**
 * The way of one span of a table out of the database: exported → verified → detached (a partition) or deleting (rows)
 * → dropped. Each step is recorded in the transaction that does it, so whatever was killed goes on where it was.
 *
 * AS1 No row leaves the database before the file that holds it was read back and agreed.
 * AS2 A span that changed after its export is exported again.
 * AS3 A span with an open run does not even start.
 */
import { join } from 'node:path';
import type { Client } from 'pg';
import { verifyArchive, writeArchive, type ArchiveManifest } from './archive';
import { LOCK_TIMEOUT } from './partitions';
import type { RetainedTable } from './retention-days';

export interface Span {
  readonly table: RetainedTable;
  /** Ids, half open. */
  readonly from: string;
  readonly to: string;
  /** Names the file. */
  readonly day: string;
  /** Undefined: the rows are deleted in chunks. */
  readonly partition: string | undefined;
}

export type SpanState = 'new' | 'exported' | 'verified' | 'detached' | 'deleting' | 'dropped';

export interface SpanTools {
  readonly client: Client;
  /** PENSTOCK_HOME/archive */
  readonly folder: string;
  /** Replaced in tests to see what happens without it. */
  readonly verify?: typeof verifyArchive;
}

interface Recorded {
  readonly state: SpanState;
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
}

const DELETE_CHUNK = 1_000;
const keyOf = (table: RetainedTable): string => (table === 'step_log' ? 'run_id' : 'id');
const within = ({ table, from, to }: Span): string => `${keyOf(table)} >= '${from}' and ${keyOf(table)} < '${to}'`;

/** Does the next step; answers the state that follows. 'dropped' is the end. */
export async function advanceSpan(tools: SpanTools, span: Span): Promise<SpanState> {
  const recorded = await readRecord(tools.client, span);
  switch (recorded?.state) {
    case undefined:
    case 'new':
      return exportSpan(tools, span);
    case 'exported':
      return verifySpan(tools, span, recorded);
    case 'verified':
      return span.partition ? detachSpan(tools, span, recorded) : startDeleting(tools, span, recorded);
    case 'detached':
      return dropSpan(tools, span);
    case 'deleting':
      return deleteChunk(tools, span);
    case 'dropped':
      return 'dropped';
  }
}

/** Is nothing of this span needed any more? */
export async function isSettled(client: Client, { table, from, to }: Span): Promise<boolean> {
  const open = {
    event: 'select 1 from run where event_id >= $1 and event_id < $2 and finished_at is null limit 1',
    run: 'select 1 from run where id >= $1 and id < $2 and finished_at is null limit 1',
    step_log: 'select 1 from run_queue where run_id >= $1 and run_id < $2 limit 1',
  };
  return !(await client.query(open[table], [from, to])).rowCount;
}

async function exportSpan({ client, folder }: SpanTools, span: Span): Promise<SpanState> {
  const file = join(folder, span.table, `${span.day}.ndjson.gz`);
  const source = span.partition ?? span.table;
  const manifest = await writeArchive(client, {
    table: span.table,
    day: span.day,
    rows: `select * from ${source} where ${within(span)} order by ${keyOf(span.table)}`,
    file,
  });
  await record(client, span, { file, manifest });
  return 'exported';
}

/** AS1. A file that does not agree is forgotten, and the next round exports again. */
async function verifySpan({ client, verify = verifyArchive }: SpanTools, span: Span, recorded: Recorded): Promise<SpanState> {
  if (await verify(recorded.file, recorded)) return setState(client, span, 'verified');
  return forget(client, span);
}

/** The partition leaves its table; what it held is compared once more under the lock. */
async function detachSpan({ client }: SpanTools, span: Span, recorded: Recorded): Promise<SpanState> {
  return inTransaction(client, async () => {
    await client.query(`lock table ${span.partition} in access exclusive mode`);
    if ((await countRows(client, span.partition ?? '', span)) !== recorded.rows) return forget(client, span);
    // Not CONCURRENTLY: that is refused beside a default partition, and nothing waits longer than the lock time-out.
    await client.query(`alter table ${span.table} detach partition ${span.partition}`);
    return setState(client, span, 'detached');
  });
}

async function dropSpan({ client }: SpanTools, span: Span): Promise<SpanState> {
  return inTransaction(client, async () => {
    await client.query(`drop table if exists ${span.partition}`);
    return setState(client, span, 'dropped');
  });
}

async function startDeleting({ client }: SpanTools, span: Span, recorded: Recorded): Promise<SpanState> {
  return inTransaction(client, async () => {
    if ((await countRows(client, span.table, span)) !== recorded.rows) return forget(client, span);
    return setState(client, span, 'deleting');
  });
}

async function deleteChunk({ client }: SpanTools, span: Span): Promise<SpanState> {
  const { rowCount } = await client.query(
    `delete from ${span.table} where ctid in (select ctid from ${span.table} where ${within(span)} limit ${DELETE_CHUNK})`,
  );
  return rowCount ? 'deleting' : setState(client, span, 'dropped');
}

async function countRows(client: Client, source: string, span: Span): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`select count(*)::float8 as n from ${source} where ${within(span)}`);
  return rows[0]?.n ?? 0;
}

async function inTransaction(client: Client, work: () => Promise<SpanState>): Promise<SpanState> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    const state = await work();
    await client.query('commit');
    return state;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function readRecord(client: Client, { table, to }: Span): Promise<Recorded | undefined> {
  const { rows } = await client.query<Recorded>(
    'select state, file, row_count::float8 as rows, sha256 from retention_archive where table_name = $1 and span_to = $2',
    [table, to],
  );
  return rows[0];
}

async function record(client: Client, span: Span, { file, manifest }: { file: string; manifest: ArchiveManifest }): Promise<void> {
  await client.query(
    `insert into retention_archive (table_name, span_from, span_to, day, partition_name, state, file, row_count, sha256)
     values ($1, $2, $3, $4, $5, 'exported', $6, $7, $8)
     on conflict (table_name, span_to) do update set state = 'exported', file = excluded.file, row_count = excluded.row_count,
       sha256 = excluded.sha256, updated_at = now()`,
    [span.table, span.from, span.to, span.day, span.partition ?? null, file, manifest.rows, manifest.sha256],
  );
}

async function setState(client: Client, { table, to }: Span, state: SpanState): Promise<SpanState> {
  await client.query('update retention_archive set state = $3, updated_at = now() where table_name = $1 and span_to = $2', [table, to, state]);
  return state;
}

async function forget(client: Client, { table, to }: Span): Promise<SpanState> {
  await client.query('delete from retention_archive where table_name = $1 and span_to = $2', [table, to]);
  return 'new';
}
