/** A person's retry: the run becomes ready now; what is confirmed stays confirmed. */
export const retryRun = {
  name: 'retry_run',
  text: `
with found as (
  select r.id, r.status from run r where r.id = $2 and r.organization_id = $1
), readied as (
  update run_queue q set ready_at = now(), claims = 0, cancel = false
  from found f where q.run_id = f.id and q.owner is null and f.status in ('needs-attention', 'waiting', 'queued')
  returning q.run_id
), opened as (
  update run r set status = 'queued', attempts = r.attempts + 1, failure = null from readied where r.id = readied.run_id
)
select (select count(*)::int from found) as found, (select count(*)::int from readied) as changed`,
};

/** A person's stop: honoured between steps, so a parked run is woken to notice it. */
export const cancelRun = {
  name: 'cancel_run',
  text: `
with found as (
  select r.id from run r where r.id = $2 and r.organization_id = $1
), flagged as (
  update run_queue q set cancel = true, ready_at = case when q.owner is null then now() else q.ready_at end
  from found f where q.run_id = f.id returning q.run_id
)
select (select count(*)::int from found) as found, (select count(*)::int from flagged) as changed`,
};

/** G5: open runs that nobody holds and whose wake-up is overdue by $1 ms. Anything but zero is an alarm. */
export const countStuckRuns = {
  name: 'count_stuck_runs',
  text: `
select count(*)::int as stuck from run r left join run_queue q on q.run_id = r.id
where r.finished_at is null
  and (q.run_id is null or (q.owner is null and q.ready_at < now() - $1 * interval '1 millisecond'))
  and r.created_at < now() - $1 * interval '1 millisecond'`,
};
