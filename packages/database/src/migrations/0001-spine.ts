import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first schema. Configuration tables carry foreign keys; hot tables (event, run, run_queue, step_log, effect)
 * carry none between each other: each would cost a look-up and a share lock per row on the money path.
 */
export class Spine0001 implements MigrationInterface {
  readonly name = 'Spine1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...configuration, ...intake, ...execution]) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only: a migration that dropped the effect ledger would allow everything to be charged again.
  }
}

const configuration = [
  `create table organization (
     id uuid primary key, name text not null, created_at timestamptz not null default now())`,
  `create table environment (
     id uuid primary key, organization_id uuid not null references organization,
     key text not null, name text not null, kind text not null check (kind in ('sandbox','production')),
     position int not null, unique (organization_id, key))`,
  `create table app_user (
     id uuid primary key, organization_id uuid not null references organization,
     email text not null, name text not null, role text not null, password_hash text not null,
     created_at timestamptz not null default now())`,
  `create unique index app_user_email on app_user (lower(email))`,
  `create table user_session (
     id uuid primary key, organization_id uuid not null references organization, user_id uuid not null references app_user,
     token_hash bytea not null unique, csrf_token text not null,
     created_at timestamptz not null default now(), expires_at timestamptz not null)`,
  `create table api_key (
     id uuid primary key, organization_id uuid not null references organization,
     name text not null, role text not null, prefix text not null, key_hash bytea not null unique,
     created_at timestamptz not null default now(), created_by text not null,
     last_used_at timestamptz, revoked_at timestamptz)`,
  `create table flow (
     id uuid primary key, organization_id uuid not null references organization,
     name text not null, created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
     archived_at timestamptz)`,
  `create table flow_draft (
     flow_id uuid primary key references flow, organization_id uuid not null references organization,
     document jsonb not null, revision int not null, updated_at timestamptz not null default now(), updated_by text not null)`,
  `create table flow_version (
     id uuid primary key, organization_id uuid not null references organization, flow_id uuid not null references flow,
     number int not null, hash text not null, document jsonb not null, note text not null,
     created_at timestamptz not null default now(), created_by text not null, unique (flow_id, number))`,
  `create table deployment (
     id uuid primary key, organization_id uuid not null references organization,
     environment_id uuid not null references environment, flow_id uuid not null references flow,
     flow_version_id uuid not null references flow_version,
     status text not null check (status in ('active','paused','superseded','stopped')),
     deployed_at timestamptz not null default now(), deployed_by text not null, ended_at timestamptz)`,
  `create unique index deployment_live on deployment (environment_id, flow_id) where status in ('active','paused')`,
  `create table connection (
     id uuid primary key, organization_id uuid not null references organization,
     environment_id uuid not null references environment, name text not null, connector text not null,
     settings jsonb not null, fingerprint text not null,
     created_at timestamptz not null default now(), updated_at timestamptz not null default now())`,
  // A flow names a slot; the environment says which connection fills it. No fallback to another environment.
  `create table slot_binding (
     organization_id uuid not null references organization, environment_id uuid not null references environment,
     slot text not null, connection_id uuid not null references connection, primary key (environment_id, slot))`,
  // Envelope encryption: every secret has its own data key, wrapped by a master key of the ring.
  `create table secret (
     id uuid primary key, organization_id uuid not null references organization,
     owner_kind text not null check (owner_kind in ('connection','intake')), owner_id uuid not null, name text not null,
     master_key_id text not null, wrapped_key bytea not null, nonce bytea not null, ciphertext bytea not null,
     set_at timestamptz not null default now(), unique (owner_kind, owner_id, name))`,
  // First answers of writes that carried an Idempotency-Key; without a status the first request has not ended.
  `create table api_idempotency (
     organization_id uuid not null references organization, key text not null, request_hash text not null,
     status int, response text, created_at timestamptz not null default now(), primary key (organization_id, key))`,
];

const intake = [
  // One source per address; its channels (signed webhook, silent post, poll) share the dedupe keys.
  `create table intake_source (
     id uuid primary key, organization_id uuid not null references organization,
     environment_id uuid not null references environment, path text not null,
     connector text not null, trigger text not null, trigger_version int not null, settings jsonb not null,
     created_at timestamptz not null default now(), unique (environment_id, path))`,
  // Which deployments an event of a source starts; read inside the intake statement, so a deploy counts from its commit on.
  `create table subscription (
     intake_source_id uuid not null references intake_source, deployment_id uuid not null references deployment,
     organization_id uuid not null, environment_id uuid not null, flow_id uuid not null, flow_version_id uuid not null,
     active boolean not null, primary key (intake_source_id, deployment_id))`,
  `create table poll_state (
     intake_source_id uuid primary key references intake_source, organization_id uuid not null,
     connection_id uuid not null, cursor text not null default 'null', next_at timestamptz not null default now(),
     owner uuid, lease_until timestamptz, failure text)`,
  `create table event_dedupe (
     intake_source_id uuid not null, key_hash bytea not null, event_id uuid not null,
     first_seen timestamptz not null default now(), primary key (intake_source_id, key_hash))`,
  `create table event (
     id uuid primary key, received_at timestamptz not null default now(),
     organization_id uuid not null, environment_id uuid not null, intake_source_id uuid,
     path text not null, channel text not null, dedupe_key text not null,
     state text not null check (state in ('routed','unrouted','refused')), reason text,
     labels text not null default '{}', headers text, payload text)`,
  `create index event_shelf on event (organization_id, id) where state <> 'routed'`,
];

const execution = [
  `create table run (
     id uuid primary key, created_at timestamptz not null default now(),
     organization_id uuid not null, environment_id uuid not null, flow_id uuid not null,
     flow_version_id uuid not null, deployment_id uuid not null, event_id uuid not null,
     status text not null, labels text not null default '{}', attempts int not null default 0, failure text,
     finished_at timestamptz)`,
  `create index run_flow on run (flow_id, id)`,
  `create index run_open on run (organization_id, id) where status in ('waiting','needs-attention')`,
  `create index run_event on run (event_id)`,
  // Narrow and short-lived: the row is deleted when the run is settled. 'infinity' parks a run until a person acts.
  `create table run_queue (
     run_id uuid primary key, organization_id uuid not null, ready_at timestamptz not null,
     owner uuid, epoch int not null default 0, claims int not null default 0, cancel boolean not null default false)
   with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0)`,
  `create index run_queue_ready on run_queue (ready_at, run_id) where owner is null`,
  `create index run_queue_owner on run_queue (owner) where owner is not null`,
  // One heartbeat row per worker incarnation; a run is leased as long as its owner's row is.
  `create table worker_lease (
     id uuid primary key, host text not null, lease_until timestamptz not null, started_at timestamptz not null default now())`,
  `create table step_log (
     run_id uuid not null, step_id text not null, attempt int not null,
     status text not null check (status in ('succeeded','failed','skipped')), port text,
     input text, output text, failure text, started_at timestamptz not null, finished_at timestamptz not null,
     primary key (run_id, step_id, attempt))`,
  `create table effect (
     id uuid primary key, organization_id uuid not null, environment_id uuid not null, run_id uuid not null,
     step_id text not null, attempt int not null, connection_id uuid not null, scope text not null,
     connector text not null, action text not null, action_version int not null,
     class text not null check (class in ('I','L','H')), kind text not null,
     business_key text not null, amount numeric, currency text, request text not null, request_hash bytea not null,
     state text not null check (state in ('INTENT','DONE','REJECTED','NOT_SENT','UNKNOWN','ABSENT','NEEDS_HUMAN','COMPENSATED')),
     epoch int not null, sent_at timestamptz not null default now(), resolve_after timestamptz,
     probes int not null default 0, absent_probes int not null default 0,
     remote_id text, response text, failure text, resolved_by text, resolved_at timestamptz)`,
  // G3: at most one live effect per step and per business fact, enforced here and not by code.
  `create unique index effect_live_step on effect (run_id, step_id)
     where state in ('INTENT','UNKNOWN','DONE','NEEDS_HUMAN')`,
  `create unique index effect_live_business on effect (scope, action, business_key)
     where state in ('INTENT','UNKNOWN','DONE','NEEDS_HUMAN')`,
  `create index effect_run on effect (run_id)`,
  `create index effect_remote on effect (organization_id, remote_id) where remote_id is not null`,
];
