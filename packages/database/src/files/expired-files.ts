import type { ClientBase } from 'pg';

const CHUNK = 100;
/** A file whose writer has said nothing for this long was left behind by a process that died. */
const UNFINISHED_HOURS = 24;

/** What an open run may still have to read is kept, whatever its time. */
const deleteExpired = `
  with due as (
    select f.id from stored_file f
    where (f.expires_at < to_timestamp($1::float8 / 1000)
        and not exists (select 1 from run_queue q join run r on r.id = q.run_id join event e on e.id = r.event_id
                        where q.organization_id = f.organization_id and strpos(e.payload, 'file_' || f.id) > 0)
        and not exists (select 1 from run_queue q join step_log s on s.run_id = q.run_id
                        where q.organization_id = f.organization_id and strpos(s.output, 'file_' || f.id) > 0))
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
