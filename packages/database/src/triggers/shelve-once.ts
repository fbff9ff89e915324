/**
 * Keeps an event that starts nothing and takes its dedupe key, in one commit: however often the same record or planned
 * time comes again, it lies on the shelf once and nothing starts for it by itself. A replay gives the key back first.
 */
export const shelveOnce = {
  name: 'shelve_once',
  text: `
with fresh as (
  insert into event_dedupe (intake_source_id, key_hash, event_id) values ($4, $5, $1) on conflict do nothing returning event_id
)
insert into event (id, organization_id, environment_id, intake_source_id, path, channel, dedupe_key, state, reason, payload)
select $1, $2, $3, $4, $6, $7, $8, 'unrouted', $9, $10 from fresh
returning id`,
};

/** Frees the key of an event that lies on the shelf, and of no other. */
export const releaseShelvedKey = {
  name: 'release_shelved_key',
  text: `
delete from event_dedupe d using event e
where e.id = $1 and e.state = 'unrouted' and d.intake_source_id = e.intake_source_id and d.event_id = e.id`,
};
