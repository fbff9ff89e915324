import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Invitations, second factors, expiring and scoped keys, sessions a person can tell apart. Columns and tables beside what
 * is there; but a process of the former release asks no second factor and knows neither expiry nor scopes: stop it first.
 */
export class Identity0009 implements MigrationInterface {
  readonly name = 'Identity1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // `second_factor_step`: the last time step whose code was used; a code counts once.
  `alter table app_user
     add column deactivated_at timestamptz, add column second_factor_at timestamptz, add column second_factor_step bigint not null default 0`,
  `create table user_invitation (
     id uuid primary key, organization_id uuid not null references organization, email text not null, name text not null, role text not null,
     token_hash bytea not null unique, invited_by text not null, created_at timestamptz not null default now(), expires_at timestamptz not null)`,
  `create unique index user_invitation_email on user_invitation (organization_id, lower(email))`,
  `create table password_reset (
     token_hash bytea primary key, organization_id uuid not null references organization, user_id uuid not null references app_user,
     created_at timestamptz not null default now(), expires_at timestamptz not null)`,
  // `previous_token_hash`: for requests that were under way when the token was exchanged.
  `alter table user_session
     add column last_seen_at timestamptz, add column address text not null default '', add column agent text not null default '',
     add column previous_token_hash bytea, add column rotated_at timestamptz`,
  `create index user_session_previous on user_session (previous_token_hash) where previous_token_hash is not null`,
  // Without scopes a key may do everything its role may.
  `alter table api_key add column expires_at timestamptz, add column scopes text[]`,
  `create table recovery_code (
     user_id uuid not null references app_user, organization_id uuid not null references organization, code_hash bytea not null,
     primary key (user_id, code_hash))`,
  // Browsers that have signed in before: failures of others do not lock them out.
  `create table known_device (
     token_hash bytea primary key, organization_id uuid not null references organization, user_id uuid not null references app_user,
     created_at timestamptz not null default now())`,
  `create index known_device_user on known_device (user_id, created_at)`,
  `alter table secret drop constraint secret_owner_kind_check`,
  `alter table secret add constraint secret_owner_kind_check check (owner_kind in ('connection','intake','user')) not valid`,
];
