/**
 * T3-T6, progress: journal entries, moves of known effects, new intents, and what becomes of the run, for a batch of
 * runs in one statement. A run appears once in a batch.
 *
 * - `guard` locks the queue rows whose epoch and owner are the caller's, in a fixed order: everything else joins it, so
 *   a worker that lost its lease writes nothing (G6). Runs missing from the answer are lost.
 * - A move of an effect is a compare-and-set: `allowed` lists the states it may come from. What waits for a person is
 *   looked up on a retry: what was said before it is over.
 * - An intent that meets a live effect of the same step or business fact is not inserted (G3); its id is missing from
 *   `intended` and the caller looks up the rival in a new statement.
 * - `continue` does not touch the queue row: the lease stands, a write is saved.
 * - A run that was told something meanwhile (`nudged`) is ready again at once (S7).
 * - A settled run leaves its lane: the gate goes, the next lowest id may be claimed. Two workers can miss each other
 *   here; the sweep of lanes repairs that.
 */
/**
 * A repeated “a person has to say” (`x`) that comes after the person's word on that effect (`e`): the word stands. One
 * that comes of the word's own look-up has counted it.
 */
const isOvertaken = `x.state = 'NEEDS_HUMAN' and e.word is not null and (e.state in ('DONE', 'ABSENT')
  or ((e.state = 'UNKNOWN' or (e.state = 'NEEDS_HUMAN' and e.word::json ->> 'says' = 'leave')) and x.probes <= e.probes))`;

const item = `
item as (
  select * from unnest($2::uuid[], $3::int[], $4::text[], $5::float8[], $6::text[], $7::text[])
    t(run_id, epoch, kind, delay_ms, status, failure)
), guard as materialized (
  select q.run_id, q.cancel from run_queue q join item i on i.run_id = q.run_id and i.epoch = q.epoch
  where q.owner = $1 order by q.run_id for no key update of q
)`;

const written = ({ settled, blocked }: { readonly settled: string; readonly blocked: { readonly set: string; readonly from: string } }): string => `
journal as (
  insert into step_log (run_id, step_id, attempt, status, port, input, output, failure, started_at, finished_at)
  select x.run_id, x.step_id, x.attempt, x.status, x.port, x.input, x.output, x.failure,
    to_timestamp(x.started_at / 1000), to_timestamp(x.finished_at / 1000)
  from unnest($8::uuid[], $9::text[], $10::int[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[],
              $16::float8[], $17::float8[])
    x(run_id, step_id, attempt, status, port, input, output, failure, started_at, finished_at)
  join guard g on g.run_id = x.run_id
  on conflict do nothing
), moved as (
  update effect e set state = x.state, resolve_after = now() + x.resolve_in_ms * interval '1 millisecond',
    probes = x.probes, absent_probes = x.absent_probes, remote_id = coalesce(x.remote_id, e.remote_id),
    response = coalesce(x.response, e.response), failure = x.failure, resolved_by = x.resolved_by,
    resolved_at = case when x.resolved_by is not null then now() end, word = case when e.state = 'NEEDS_HUMAN' then null else e.word end
  from unnest($18::uuid[], $19::uuid[], $20::text[], $21::text[], $22::float8[], $23::int[], $24::int[], $25::text[],
              $26::text[], $27::text[], $28::text[])
    x(run_id, effect_id, state, allowed, resolve_in_ms, probes, absent_probes, remote_id, response, failure, resolved_by)
  join guard g on g.run_id = x.run_id
  where e.id = x.effect_id and e.state = any(string_to_array(x.allowed, ',')) and not (${isOvertaken})
), intended as (
  insert into effect (id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action,
    action_version, class, kind, business_key, amount, currency, request, request_hash, state, epoch, sent_at)
  select x.id, x.organization_id, x.environment_id, x.run_id, x.step_id, x.attempt, x.connection_id, x.scope, x.connector, x.action,
    x.action_version, x.class, x.kind, x.business_key, x.amount, x.currency, x.request, decode(x.request_hash, 'hex'), 'INTENT', x.epoch,
    coalesce(to_timestamp(x.sent_from / 1000), now())
  from unnest($29::uuid[], $30::uuid[], $31::uuid[], $32::uuid[], $33::text[], $34::int[], $35::uuid[], $36::text[], $37::text[],
              $38::text[], $39::int[], $40::text[], $41::text[], $42::text[], $43::numeric[], $44::text[], $45::text[], $46::text[], $47::int[], $48::float8[])
    x(id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action, action_version,
      class, kind, business_key, amount, currency, request, request_hash, epoch, sent_from)
  join guard g on g.run_id = x.run_id
  order by x.scope, x.action, x.business_key
  on conflict do nothing returning id, run_id
), parked as (
  update run_queue q set owner = null, claims = 0, nudged = false,
    lane = case when i.kind = 'needs-attention' and q.lane_skips then null else q.lane end,
    ready_at = case when q.nudged then now() when i.delay_ms is null then 'infinity' else now() + i.delay_ms * interval '1 millisecond' end${blocked.set}
  from item i join guard g on g.run_id = i.run_id${blocked.from}
  where q.run_id = i.run_id and i.kind in ('park', 'needs-attention')
), finished as (
  delete from run_queue q using item i join guard g on g.run_id = i.run_id
  where q.run_id = i.run_id and i.kind = 'finish' returning q.run_id, q.lane
), settled as (${settled}
), left_lane as (
  select lane, run_id from finished where lane is not null
  union all
  select q.lane, q.run_id from run_queue q join item i on i.run_id = q.run_id and i.kind = 'needs-attention' join guard g on g.run_id = i.run_id
  where q.lane is not null and q.lane_skips
), opened_gate as (
  delete from lane_gate l using left_lane f where l.lane = f.lane and l.run_id = f.run_id
), next_in_lane as (
  update run_queue q set behind = false
  from (select distinct on (w.lane) w.run_id from left_lane f join run_queue w on w.lane = f.lane and w.run_id <> f.run_id and w.behind
        order by w.lane, w.run_id) n
  where q.run_id = n.run_id returning q.run_id
)`;

const settled = `
  update run r set status = i.status, finished_at = case when i.kind = 'finish' then now() end, failure = i.failure
  from item i join guard g on g.run_id = i.run_id
  where r.id = i.run_id and i.kind <> 'continue' returning r.id, r.parent_run_id, r.finished_at`;

/**
 * Steps that were to be held although a person has spoken on them since. The effects are locked: the statement may have
 * waited for the person's, and without the lock it would still see them as they were before.
 */
const overtaken = `spoken as materialized (
  select e.id, e.run_id, e.step_id, e.state, e.word, e.probes from effect e join guard g on g.run_id = e.run_id
  where e.id = any($19::uuid[]) for no key update of e
), overtaken as (
  select e.run_id, e.step_id from unnest($19::uuid[], $20::text[], $23::int[]) x(effect_id, state, probes) join spoken e on e.id = x.effect_id
  where ${isOvertaken}
)`;

/**
 * With answers to callers and held steps; a run that goes on may have either. Held keys are added, never replaced: a
 * person may have settled or cancelled meanwhile. A repeat does not hold again what a person has spoken on since.
 */
const richSettled = `
  update run r set status = case when i.kind = 'continue' then r.status else i.status end,
    finished_at = case when i.kind = 'finish' then now() end,
    failure = case when i.kind in ('continue', 'needs-attention') then coalesce(i.failure, r.failure) else i.failure end,
    response = coalesce(x.response, r.response),
    held = r.held || array(select key from unnest(x.held) key where key <> all(r.held) and not exists (
      select 1 from overtaken o where o.run_id = r.id and o.step_id = key))
  from item i join guard g on g.run_id = i.run_id
  left join jsonb_to_recordset($51::jsonb) x(run_id uuid, response text, held text[]) on x.run_id = i.run_id
  where r.id = i.run_id and (i.kind <> 'continue' or x.response is not null or x.held is not null) returning r.id, r.parent_run_id, r.finished_at`;

/** Held in front of its connection: woken when the connection's weather clears. */
const richBlocked = {
  set: ', blocked_on = b.blocked_on',
  from: ' left join jsonb_to_recordset($51::jsonb) b(run_id uuid, blocked_on uuid) on b.run_id = i.run_id',
};

const answer = `
select g.run_id, g.cancel, s.parent_run_id, exists (select 1 from next_in_lane) as frees_next,
  coalesce((select array_agg(n.id) from intended n where n.run_id = g.run_id), '{}') as intended`;

export const commitProgress = {
  name: 'commit_progress',
  text: `with ${item}, ${written({ settled, blocked: { set: '', from: '' } })} ${answer}
from guard g left join settled s on s.id = g.run_id and s.finished_at is not null`,
};

/**
 * The same with what only some runs do: look-ups are recorded, waits are opened, sub-flows started, callers answered, steps held for a person.
 * A sub-flow runs the version that is live at this commit; where none is, its key is missing from `spawned`. One that
 * an earlier try of the statement had started counts as started.
 */
export const commitRichProgress = {
  name: 'commit_rich_progress',
  text: `with ${item}, ${overtaken}, ${written({ settled: richSettled, blocked: richBlocked })}, opened as (
  insert into waitpoint (run_id, key, organization_id, kind, state, prompt, expires_at)
  select g.run_id, x.key, r.organization_id, x.kind, 'open', x.prompt, now() + x.expires_in_ms * interval '1 millisecond'
  from jsonb_to_recordset($49::jsonb) x(run_id uuid, key text, kind text, prompt text, expires_in_ms float8)
  join guard g on g.run_id = x.run_id join run r on r.id = g.run_id
  on conflict do nothing
), looked_up as (
  insert into effect_look_up (effect_id, number, run_id, verdict, words)
  select distinct on (x.effect_id, x.number) x.effect_id, x.number, g.run_id, x.verdict, x.words
  from jsonb_to_recordset($52::jsonb) x(run_id uuid, effect_id uuid, number int, verdict text, words text) join guard g on g.run_id = x.run_id
  on conflict (effect_id, number) do update set verdict = excluded.verdict, words = excluded.words, looked_at = excluded.looked_at
), planned as materialized (
  select x.*, r.organization_id, r.environment_id, r.intake_path, d.id as deployment_id, d.flow_version_id
  from jsonb_to_recordset($50::jsonb) x(parent_id uuid, key text, run_id uuid, event_id uuid, flow_id uuid, payload text)
  join guard g on g.run_id = x.parent_id
  join lateral (select p.organization_id, p.environment_id, e.path as intake_path from run p join event e on e.id = p.event_id where p.id = g.run_id) r on true
  join deployment d on d.flow_id = x.flow_id and d.environment_id = r.environment_id and d.organization_id = r.organization_id and d.status = 'active'
), spawned as (
  insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status, attempts, parent_run_id, parent_key)
  select run_id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, 'queued', 1, parent_id, key from planned
  on conflict do nothing returning id, parent_run_id, parent_key
), spawned_events as (
  insert into event (id, organization_id, environment_id, path, channel, dedupe_key, state, payload)
  select p.event_id, p.organization_id, p.environment_id, p.intake_path, 'flow', p.parent_id || ':' || p.key, 'routed', p.payload
  from planned p join spawned s on s.id = p.run_id on conflict do nothing
), spawned_queue as (
  insert into run_queue (run_id, organization_id, flow_id, ready_at)
  select p.run_id, p.organization_id, p.flow_id, now() from planned p join spawned s on s.id = p.run_id
) ${answer}, array(
    select c.parent_key from spawned c where c.parent_run_id = g.run_id
    union select r.parent_key from run r where r.parent_run_id = g.run_id) as spawned
from guard g left join settled s on s.id = g.run_id and s.finished_at is not null`,
};

/** A finished sub-flow wakes the run that waits for it; also any other news for runs, by id. */
export const nudgeRuns = {
  name: 'nudge_runs',
  text: `update run_queue set nudged = owner is not null, ready_at = case when owner is null then now() else ready_at end
    where run_id = any($1::uuid[])`,
};

/**
 * Lanes whose head went while the next one was being marked (about 20 in 8,000 runs need this), and rows that a process
 * of a release without flows in the queue has written.
 */
export const sweepLanes = {
  name: 'sweep_lanes',
  text: `with completed as (
      update run_queue q set flow_id = r.flow_id from run r where q.flow_id is null and r.id = q.run_id
    )
    update run_queue q set behind = false
    where q.behind and not exists (select 1 from run_queue p where p.lane = q.lane and p.run_id < q.run_id)`,
};
