/**
 * T2, claim: up to $2 ready runs become $1's, each with a new epoch. `skip locked` lets rival workers pass each other;
 * one statement claims a batch, because the scan over dead queue entries is paid once per statement, not per run.
 * The run and its event come along, so that a first claim needs no other read.
 */
export const claimRuns = {
  name: 'claim_runs',
  text: `
with ready as materialized (
  select run_id from run_queue
  where owner is null and ready_at <= now()
  order by ready_at, run_id limit $2 for update skip locked
), claimed as (
  update run_queue q set owner = $1, epoch = q.epoch + 1, claims = q.claims + 1
  from ready where q.run_id = ready.run_id
  returning q.run_id, q.epoch, q.claims, q.cancel
)
select c.run_id, c.epoch, c.claims, c.cancel, r.organization_id, r.environment_id, r.flow_id, r.flow_version_id, r.event_id,
  e.payload, extract(epoch from now()) * 1000 as now
from claimed c join run r on r.id = c.run_id join event e on e.id = r.event_id`,
};

/** What earlier executions of these runs left. Ordered, so that folding is simple. */
export const loadJournal = {
  name: 'load_journal',
  text: `
select run_id, step_id, attempt, status, port, input, output, failure,
  extract(epoch from started_at) * 1000 as started_at, extract(epoch from finished_at) * 1000 as finished_at
from step_log where run_id = any($1::uuid[]) order by run_id, finished_at`,
};

const effectColumns = `
  e.id, e.run_id, e.step_id, e.attempt, e.state, e.business_key, e.request, encode(e.request_hash, 'hex') as request_hash,
  extract(epoch from e.sent_at) * 1000 as sent_at, extract(epoch from e.resolve_after) * 1000 as resolve_after,
  e.probes, e.absent_probes, e.remote_id, e.response, e.failure`;

export const loadEffects = {
  name: 'load_effects',
  text: `select ${effectColumns} from effect e where e.run_id = any($1::uuid[]) order by e.run_id, e.attempt`,
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
