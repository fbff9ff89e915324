/** Opens a backfill unless one runs for the source already. */
export const openBackfill = {
  name: 'open_backfill',
  text: `
insert into backfill (id, organization_id, environment_id, intake_source_id, from_at, to_at, requested_by, state)
values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($6::float8 / 1000), $7, 'running')
on conflict (intake_source_id) where state = 'running' do nothing returning id`,
};

/** Takes backfills to work on. A source without an active deployment waits: its events would only fill the shelf. */
export const takeDueBackfills = {
  name: 'take_due_backfills',
  text: `
with due as (
  select b.id from backfill b
  where b.state = 'running' and b.look_at <= now() and (b.lease_until is null or b.lease_until < now())
    and exists (select 1 from subscription s where s.intake_source_id = b.intake_source_id and s.active)
  order by b.look_at limit $3 for update skip locked
)
update backfill b set owner = $1, epoch = b.epoch + 1, lease_until = now() + $2 * interval '1 millisecond', updated_at = now()
from due, intake_source s, poll_state p
where b.id = due.id and s.id = b.intake_source_id and p.intake_source_id = b.intake_source_id
returning b.id, b.intake_source_id, b.organization_id, s.environment_id, s.path, s.connector, s.trigger, s.trigger_version, s.settings,
  extract(epoch from b.from_at) * 1000 as from_at, extract(epoch from b.to_at) * 1000 as to_at, b.epoch, b.cursor, b.failures,
  p.connection_id`,
};

/** After the events of a page are stored. Without effect once the backfill was aborted or taken over. */
export const moveBackfill = {
  name: 'move_backfill',
  text: `
update backfill set cursor = $3, pages = pages + 1, fresh = fresh + $4, known = known + $5, parked = parked + $6,
  failures = 0, failure = null, updated_at = now(),
  state = case when $7::bool then state else 'done' end, finished_at = case when $7::bool then null else now() end,
  lease_until = case when $7::bool then now() + $8 * interval '1 millisecond' end
where id = $1 and epoch = $2 and state = 'running'`,
};

/** A page that could not be read: later again, or over when `$5` says that waiting does not help. */
export const pauseBackfill = {
  name: 'pause_backfill',
  text: `
update backfill set look_at = now() + $3 * interval '1 millisecond', failure = $4, failures = failures + 1, updated_at = now(),
  state = case when $5::bool then 'failed' else state end, finished_at = case when $5::bool then now() end, owner = null, lease_until = null
where id = $1 and epoch = $2 and state = 'running'`,
};

/** Stops between two pages; what was read stays. */
export const abortBackfill = {
  name: 'abort_backfill',
  text: `
with found as (
  select id from backfill where id = $2 and organization_id = $1 and intake_source_id = $3
), aborted as (
  update backfill b set state = 'aborted', finished_at = now(), updated_at = now(), owner = null, lease_until = null
  from found f where b.id = f.id and b.state = 'running' returning b.id
)
select (select count(*)::int from found) as found, (select count(*)::int from aborted) as changed`,
};

/** Milliseconds until the next free backfill is due; null when none waits. */
export const nextBackfillDelay = {
  name: 'next_backfill_delay',
  text: `
select extract(epoch from min(look_at) - now()) * 1000 as delay from backfill b
where state = 'running' and (lease_until is null or lease_until < now())
  and exists (select 1 from subscription s where s.intake_source_id = b.intake_source_id and s.active)`,
};
