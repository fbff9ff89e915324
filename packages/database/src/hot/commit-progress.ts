/**
 * T3-T6, progress: journal entries, moves of known effects, at most one new intent per run, and what becomes of the
 * run, for a batch of runs in one statement.
 *
 * - `guard` locks the queue rows whose epoch and owner are the caller's, in a fixed order: everything else joins it, so
 *   a worker that lost its lease writes nothing (G6). Runs missing from the answer are lost.
 * - A move of an effect is a compare-and-set: `allowed` lists the states it may come from.
 * - An intent that meets a live effect of the same step or business fact is not inserted (G3); the caller sees
 *   `intended = false` and looks up the rival in a new statement.
 * - `continue` does not touch the queue row: the lease stands, a write is saved.
 */
export const commitProgress = {
  name: 'commit_progress',
  text: `
with item as (
  select * from unnest($2::uuid[], $3::int[], $4::text[], $5::float8[], $6::text[], $7::text[])
    t(run_id, epoch, kind, delay_ms, status, failure)
), guard as materialized (
  select q.run_id, q.cancel from run_queue q join item i on i.run_id = q.run_id and i.epoch = q.epoch
  where q.owner = $1 order by q.run_id for no key update of q
), journal as (
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
    resolved_at = case when x.resolved_by is not null then now() end
  from unnest($18::uuid[], $19::uuid[], $20::text[], $21::text[], $22::float8[], $23::int[], $24::int[], $25::text[],
              $26::text[], $27::text[], $28::text[])
    x(run_id, effect_id, state, allowed, resolve_in_ms, probes, absent_probes, remote_id, response, failure, resolved_by)
  join guard g on g.run_id = x.run_id
  where e.id = x.effect_id and e.state = any(string_to_array(x.allowed, ','))
), intended as (
  insert into effect (id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action,
    action_version, class, kind, business_key, amount, currency, request, request_hash, state, epoch)
  select x.id, x.organization_id, x.environment_id, x.run_id, x.step_id, x.attempt, x.connection_id, x.scope, x.connector, x.action,
    x.action_version, x.class, x.kind, x.business_key, x.amount, x.currency, x.request, decode(x.request_hash, 'hex'), 'INTENT', x.epoch
  from unnest($29::uuid[], $30::uuid[], $31::uuid[], $32::uuid[], $33::text[], $34::int[], $35::uuid[], $36::text[], $37::text[],
              $38::text[], $39::int[], $40::text[], $41::text[], $42::text[], $43::numeric[], $44::text[], $45::text[], $46::text[], $47::int[])
    x(id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action, action_version,
      class, kind, business_key, amount, currency, request, request_hash, epoch)
  join guard g on g.run_id = x.run_id
  order by x.scope, x.action, x.business_key
  on conflict do nothing returning run_id
), parked as (
  update run_queue q set owner = null, claims = 0,
    ready_at = case when i.kind = 'park' then now() + i.delay_ms * interval '1 millisecond' else 'infinity' end
  from item i join guard g on g.run_id = i.run_id
  where q.run_id = i.run_id and i.kind in ('park', 'needs-attention')
), finished as (
  delete from run_queue q using item i join guard g on g.run_id = i.run_id
  where q.run_id = i.run_id and i.kind = 'finish'
), settled as (
  update run r set status = i.status, failure = i.failure, finished_at = case when i.kind = 'finish' then now() end
  from item i join guard g on g.run_id = i.run_id
  where r.id = i.run_id and i.kind <> 'continue'
)
select g.run_id, g.cancel, n.run_id is not null as intended from guard g left join intended n on n.run_id = g.run_id`,
};
