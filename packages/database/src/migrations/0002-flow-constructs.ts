import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Waits, sub-flows, lanes, fair claims. Everything is added beside what is there: workers of the former release go on
 * working while this runs.
 */
export class FlowConstructs0002 implements MigrationInterface {
  readonly name = 'FlowConstructs1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // `held`: keys of steps that wait for a person. `deadline_from`: creation, or the last retry by a person.
  `alter table run
     add column held text[] not null default '{}', add column deadline_from timestamptz not null default now(),
     add column parent_run_id uuid, add column parent_key text, add column rerun_of uuid,
     add column response text, add column lane_key text`,
  `create unique index run_child on run (parent_run_id, parent_key) where parent_run_id is not null`,
  `create index run_rerun on run (rerun_of) where rerun_of is not null`,
  // `behind`: another run of the lane is ahead. `nudged`: told something while it was being executed.
  `alter table run_queue
     add column flow_id uuid, add column lane bigint, add column lane_skips boolean not null default false,
     add column behind boolean not null default false, add column nudged boolean not null default false,
     add column blocked_on uuid`,
  `update run_queue q set flow_id = r.flow_id from run r where r.id = q.run_id`,
  // Claims go round over organisations and flows: the first two columns are skipped through, the third is the order within one.
  `create index run_queue_turn on run_queue (organization_id, flow_id, ready_at, run_id) where owner is null and not behind`,
  // Rows that a process of the former release has written meanwhile: the sweep completes them.
  `create index run_queue_flowless on run_queue (run_id) where flow_id is null`,
  `create index run_queue_lane on run_queue (lane, run_id) where lane is not null`,
  `drop index run_queue_ready`,
  // The run that may be claimed of a lane: kept until it is settled, over all its waits.
  `create table lane_gate (lane bigint primary key, run_id uuid not null)`,
  `alter table subscription
     add column lane_name text, add column lane_path text, add column lane_skips boolean not null default false`,
  `create table waitpoint (
     run_id uuid not null, key text not null, organization_id uuid not null,
     kind text not null check (kind in ('timer','callback','decision')),
     state text not null check (state in ('open','answered','expired')),
     prompt text, opened_at timestamptz not null default now(), expires_at timestamptz,
     result text, actor text, reason text, answered_at timestamptz, primary key (run_id, key))`,
  `create index waitpoint_open on waitpoint (organization_id, expires_at) where state = 'open' and kind = 'decision'`,
];
