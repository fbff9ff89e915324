/**
 * Takes polls that are due. The epoch grows with every claim; a poller that stood still past its lease keeps its old
 * one, and `movePollCursor` and `settlePoll` refuse it. A poll that failed is due at once when its connection was changed.
 */
export const takeDuePolls = {
  name: 'take_due_polls',
  text: `
with due as (
  select p.intake_source_id from poll_state p
  where (p.next_at <= now() or (p.failure is not null and p.next_at <> 'infinity'
      and exists (select 1 from connection c where c.id = p.connection_id and c.updated_at > p.last_polled_at)))
    and (p.lease_until is null or p.lease_until < now())
    and exists (select 1 from subscription s where s.intake_source_id = p.intake_source_id and s.active)
  order by p.next_at limit $3 for update skip locked
)
update poll_state p set owner = $1, epoch = p.epoch + 1, lease_until = now() + $2 * interval '1 millisecond', last_polled_at = now()
from due, intake_source s, environment e
where p.intake_source_id = due.intake_source_id and s.id = p.intake_source_id and e.id = s.environment_id
returning p.intake_source_id, p.organization_id, s.environment_id, s.path, s.connector, s.trigger, s.trigger_version, s.settings,
  p.epoch, p.cursor, p.failures, p.connection_id`,
};

/**
 * The connection a poll reads with. Where another one leads to another remote, the cursor says nothing there and the poll
 * begins anew; a poller that is still reading the former remote keeps its old epoch and moves nothing.
 */
export const retargetPoll = `
update poll_state p set connection_id = n.id, failure = null,
  cursor = case when o.fingerprint = n.fingerprint then p.cursor else 'null' end,
  epoch = case when o.fingerprint = n.fingerprint then p.epoch else p.epoch + 1 end,
  lease_until = case when o.fingerprint = n.fingerprint then p.lease_until end
from connection n, connection o
where p.organization_id = $1 and p.intake_source_id = $2 and n.id = $3 and o.id = p.connection_id and n.id <> o.id`;

/** After the events of a page are stored. Without effect for a poller whose poll was taken over. */
export const movePollCursor = {
  name: 'move_poll_cursor',
  text: `
update poll_state set cursor = $3, cursor_at = now(), lease_until = now() + $4 * interval '1 millisecond'
where intake_source_id = $1 and epoch = $2`,
};

/** The end of a turn; a resting poll (`infinity`) stays at rest. */
export const settlePoll = {
  name: 'settle_poll',
  text: `
update poll_state set next_at = case when next_at = 'infinity' then next_at else now() + $3 * interval '1 millisecond' end,
  failures = $4, failure = $5, failure_class = $6, owner = null, lease_until = null
where intake_source_id = $1 and epoch = $2`,
};

/** Milliseconds until the next free poll is due, by the database's clock; null when none waits. */
export const nextPollDelay = {
  name: 'next_poll_delay',
  text: `
select extract(epoch from min(next_at) - now()) * 1000 as delay from poll_state p
where next_at <> 'infinity' and (lease_until is null or lease_until < now())
  and exists (select 1 from subscription s where s.intake_source_id = p.intake_source_id and s.active)`,
};
