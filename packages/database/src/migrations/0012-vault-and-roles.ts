import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '../tenancy/row-security';

/**
 * Proof of master keys and their rotation; roles for one environment; service accounts. Only tables and columns beside
 * what is there, so processes of the former release go on; they give nobody a role for one environment.
 */
export class VaultAndRoles0012 implements MigrationInterface {
  readonly name = 'VaultAndRoles1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const table of ['vault_rotation', 'environment_role', 'service_account']) await secureTable((sql) => runner.query(sql), table);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // Of the installation as a whole: a sealed sentence for each master key that was ever the current one.
  `create table vault_key (
     id text primary key, wrapped_key bytea not null, nonce bytea not null, ciphertext bytea not null, created_at timestamptz not null default now())`,
  // How far it is can be told from the secrets themselves; this says who asked and what was counted.
  `create table vault_rotation (
     id uuid primary key, organization_id uuid not null references organization, key_id text not null, total int not null,
     rewrapped int not null default 0, unreadable int not null default 0, started_by text not null, started_at timestamptz not null,
     beat_at timestamptz not null, finished_at timestamptz)`,
  `create unique index vault_rotation_running on vault_rotation (organization_id) where finished_at is null`,
  // `holder_id`: a person, a service account, or an API key that belongs to neither.
  `create table environment_role (
     organization_id uuid not null references organization, environment_id uuid not null references environment, holder_id uuid not null,
     role text not null, primary key (holder_id, environment_id))`,
  `create table service_account (
     id uuid primary key, organization_id uuid not null references organization, name text not null, description text not null default '',
     role text not null, created_by text not null, created_at timestamptz not null default now(), deactivated_at timestamptz)`,
  `create unique index service_account_name on service_account (organization_id, lower(name))`,
  `alter table api_key add column service_account_id uuid references service_account`,
];
