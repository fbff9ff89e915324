/**
 * The runs parked for connection $1 come back in the order of their arrival (run ids grow with time), spread over
 * stretches: from position $2[i] on, $4[i] a second, the first $3[i] ms from now. Without the spread a remote side that
 * has just come back would meet everything that waited at once.
 */
export const wakeBlockedRuns = {
  name: 'wake_blocked_runs',
  text: `
with stretch as materialized (
  select * from unnest($2::int[], $3::float8[], $4::float8[]) s(from_position, start_ms, per_second)
), held as materialized (
  select run_id, row_number() over (order by run_id) - 1 as position
  from run_queue where blocked_on = $1 and owner is null and ready_at < 'infinity'
), timed as (
  select held.run_id, s.start_ms + (held.position - s.from_position) * 1000 / s.per_second as after_ms
  from held join lateral (select * from stretch where from_position <= held.position order by from_position desc limit 1) s on true
)
update run_queue q set ready_at = now() + t.after_ms * interval '1 millisecond', blocked_on = null
from timed t where q.run_id = t.run_id and q.owner is null and q.blocked_on = $1`,
};
