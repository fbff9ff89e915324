import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REQUEST_ROLE, secureTable } from '../tenancy/row-security';

/** What the schemas that flows use looked like, and what of their changes flows feel. Tables beside what is there. */
export class SchemaWatch0023 implements MigrationInterface {
  readonly name = 'SchemaWatch1700000000023';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const table of ['schema_check', 'schema_snapshot', 'schema_finding']) await secureTable((sql) => runner.query(sql), table);
    // Requests ask for checks and decide about findings; what was found is the job's to say.
    await runner.query(`revoke insert, update, delete on schema_snapshot from ${REQUEST_ROLE}`);
    await runner.query(`revoke insert, delete on schema_finding from ${REQUEST_ROLE}`);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // `checked_at` is the start of the last check that came to its end; `problems`: what could not be read, `[{title, message}]`.
  `create table schema_check (
     environment_id uuid primary key references environment, organization_id uuid not null references organization,
     requested_at timestamptz, requested_by text, checked_at timestamptz, subjects int not null default 0, problems jsonb not null default '[]')`,
  // A new row when a schema changed; `confirmed_at` of the newest says when it was last seen. `shape`: counts behind an observed one.
  `create table schema_snapshot (
     id uuid primary key, organization_id uuid not null references organization, environment_id uuid not null references environment,
     connection_id uuid, subject text not null, kind text not null check (kind in ('declared','live','observed')), title text not null,
     facts jsonb not null, shape jsonb, cursor uuid, taken_at timestamptz not null, confirmed_at timestamptz not null)`,
  `create index schema_snapshot_newest on schema_snapshot (environment_id, subject, taken_at desc)`,
  // `change`: what of the schema; `places`: the steps and rules of flows in use that feel it, counted anew by every check.
  `create table schema_finding (
     id uuid primary key, organization_id uuid not null references organization, environment_id uuid not null references environment,
     connection_id uuid, subject text not null, subject_kind text not null, title text not null,
     kind text not null, path text not null, change jsonb not null, places jsonb not null,
     status text not null check (status in ('open','acknowledged','snoozed','resolved')),
     found_at timestamptz not null, confirmed_at timestamptz not null, resolved_at timestamptz,
     snoozed_until timestamptz, decided_by text, decided_at timestamptz, note text not null default '',
     constraint schema_finding_snoozed check ((status = 'snoozed') = (snoozed_until is not null)),
     constraint schema_finding_resolved check ((status = 'resolved') = (resolved_at is not null)))`,
  `create unique index schema_finding_standing on schema_finding (environment_id, subject, kind, path) where status <> 'resolved'`,
  `create index schema_finding_list on schema_finding (organization_id, id)`,
];
