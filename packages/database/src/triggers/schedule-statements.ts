/**
 * Takes schedules whose look-up time has come. The lease keeps two processes from doing the same work; it is the epoch
 * and the dedupe keys that keep a process that stood still from doing harm. `$3` is the caller's clock, milliseconds.
 */
export const takeDueSchedules = {
  name: 'take_due_schedules',
  text: `
with due as (
  select s.intake_source_id from schedule_state s
  where s.look_at <= to_timestamp($3::float8 / 1000) and (s.lease_until is null or s.lease_until < now())
    and exists (select 1 from subscription b where b.intake_source_id = s.intake_source_id and b.active)
  order by s.look_at limit $4 for update skip locked
)
update schedule_state s set owner = $1, epoch = s.epoch + 1, lease_until = now() + $2 * interval '1 millisecond'
from due, intake_source i
where s.intake_source_id = due.intake_source_id and i.id = s.intake_source_id
returning s.intake_source_id, s.organization_id, i.environment_id, i.path, i.connector, i.trigger, i.trigger_version, i.settings,
  s.epoch, s.next_at, s.waiting, s.failures`,
};

/** The end of a turn: nothing is written when another process has taken the schedule meanwhile (epoch). */
export const settleSchedule = {
  name: 'settle_schedule',
  text: `
update schedule_state set next_at = $3, look_at = coalesce($4, 'infinity'::timestamptz), waiting = $5::jsonb, last_nominal = coalesce($6, last_nominal),
  note = coalesce($7, note), failures = $8, failure = $9, owner = null, lease_until = null
where intake_source_id = $1 and epoch = $2`,
};

/** When the next free schedule is to be looked at, milliseconds; null when none waits. */
export const nextScheduleLook = {
  name: 'next_schedule_look',
  text: `
select extract(epoch from min(look_at)) * 1000 as at from schedule_state s
where look_at <> 'infinity' and (lease_until is null or lease_until < now())
  and exists (select 1 from subscription b where b.intake_source_id = s.intake_source_id and b.active)`,
};

/** Is a run open of any flow that listens to the source? An open run has a queue row until it is settled. */
export const hasOpenRun = {
  name: 'has_open_run',
  text: `
select exists (
  select 1 from run_queue q join run r on r.id = q.run_id
  join subscription b on b.flow_id = r.flow_id and b.environment_id = r.environment_id
  where b.intake_source_id = $1 and b.active and r.organization_id = $2
) as is_open`,
};
