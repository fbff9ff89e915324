/**
 * T2, claim: up to about $2 ready runs become $1's, each with a new epoch. `skip locked` lets rival workers pass each
 * other; one statement claims a batch, because the scan over dead queue entries is paid once per statement, not per run.
 * The run and its event come along, so that a first claim needs no other read.
 *
 * - `flows` skips through the index from one organisation and flow to the next; each gets an equal share of the claim,
 *   so that a backlog of 50,000 runs in one costs the others nothing (S6). Flows in $3 have enough in flight here.
 * - A lane lets one run through: the gate row is taken by the lowest id of the lane and kept until the run is settled
 *   (S5). The look for a lower id is needed: `skip locked` hides a head that a rival's batch has locked (measured
 *   without it: 251 of 12,000 runs out of order).
 * - The first two claims without progress count here, further ones when the run is begun (`count_claim`): a run that
 *   ends its worker takes its neighbours with it, and they shall not be taken for it.
 * - Of those claimed twice without progress at most $4 come along, the ones with the fewest claims first; the others stay
 *   as they are. A claim that wants none ($4 = 0) reads past them, so that they hold up nobody.
 * - `behind` takes those that must wait out of the index: one hot lane of 2,000 runs would otherwise fill every claim
 *   (measured: others needed 40 s instead of 2 s).
 */
export const claimRuns = {
  name: 'claim_runs',
  text: `
with recursive flows (organization_id, flow_id, ready_at) as (
  (select q.organization_id, q.flow_id, q.ready_at from run_queue q where q.owner is null and not q.behind
   order by q.organization_id, q.flow_id, q.ready_at limit 1)
  union all
  select n.organization_id, n.flow_id, n.ready_at from flows f cross join lateral (
    select q.organization_id, q.flow_id, q.ready_at from run_queue q
    where q.owner is null and not q.behind and (q.organization_id, q.flow_id) > (f.organization_id, f.flow_id)
    order by q.organization_id, q.flow_id, q.ready_at limit 1) n
), waiting as materialized (
  select organization_id, flow_id from flows where ready_at <= now() and (flow_id is null or flow_id <> all($3::uuid[])) order by ready_at limit $2
), share as materialized (
  select greatest(1, $2 / greatest(1, count(*)))::int as size from waiting
), found as materialized (
  select r.run_id, r.lane, r.claims from waiting w cross join lateral (
    select q.run_id, q.lane, q.claims from run_queue q
    where q.owner is null and not q.behind and q.organization_id = w.organization_id and q.flow_id = w.flow_id and q.ready_at <= now()
      and (q.claims < 2 or $4::int > 0)
    order by q.ready_at, q.run_id limit (select size from share) for update skip locked) r
), ready as materialized (
  select run_id, lane, claims from (
    select f.*, row_number() over (partition by f.claims >= 2 order by f.claims, f.run_id) as place from found f) numbered
  where claims < 2 or place <= $4::int
), heads as (
  select distinct on (lane) lane, run_id from ready where lane is not null order by lane, run_id
), gated as (
  insert into lane_gate (lane, run_id)
  select h.lane, h.run_id from heads h
  where not exists (select 1 from run_queue p where p.lane = h.lane and p.run_id < h.run_id)
  order by h.lane
  on conflict (lane) do update set run_id = excluded.run_id where lane_gate.run_id = excluded.run_id
  returning run_id
), chosen as (
  select r.run_id, r.claims, r.lane is null or exists (select 1 from gated g where g.run_id = r.run_id) as may_go from ready r
), claimed as (
  update run_queue q set owner = case when c.may_go then $1::uuid end, epoch = q.epoch + c.may_go::int,
    claims = q.claims + (c.may_go and q.claims < 2)::int, behind = not c.may_go, nudged = q.nudged and not c.may_go,
    blocked_on = case when not c.may_go then q.blocked_on end
  from chosen c where q.run_id = c.run_id
  returning q.run_id, q.epoch, c.claims + 1 as claims, q.cancel, q.owner
)
select c.run_id, c.epoch, c.claims, c.cancel, r.organization_id, r.environment_id, r.flow_id, r.flow_version_id, r.event_id,
  r.held, extract(epoch from r.created_at) * 1000 as created_at, extract(epoch from r.deadline_from) * 1000 as deadline_from,
  e.payload, extract(epoch from now()) * 1000 as now
from claimed c join run r on r.id = c.run_id join event e on e.id = r.event_id
where c.owner = $1`,
};

/** A run that is suspected of ending its workers is begun. Nothing is changed when it belongs to another by now. */
export const countClaim = {
  name: 'count_claim',
  text: `update run_queue set claims = $4 where run_id = $1 and owner = $2 and epoch = $3`,
};

/** What earlier executions of these runs left. Ordered, so that folding is simple. */
export const loadJournal = {
  name: 'load_journal',
  text: `
select run_id, step_id, attempt, status, port, input, output, failure,
  extract(epoch from started_at) * 1000 as started_at, extract(epoch from finished_at) * 1000 as finished_at
from step_log where run_id = any($1::uuid[]) order by run_id, finished_at`,
};

/** Words that the former release took at their face value; it wrote who spoke only into `resolved_by`. */
const formerWord = `case when e.state in ('REJECTED', 'ABSENT') and e.resolved_by like '%: %'
    then json_build_object('says', case e.state when 'REJECTED' then 'stop' else 'send' end, 'by', split_part(e.resolved_by, ': ', 1), 'remoteId', null)::text end`;

const effectColumns = `
  e.id, e.run_id, e.step_id, e.attempt, e.state, e.connection_id, e.scope, e.business_key, e.request, encode(e.request_hash, 'hex') as request_hash,
  extract(epoch from e.sent_at) * 1000 as sent_at, extract(epoch from e.resolve_after) * 1000 as resolve_after,
  e.probes, e.absent_probes, e.remote_id, e.response, e.failure, coalesce(e.word, ${formerWord}) as word`;

export const loadEffects = {
  name: 'load_effects',
  text: `select ${effectColumns} from effect e where e.run_id = any($1::uuid[]) order by e.run_id, e.attempt`,
};

export const loadWaitpoints = {
  name: 'load_waitpoints',
  text: `
select run_id, key, kind, state, extract(epoch from expires_at) * 1000 as expires_at, result, actor
from waitpoint where run_id = any($1::uuid[])`,
};

export const loadChildren = {
  name: 'load_children',
  text: `select parent_run_id, parent_key, id, status, response from run where parent_run_id = any($1::uuid[])`,
};

/** The live effects that kept these intents from being recorded, by business fact or by step. */
export const loadRivals = {
  name: 'load_rivals',
  text: `
select k.effect_id as rival_of, ${effectColumns}
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::text[])
  k(effect_id, scope, action, business_key, run_id, step_id)
join effect e on e.state in ('INTENT', 'UNKNOWN', 'DONE', 'NEEDS_HUMAN')
  and ((e.scope = k.scope and e.action = k.action and e.business_key = k.business_key)
    or (e.run_id = k.run_id and e.step_id = k.step_id))`,
};
