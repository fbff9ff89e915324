import type { ClientBase } from 'pg';
import { isStillNeeded } from './file-in-use';

const CHUNK = 100;
/** A file whose writer has said nothing for this long was left behind by a process that died. */
const UNFINISHED_HOURS = 24;

/** What may still be needed is kept, whatever its time. */
const deleteExpired = `
  with due as (
    select f.id from stored_file f
    where (f.expires_at < to_timestamp($1::float8 / 1000) and not ${isStillNeeded})
      or (f.completed_at is null and f.created_at < to_timestamp($1::float8 / 1000) - make_interval(hours => ${UNFINISHED_HOURS}))
    limit ${CHUNK}),
  gone as (delete from stored_file f using due where f.id = due.id returning 1)
  select count(*)::int as n from gone`;

/** Deletes files whose time is over, chunk by chunk. @returns how many. */
export async function deleteExpiredFiles(client: ClientBase, now: number): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { rows } = await client.query<{ n: number }>(deleteExpired, [now]);
    const count = rows[0]?.n ?? 0;
    deleted += count;
    if (count < CHUNK) return deleted;
  }
}
