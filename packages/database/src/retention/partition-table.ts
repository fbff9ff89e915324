/**
 * Turns an ordinary table into a partitioned one without copying it: what is there becomes the first partition.
 *
 * PM1 Every step can be interrupted and repeated; writers wait for the swap alone, and that at most `LOCK_TIMEOUT`.
 * PM2 Rows whose ids are not time-ordered (second runs of one event had such ids once) go to the default partition:
 *     those of settled runs beforehand in chunks, the rest within the swap.
 * PM3 The check that lets the old rows in without a scan under lock is added unvalidated, then validated beside writers.
 */
import { DAY_MS, lowestIdOf } from './day';
import { LOCK_TIMEOUT } from './partitions';

export interface SqlSession {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

export interface TableToPartition {
  readonly table: string;
  /** The column whose id dates a row; part of the primary key. */
  readonly key: string;
  readonly now: number;
  /** Rows of open runs stay where workers read them until the swap: a condition on row `s`. */
  readonly isOpen: string;
}

const CHUNK = 5_000;
const SWAP_TRIES = 20;

/** `rowsOf` hides the difference between drivers. */
export async function partitionTable(session: SqlSession, { table, key, now, isOpen }: TableToPartition): Promise<void> {
  if (await isPartitioned(session, table)) return;
  // Ids of tomorrow may be written before the swap; after it they have a day of their own.
  const bound = lowestIdOf(now + 2 * DAY_MS);
  const before = `${table}_before`;
  await session.query(`create table if not exists ${table}_default (like ${table} including defaults including constraints including storage)`);
  await moveInChunks(session, `${table} s where s.${key} >= '${bound}' and not (${isOpen})`, table);
  await retrying(session, async () => {
    await session.query(`lock table ${table} in access exclusive mode`);
    await session.query(`alter table ${table} drop constraint if exists ${before}_bound`);
    await session.query(`with moved as (delete from ${table} where ${key} >= '${bound}' returning *) insert into ${table}_default select * from moved`);
    await session.query(`alter table ${table} add constraint ${before}_bound check (${key} < '${bound}') not valid`);
  });
  await session.query(`alter table ${table} validate constraint ${before}_bound`);
  await retrying(session, () => swap(session, { table, before, bound }));
  await session.query(`alter table ${before} drop constraint ${before}_bound`);
}

/** Names, columns, primary key and indexes go over to the parent; the old table becomes its first partition. */
async function swap(session: SqlSession, { table, before, bound }: { table: string; before: string; bound: string }): Promise<void> {
  await session.query(`lock table ${table} in access exclusive mode`);
  const indexes = rowsOf<{ definition: string; name: string }>(
    await session.query(
      `select pg_get_indexdef(i.indexrelid) as definition, c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
       where i.indrelid = '${table}'::regclass and not i.indisprimary`,
    ),
  );
  const [primary] = rowsOf<{ definition: string; name: string }>(
    await session.query(`select pg_get_constraintdef(oid) as definition, conname as name from pg_constraint where conrelid = '${table}'::regclass and contype = 'p'`),
  );
  await session.query(`alter table ${table} rename to ${before}`);
  if (primary) await session.query(`alter table ${before} rename constraint ${primary.name} to ${before}_pkey`);
  for (const { name } of indexes) await session.query(`alter index ${name} rename to ${name}_before`);
  await session.query(`create table ${table} (like ${before} including defaults including constraints including storage) partition by range (${keyOf(primary?.definition)})`);
  await session.query(`alter table ${table} drop constraint if exists ${before}_bound`);
  if (primary) await session.query(`alter table ${table} add constraint ${table}_pkey ${primary.definition}`);
  for (const { definition } of indexes) await session.query(definition);
  await session.query(`alter table ${table} attach partition ${before} for values from (minvalue) to ('${bound}')`);
  await session.query(`alter table ${table} attach partition ${table}_default default`);
}

/** The first column of a primary key is the one that dates its rows. */
const keyOf = (primary = 'PRIMARY KEY (id)'): string => /\((\w+)/.exec(primary)?.[1] ?? 'id';

async function moveInChunks(session: SqlSession, from: string, table: string): Promise<void> {
  for (;;) {
    const [moved] = rowsOf<{ moved: number }>(
      await session.query(
        `with chunk as (select s.ctid from ${from} limit ${CHUNK}),
         gone as (delete from ${table} where ctid in (select ctid from chunk) returning *),
         kept as (insert into ${table}_default select * from gone returning 1)
         select count(*)::int as moved from kept`,
      ),
    );
    if (!moved?.moved) return;
  }
}

/** One short transaction; one that meets a long reader steps back, so that writers behind it do not queue up. */
async function retrying(session: SqlSession, work: () => Promise<void>): Promise<void> {
  for (let nth = 1; ; nth += 1) {
    await session.query('begin');
    try {
      await session.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      await work();
      await session.query('commit');
      return;
    } catch (error) {
      await session.query('rollback');
      if ((error as { code?: string }).code !== '55P03' || nth >= SWAP_TRIES) throw error;
      await session.query('select pg_sleep(0.2)');
    }
  }
}

async function isPartitioned(session: SqlSession, table: string): Promise<boolean> {
  return rowsOf(await session.query(`select 1 from pg_class where oid = to_regclass('${table}') and relkind = 'p'`)).length > 0;
}

/** TypeORM answers rows, `pg` a result with rows. */
function rowsOf<Row>(answer: unknown): readonly Row[] {
  return Array.isArray(answer) ? (answer as Row[]) : ((answer as { rows?: Row[] }).rows ?? []);
}
