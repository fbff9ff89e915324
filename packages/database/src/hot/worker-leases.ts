/** One heartbeat row per worker incarnation: renewing costs O(workers), not O(runs). */
export const registerWorker = {
  name: 'register_worker',
  text: `insert into worker_lease (id, host, lease_until) values ($1, $2, now() + $3 * interval '1 millisecond')
    on conflict (id) do update set lease_until = excluded.lease_until`,
};

/** No row in the answer: the lease was taken over and this worker must stop. */
export const renewLease = {
  name: 'renew_lease',
  text: `update worker_lease set lease_until = now() + $2 * interval '1 millisecond' where id = $1 returning id`,
};

/**
 * Frees the runs of workers whose lease ended $1 ms ago or whose row is gone. The new epoch shuts out whatever such a
 * worker still tries to write. Never the caller's own ($2): who stood still for a moment and asks before it renews is
 * not dead.
 */
export const releaseDeadWorkers = {
  name: 'release_dead_workers',
  text: `
with dead as (
  delete from worker_lease where lease_until < now() - $1 * interval '1 millisecond' and id <> $2 returning id
)
update run_queue q set owner = null, epoch = q.epoch + 1
where q.owner is not null
  and (q.owner in (select id from dead) or not exists (select 1 from worker_lease w where w.id = q.owner))
returning q.run_id`,
};

export const listOwnedRuns = {
  name: 'list_owned_runs',
  text: `select run_id from run_queue where owner = $1`,
};

/** A claim that was committed while its answer was lost leaves a run that its owner does not know of: not the run's fault. From the third on a claim counts only once its run is begun: there is nothing to take back. */
export const releaseForgottenRuns = {
  name: 'release_forgotten_runs',
  text: `update run_queue set owner = null, epoch = epoch + 1, claims = case when claims <= 2 then greatest(claims - 1, 0) else claims end
    where owner = $1 and run_id = any($2::uuid[])`,
};

export const releaseOwnRuns = {
  name: 'release_own_runs',
  text: `
with freed as (update run_queue set owner = null, epoch = epoch + 1 where owner = $1 returning run_id)
delete from worker_lease where id = $1`,
};

/** Its worker lives and gives it back (the database was away): claims count only what ended a worker. */
export const releaseRun = {
  name: 'release_run',
  text: `update run_queue set owner = null, epoch = epoch + 1, claims = 0, ready_at = now() + $4 * interval '1 millisecond'
    where run_id = $1 and owner = $2 and epoch = $3`,
};
