/**
 * What an erasure took out of events and answers may be remembered as words of a schema, without saying of which run: all
 * words that an organisation's environment has from before an erasure go. They are learned anew from what is still there.
 * A check reads for a while before it is confirmed and an erasure writes for a while after it began, hence the margin.
 */
const erasedSince = `exists (select 1 from erasure e where e.organization_id = $2 and e.requested_at > confirmed_at - interval '5 minutes')`;

/** `$1` the environment, `$2` its organisation. */
export const forgetErasedWords = {
  name: 'forget_erased_schema_words',
  text: `
update schema_snapshot set
  facts = (select coalesce(jsonb_agg(f.fact - 'choices' order by f.at), '[]') from jsonb_array_elements(facts) with ordinality f(fact, at)),
  shape = jsonb_set(shape, '{fields}', (
    select coalesce(jsonb_agg(jsonb_build_array(f.field -> 0, (f.field -> 1) || '{"words": [], "worded": 0}') order by f.at), '[]')
    from jsonb_array_elements(shape -> 'fields') with ordinality f(field, at)))
where environment_id = $1 and organization_id = $2 and kind = 'observed' and ${erasedSince}`,
};

/** Findings that quote values; what is still sent is found again once its words are known. */
export const deleteErasedFindings = {
  name: 'delete_erased_schema_findings',
  text: `delete from schema_finding where environment_id = $1 and organization_id = $2 and subject_kind = 'observed' and kind = 'values' and ${erasedSince}`,
};

/** Asks for a check of the environments whose schemas may remember these events (`$2`); `$3` who asks. */
export const requestChecksOfEvents = `
insert into schema_check (organization_id, environment_id, requested_at, requested_by)
select distinct $1::uuid, s.environment_id, now(), $3::text from schema_snapshot s
where s.organization_id = $1 and s.kind = 'observed' and s.environment_id in (select environment_id from event where organization_id = $1 and id = any($2::uuid[]))
on conflict (environment_id) do update set requested_at = excluded.requested_at, requested_by = excluded.requested_by
returning environment_id`;
