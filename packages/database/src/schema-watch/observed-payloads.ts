/**
 * Newest payloads that came since the last look, of some flows, no more than `$4`; `$3` is the last run that was looked at.
 * By the index of a flow's runs, newest first: what an installation did before is never read through.
 */
export const newestEvents = {
  name: 'newest_event_payloads',
  text: `
select r.id as run_id, e.payload from unnest($1::uuid[]) f(id)
cross join lateral (
  select id, event_id from run where flow_id = f.id and environment_id = $2 and ($3::uuid is null or id > $3) order by id desc limit $4
) r join event e on e.id = r.event_id
where e.payload is not null and length(e.payload) <= $5 order by r.id desc limit $4`,
};

/** Newest outputs of a step, as `newestEvents`; `$6` the step. */
export const newestOutputs = {
  name: 'newest_step_outputs',
  text: `
select r.id as run_id, s.output as payload from unnest($1::uuid[]) f(id)
cross join lateral (
  select id from run where flow_id = f.id and environment_id = $2 and ($3::uuid is null or id > $3) order by id desc limit $4
) r join step_log s on s.run_id = r.id and s.step_id = $6 and s.status = 'succeeded'
where s.output is not null and length(s.output) <= $5 order by r.id desc limit $4`,
};

export interface ObservedPayload {
  readonly run_id: string;
  /** JSON text. */
  readonly payload: string;
}
