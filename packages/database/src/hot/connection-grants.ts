/**
 * What the limiter grants to workers. Each statement locks the health row first and computes from the locked version
 * (a plain update from a self-join would compute from the version its snapshot saw, and grant twice).
 */

/**
 * Reserves up to $2 departures at $3 per second with a burst of $4, none further than $5 ms ahead. The arithmetic of
 * `reserveDepartures` in engine/core.
 */
export const reserveDepartures = {
  name: 'reserve_departures',
  text: `
with locked as materialized (
  select connection_id, next_departure_ms from connection_health where connection_id = $1 for no key update
), timed as materialized (
  select connection_id, next_departure_ms, (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms from locked
), started as materialized (
  select *, greatest(next_departure_ms, now_ms - ($4::float8 - 1) * 1000 / $3::float8) as start_ms from timed
), counted as materialized (
  select *, greatest(0, least($2::float8, ceil((now_ms + $5::float8 - start_ms) * $3::float8 / 1000))) as n from started
)
update connection_health h set next_departure_ms = case when c.n > 0 then c.start_ms + c.n * 1000 / $3::float8 else h.next_departure_ms end
from counted c where h.connection_id = c.connection_id
returning c.start_ms - c.now_ms as start_in_ms, c.n as count`,
};

/**
 * Sets the slots of worker $2 under the limit $3: wanted $4, never fewer than the $5 in flight, for $6 ms. Slots of
 * workers that stopped renewing are free. Who holds more than an equal share while others wait gives the rest back.
 */
export const takeSlots = {
  name: 'take_slots',
  text: `
with locked as materialized (
  select connection_id, grants from connection_health where connection_id = $1 for no key update
), timed as materialized (
  select connection_id, grants, (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms from locked
), others as materialized (
  select t.connection_id, t.now_ms, coalesce((t.grants->$2::text->>'n')::int, 0) as mine,
    coalesce(jsonb_object_agg(o.key, o.value) filter (where o.key is not null), '{}') as kept,
    coalesce(sum((o.value->>'n')::int), 0)::int as taken, count(o.key)::int as holders,
    coalesce(bool_or((o.value->>'w')::int > (o.value->>'n')::int), false) as starved
  from timed t left join lateral (
    select e.key, e.value from jsonb_each(t.grants) e where e.key <> $2::text and (e.value->>'u')::float8 > t.now_ms
  ) o on true
  group by t.connection_id, t.now_ms, t.grants
), capped as materialized (
  select *, case when starved and mine > $3::int / (holders + 1) then least($3::int - taken, $3::int / (holders + 1)) else $3::int - taken end as cap
  from others
), granted as materialized (
  select *, greatest($5::int, least($4::int, greatest(cap, 0))) as n from capped
)
update connection_health h set grants = case when $4::int = 0 and $5::int = 0 then g.kept
  else g.kept || jsonb_build_object($2::text, jsonb_build_object('n', g.n, 'w', $4::int, 'u', g.now_ms + $6::float8)) end
from granted g where h.connection_id = g.connection_id
returning g.n as granted, g.starved`,
};

/** Compare-and-set by $2: of several processes that a 429 told the same, one halves the rate; the pause is the longest of all. */
export const storeThrottle = {
  name: 'store_throttle',
  text: `
update connection_health set
  learned_rate = case when limiter_version = $2 then $3 else learned_rate end,
  factor = case when limiter_version = $2 then $4 else factor end,
  throttled_at = case when limiter_version = $2 then now() + $5 * interval '1 millisecond' else throttled_at end,
  limiter_version = case when limiter_version = $2 then limiter_version + 1 else limiter_version end,
  blocked_until = greatest(blocked_until, now() + $6 * interval '1 millisecond'),
  next_departure_ms = greatest(next_departure_ms, extract(epoch from now()) * 1000 + $6)
where connection_id = $1`,
};
