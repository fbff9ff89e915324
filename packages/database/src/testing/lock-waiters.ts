import type { ClientBase, Pool } from 'pg';

/** @returns how many statements of this database wait for the lock of a table, once that is as wanted; the test's own time-out ends it. */
export async function lockWaiters(session: ClientBase | Pool, isWanted: (count: number) => boolean): Promise<number> {
  for (;;) {
    const { rows } = await session.query<{ n: number }>(
      `select count(*)::int as n from pg_locks where not granted and locktype = 'relation' and database = (select oid from pg_database where datname = current_database())`,
    );
    const count = rows[0]?.n ?? 0;
    if (isWanted(count)) return count;
  }
}
