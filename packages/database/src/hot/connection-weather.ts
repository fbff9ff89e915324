/**
 * The shared state of connections. Times leave relative to the database's clock (`*_in_ms`), because the clocks of
 * workers differ from it and from each other.
 */
const inMs = (column: string): string => `extract(epoch from (h.${column} - clock_timestamp())) * 1000`;

const weatherColumns = `
  h.connection_id, h.organization_id, h.version, h.state, h.cause, ${inMs('since')} as since_in_ms, ${inMs('probe_at')} as probe_in_ms,
  h.openings, h.hold_reason, h.held_by, ${inMs('held_since')} as held_in_ms,
  h.limiter_version, h.learned_rate, h.factor, ${inMs('throttled_at')} as throttled_in_ms, ${inMs('blocked_until')} as blocked_in_ms`;

/** Answers older than this say nothing about now. */
const RECENT = `interval '35 seconds'`;

const joinedColumns = `${weatherColumns}, c.limits,
  coalesce(e.calls, 0)::int as calls_elsewhere, coalesce(e.failures, 0)::int as failures_elsewhere`;

const joins = (self: string): string => `
  left join connection c on c.id = h.connection_id
  left join lateral (
    select sum(s.calls) as calls, sum(s.failures) as failures from connection_calls s
    where s.connection_id = h.connection_id and s.version = h.version and s.worker_id <> ${self} and s.at > now() - ${RECENT}
  ) e on true`;

/** $1 connections, $2 this worker. */
export const loadWeather = {
  name: 'load_weather',
  text: `select ${joinedColumns} from connection_health h ${joins('$2')} where h.connection_id = any($1::uuid[])`,
};

export const ensureHealth = {
  name: 'ensure_health',
  text: `insert into connection_health (connection_id, organization_id) values ($1, $2) on conflict (connection_id) do nothing`,
};

/** Compare-and-set by version: a move that was decided on an older state changes nothing. */
export const moveBreaker = {
  name: 'move_breaker',
  text: `
with h as (
  update connection_health set version = version + 1, state = $4, cause = $5, since = now(),
    probe_at = now() + $6 * interval '1 millisecond', openings = $7, failure = coalesce($8::jsonb, failure)
  where connection_id = $1 and version = $3
  returning *
)
select ${joinedColumns} from h ${joins('$2')}`,
};

/**
 * Exactly one process wins a due probe: rivals that saw the same row wait for its lock and then find another version.
 * A prober that died makes the row due again when its lease ends.
 */
export const winDueProbes = {
  name: 'win_due_probes',
  text: `
with due as materialized (
  select connection_id, version from connection_health
  where state in ('open', 'half-open') and probe_at <= now()
  order by connection_id limit 20
), h as (
  update connection_health c set version = c.version + 1, state = 'half-open', since = now(), probe_at = now() + $2 * interval '1 millisecond'
  from due where c.connection_id = due.connection_id and c.version = due.version
  returning c.*
)
select ${joinedColumns} from h ${joins('$1')}`,
};

/** Keeps what each worker saw; rows of workers that are gone are dropped on the way. */
export const reportCalls = {
  name: 'report_calls',
  text: `
with gone as (delete from connection_calls where at < now() - interval '10 minutes')
insert into connection_calls (connection_id, worker_id, version, calls, failures, at)
select r.connection_id, $1, r.version, r.calls, r.failures, now()
from unnest($2::uuid[], $3::int[], $4::int[], $5::int[]) r(connection_id, version, calls, failures)
on conflict (connection_id, worker_id) do update
set version = excluded.version, calls = excluded.calls, failures = excluded.failures, at = excluded.at`,
};

/** The connection was changed by a person: the breaker is asked again now instead of in minutes. */
export const probeNow = {
  name: 'probe_now',
  text: `update connection_health set probe_at = now() where organization_id = $1 and connection_id = $2 and state = 'open'`,
};
