import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Breaker, limits and holds of connections. The health row is written a few times a second at most (state changes,
 * reservations of the limiter), never once per call. It holds what processes must agree on in one row, so that one
 * row lock is the whole agreement.
 */
export class ConnectionWeather0004 implements MigrationInterface {
  readonly name = 'ConnectionWeather1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only, as the first one.
  }
}

const statements = [
  `alter table connection add column limits jsonb not null default '{}'`,
  // `grants`: slots per worker as { worker: { n granted, w wanted, u until (epoch ms) } }.
  `create table connection_health (
     connection_id uuid primary key, organization_id uuid not null, version int not null default 0,
     state text not null default 'closed' check (state in ('closed','open','half-open','slow-start')),
     cause text check (cause in ('failures','credentials')), since timestamptz not null default now(), probe_at timestamptz,
     openings int not null default 0, failure jsonb,
     hold_reason text, held_by text, held_since timestamptz,
     limiter_version int not null default 0, learned_rate double precision, factor double precision not null default 1,
     throttled_at timestamptz, blocked_until timestamptz,
     next_departure_ms double precision not null default 0, grants jsonb not null default '{}')
   with (fillfactor = 50)`,
  `create index connection_health_probe on connection_health (probe_at) where state in ('open','half-open')`,
  // What each worker saw lately: summed for the breaker and for people.
  `create table connection_calls (
     connection_id uuid not null, worker_id uuid not null, version int not null, calls int not null, failures int not null,
     at timestamptz not null default now(), primary key (connection_id, worker_id))`,
  `alter table run_queue add column if not exists blocked_on uuid`,
  `create index if not exists run_queue_blocked_on on run_queue (blocked_on, run_id) where blocked_on is not null`,
];
