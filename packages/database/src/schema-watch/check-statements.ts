/** Statements of the schema check, which runs with the owner's rights for every organisation in turn. */

/**
 * Environments whose check is due: asked for, or not done since the last night (`$1`, the moment it began). The first one
 * waits until a flow has been in use since `$2`: before that there is nothing to look at.
 */
export const dueSchemaChecks = {
  name: 'due_schema_checks',
  text: `
select e.id as environment_id, e.organization_id from environment e left join schema_check c on c.environment_id = e.id
where c.requested_at > coalesce(c.checked_at, '-infinity')
   or (coalesce(c.checked_at, '-infinity') < $1
       and exists (select 1 from deployment d where d.environment_id = e.id and d.status in ('active','paused') and d.deployed_at < $2))
order by c.requested_at nulls last, e.id`,
};

/** Flows in use in an environment with the version that runs. */
export const flowsInUse = {
  name: 'flows_in_use',
  text: `
select d.flow_id, f.name as flow_name, v.document from deployment d
join flow f on f.id = d.flow_id join flow_version v on v.id = d.flow_version_id
where d.environment_id = $1 and d.organization_id = $2 and d.status in ('active','paused') order by d.flow_id`,
};

/** `$3` subjects, `$4` problems; `$5` the beginning of the check. */
export const settleSchemaCheck = {
  name: 'settle_schema_check',
  text: `
insert into schema_check (environment_id, organization_id, subjects, problems, checked_at) values ($1, $2, $3, $4::jsonb, $5)
on conflict (environment_id) do update set subjects = excluded.subjects, problems = excluded.problems, checked_at = excluded.checked_at`,
};

/** A check that broke off: what is known stays, and it is over all the same. `$3` problems, `$4` the beginning of the check. */
export const failSchemaCheck = {
  name: 'fail_schema_check',
  text: `
insert into schema_check (environment_id, organization_id, problems, checked_at) values ($1, $2, $3::jsonb, $4)
on conflict (environment_id) do update set problems = excluded.problems, checked_at = excluded.checked_at`,
};

/** Findings of the environment that are not over. */
export const standingFindings = {
  name: 'standing_schema_findings',
  text: `
select id, subject, change, places from schema_finding
where environment_id = $1 and organization_id = $2 and status <> 'resolved' for update`,
};

export const insertFinding = {
  name: 'insert_schema_finding',
  text: `
insert into schema_finding (id, organization_id, environment_id, connection_id, subject, subject_kind, title, kind, path, change, places, status, found_at, confirmed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11::jsonb, 'open', $12, $12)`,
};

/** `$5`: it is news again, whatever was decided about it; a snooze that is over ends by itself. */
export const confirmFinding = {
  name: 'confirm_schema_finding',
  text: `
update schema_finding set change = $2::jsonb, places = $3::jsonb, confirmed_at = $4,
  status = case when $5 or (status = 'snoozed' and snoozed_until <= $4) then 'open' else status end,
  snoozed_until = case when $5 or snoozed_until <= $4 then null else snoozed_until end
where id = $1`,
};

export const resolveFinding = {
  name: 'resolve_schema_finding',
  text: `update schema_finding set status = 'resolved', resolved_at = $2, snoozed_until = null, places = '[]' where id = $1`,
};

/** What is over is kept for a while: `$2` the cut. */
export const deleteOldFindings = {
  name: 'delete_old_schema_findings',
  text: `delete from schema_finding where environment_id = $1 and status = 'resolved' and resolved_at < $2`,
};
