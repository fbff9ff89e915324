import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schedules, safe polling and backfills. Only adds: processes of the former version go on working meanwhile. */
export class Triggers0003 implements MigrationInterface {
  readonly name = 'Triggers1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...schedules, ...polls, ...backfills]) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only, like every migration here.
  }
}

const schedules = [
  // next_at: the first planned time not dealt with, null when none comes. look_at: when a process looks at the row again.
  // waiting: planned times whose turn has come and that wait for the former run, as the scheduler wrote them.
  // epoch: grows with every claim; whoever held an earlier one changes nothing any more.
  `create table schedule_state (
     intake_source_id uuid primary key references intake_source, organization_id uuid not null,
     spec jsonb not null, next_at timestamptz, look_at timestamptz not null, last_nominal timestamptz,
     waiting jsonb not null default '[]', note text,
     owner uuid, epoch int not null default 0, lease_until timestamptz,
     failures int not null default 0, failure text)`,
  `create index schedule_state_look on schedule_state (look_at)`,
];

const polls = [
  `alter table poll_state
     add column epoch int not null default 0, add column failures int not null default 0, add column failure_class text,
     add column last_polled_at timestamptz, add column cursor_at timestamptz`,
  `create index poll_state_next on poll_state (next_at)`,
];

const backfills = [
  `create table backfill (
     id uuid primary key, organization_id uuid not null, environment_id uuid not null, intake_source_id uuid not null references intake_source,
     from_at timestamptz not null, to_at timestamptz not null, requested_by text not null,
     state text not null check (state in ('running','done','failed','aborted')),
     cursor text not null default 'null', pages int not null default 0,
     fresh int not null default 0, known int not null default 0, parked int not null default 0,
     look_at timestamptz not null default now(), owner uuid, epoch int not null default 0, lease_until timestamptz,
     failures int not null default 0, failure text,
     created_at timestamptz not null default now(), updated_at timestamptz not null default now(), finished_at timestamptz)`,
  // Two at once would ask the remote side for the same pages.
  `create unique index backfill_running on backfill (intake_source_id) where state = 'running'`,
  `create index backfill_source on backfill (intake_source_id, id)`,
];
