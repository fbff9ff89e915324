import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '../tenancy/row-security';

/**
 * What an environment has of its own: rules for going live, variables, reference data, connections by flow. Columns with
 * defaults and tables beside what is there: processes of the former release go on.
 */
export class EnvironmentLife0013 implements MigrationInterface {
  readonly name = 'EnvironmentLife1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const table of ['flow_binding', 'environment_variable', 'reference_table', 'reference_table_version']) await secureTable((sql) => runner.query(sql), table);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  `alter table environment
     add column demands_promotion boolean not null default false,
     add column change_window jsonb,
     add column freezes jsonb not null default '[]',
     add column shadow_rules jsonb not null default '{"isRequired":false,"mostMoney":null,"mostDifferent":null}'`,
  `alter table deployment drop constraint deployment_status_check,
     add constraint deployment_status_check check (status in ('active','paused','draining','superseded','stopped'))`,
  `drop index deployment_live`,
  `create unique index deployment_live on deployment (environment_id, flow_id) where status in ('active','paused','draining')`,
  `alter table flow_version add column created_by_id uuid, add column schemas jsonb`,
  // A flow's own choice for a slot; where it has none, the connection that fills the slot in the same environment does.
  `create table flow_binding (
     organization_id uuid not null references organization, environment_id uuid not null references environment,
     flow_id uuid not null references flow, slot text not null, connection_id uuid not null references connection,
     primary key (environment_id, flow_id, slot))`,
  `create table environment_variable (
     organization_id uuid not null references organization, environment_id uuid not null references environment,
     name text not null, value text not null, description text not null default '',
     updated_at timestamptz not null default now(), updated_by text not null, primary key (environment_id, name))`,
  `create table reference_table (
     id uuid primary key, organization_id uuid not null references organization, environment_id uuid not null references environment,
     kind text not null check (kind in ('value-table','cross-reference')), name text not null, description text not null default '',
     ignore_case boolean not null default false, revision int not null, rows jsonb not null,
     updated_at timestamptz not null default now(), updated_by text not null, unique (environment_id, name))`,
  `create table reference_table_version (
     table_id uuid not null references reference_table, revision int not null, organization_id uuid not null references organization,
     ignore_case boolean not null, rows jsonb not null, note text not null, created_at timestamptz not null default now(), created_by text not null,
     primary key (table_id, revision))`,
];
