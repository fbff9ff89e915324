/**
 * A person's retry: the run becomes ready now; what is confirmed stays confirmed. A cancellation is not taken back: part
 * of it may have been undone outside already, and a run that went on would build on what is gone.
 */
export const retryRun = {
  name: 'retry_run',
  text: `
with found as (
  select r.id, r.status from run r where r.id = $2 and r.organization_id = $1
), readied as (
  update run_queue q set ready_at = now(), claims = 0, blocked_on = null
  from found f where q.run_id = f.id and q.owner is null and f.status in ('needs-attention', 'waiting', 'queued')
  returning q.run_id
), opened as (
  update run r set status = 'queued', attempts = r.attempts + 1, failure = null, held = '{}', deadline_from = now() from readied where r.id = readied.run_id
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
  update run_queue q set cancel = true, nudged = q.owner is not null, ready_at = case when q.owner is null then now() else q.ready_at end
  from found f where q.run_id = f.id returning q.run_id
), unheld as (
  update run r set held = '{}' from flagged f where r.id = f.run_id
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

/**
 * T7: a call from outside or a decision, counted once. A callback may come before the run has reached its wait: the row
 * is made here then. `$4` kind, `$5` result, `$6` actor, `$7` reason.
 */
export const answerWaitpoint = {
  name: 'answer_waitpoint',
  text: `
with found as (
  select r.id from run r join run_queue q on q.run_id = r.id where r.id = $2 and r.organization_id = $1
), known as (
  select w.state from waitpoint w where w.run_id = $2 and w.key = $3 and w.organization_id = $1
), answered as (
  insert into waitpoint (run_id, key, organization_id, kind, state, result, actor, reason, answered_at)
  select f.id, $3, $1, $4, 'answered', $5, $6, $7, now() from found f
  where $4 = 'callback' or exists (select 1 from known)
  on conflict (run_id, key) do update set state = 'answered', result = excluded.result, actor = excluded.actor,
    reason = excluded.reason, answered_at = now()
  where waitpoint.state = 'open' and waitpoint.kind = excluded.kind and (waitpoint.expires_at is null or waitpoint.expires_at > now())
  returning run_id
), nudged as (
  update run_queue q set nudged = q.owner is not null, ready_at = case when q.owner is null then now() else q.ready_at end
  from answered a where q.run_id = a.run_id
)
select (select count(*)::int from found) as found, (select count(*)::int from known) as known, (select count(*)::int from answered) as changed`,
};

/** The end of a wait's time; an answer that came first stands. */
export const expireWaitpoint = {
  name: 'expire_waitpoint',
  text: `update waitpoint set state = 'expired' where run_id = $1 and key = $2 and state = 'open' returning key`,
};

export const readWaitpointState = { name: 'read_waitpoint_state', text: 'select state from waitpoint where run_id = $1 and key = $2' };

/**
 * A person's word on an effect in doubt: `$3` state, `$4` remote id, `$5` response, `$6` who, `$7` why, `$8` what the
 * run shows when they gave it up, `$9` the word, `$10` whether the remote side is asked before it counts. Then the effect
 * is in doubt until its run has looked: at the end of a quarantine, otherwise at once. Its run goes on; a step that was
 * given up stays with people: going on would send it again. `NEEDS_HUMAN` is the word that leaves it unknown. While the
 * run is being executed, what is unknown may be being done again (class I), and what is open looked up on a retry: no
 * word is taken on the one, and the other is not left, in that moment. The queue row is locked first, as commits lock it.
 */
export const settleEffect = {
  name: 'settle_effect',
  text: `
with found as (
  select e.id, e.run_id, e.step_id from effect e where e.id = $2 and e.organization_id = $1
), queued as materialized (
  select q.run_id, q.owner from run_queue q join found f on f.run_id = q.run_id for no key update of q
), settled as (
  update effect e set word = $9::text,
    state = case when $10::boolean then 'UNKNOWN' else $3::text end,
    remote_id = case when $10 then e.remote_id else coalesce($4, e.remote_id) end,
    response = case when $10 then e.response else coalesce($5, e.response) end,
    resolve_after = case when not $10 then null when e.state = 'UNKNOWN' and e.probes = 0 then e.resolve_after else now() end,
    absent_probes = case when $10 then 0 else e.absent_probes end,
    resolved_by = case when not $10 then $6::text || ': ' || $7::text end,
    resolved_at = case when not $10 then now() end
  from found f left join queued q on q.run_id = f.run_id
  where e.id = f.id and ((e.state = 'NEEDS_HUMAN' and ($3 <> 'NEEDS_HUMAN' or q.owner is null)) or (e.state = 'UNKNOWN' and q.owner is null and $3 <> 'NEEDS_HUMAN')) and (not $10 or q.run_id is not null)
  returning e.id, e.run_id, e.step_id
), recorded as (
  insert into effect_word (effect_id, word, reason) select s.id, $9, $7 from settled s
), told as (
  update run r set
    held = array_remove(r.held, s.step_id) || case when $3 in ('REJECTED', 'NEEDS_HUMAN') and not $10 then array[s.step_id] else '{}' end,
    status = case when $3 in ('REJECTED', 'NEEDS_HUMAN') and not $10 then 'needs-attention' else r.status end,
    failure = case when $3 in ('REJECTED', 'NEEDS_HUMAN') and not $10 then ($8::jsonb || jsonb_build_object('stepId', s.step_id))::text else r.failure end
  from settled s where r.id = s.run_id and r.finished_at is null
), nudged as (
  update run_queue q set nudged = q.owner is not null, claims = 0, ready_at = case when q.owner is null then now() else q.ready_at end
  from settled s where q.run_id = s.run_id
)
select (select count(*)::int from found) as found, (select count(*)::int from settled) as changed`,
};

/**
 * A run of its own with the same or the live version, the same or another payload, and the finished steps that are kept.
 * What is confirmed outside is met again by its business key and not sent. Epoch 1: its first claim loads the journal. `$3` new run, `$4` new event, `$5` kept keys,
 * `$6` version, `$7` payload, `$8` actor.
 */
export const rerunRun = {
  name: 'rerun_run',
  text: `
with found as (
  select r.*, e.path, e.payload as old_payload, e.intake_source_id from run r join event e on e.id = r.event_id
  where r.id = $2 and r.organization_id = $1
), live as (
  select f.id, case when $6 = 'same' then f.flow_version_id else d.flow_version_id end as version_id,
    case when $6 = 'same' then f.deployment_id else d.id end as deployed_id
  from found f left join deployment d on d.flow_id = f.flow_id and d.environment_id = f.environment_id and d.status = 'active'
), stored as (
  insert into event (id, organization_id, environment_id, intake_source_id, path, channel, dedupe_key, state, reason, labels, payload)
  select $4::uuid, f.organization_id, f.environment_id, f.intake_source_id, f.path, 'rerun', 'rerun:' || $3::uuid::text, 'routed', $8, f.labels, coalesce($7, f.old_payload)
  from found f join live l on l.id = f.id where l.version_id is not null and coalesce($7, f.old_payload) is not null returning id
), started as (
  insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status, labels, attempts, rerun_of)
  select $3::uuid, f.organization_id, f.environment_id, f.flow_id, l.version_id, l.deployed_id, $4::uuid, 'queued', f.labels, 1, f.id
  from found f join live l on l.id = f.id join stored on true returning id
), kept as (
  insert into step_log (run_id, step_id, attempt, status, port, input, output, failure, started_at, finished_at)
  select s.id, x.step_id, x.attempt, x.status, x.port, x.input, x.output, x.failure, x.started_at, x.finished_at
  from started s join step_log x on x.run_id = $2 and x.step_id = any($5::text[]) and x.port is not null
), queued as (
  insert into run_queue (run_id, organization_id, flow_id, ready_at, epoch)
  select s.id, f.organization_id, f.flow_id, now(), 1 from started s, found f
)
select (select count(*)::int from found) as found, (select count(*)::int from started) as changed`,
};
