import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '../tenancy/row-security';

/**
 * Sign-in with an OpenID Connect provider, and attempts that all API processes count together. Only tables beside what
 * is there; processes of the former release know one way to sign in and count for themselves.
 */
export class SignIn0018 implements MigrationInterface {
  readonly name = 'SignIn1700000000018';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const table of ['sign_in_provider', 'user_identity', 'sign_in_attempt', 'sign_in_proof']) await secureTable((sql) => runner.query(sql), table);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  `create table sign_in_provider (
     organization_id uuid primary key references organization, issuer text not null, client_id text not null,
     allowed_domains text[] not null default '{}', default_role text not null, password_sign_in_off boolean not null default false,
     updated_at timestamptz not null, updated_by text not null)`,
  // Who somebody is at the provider: its own name for them, which unlike an address never goes to somebody else.
  `create table user_identity (
     organization_id uuid not null references organization, issuer text not null, subject text not null, user_id uuid not null references app_user,
     linked_at timestamptz not null default now(), primary key (organization_id, issuer, subject))`,
  `create index user_identity_user on user_identity (user_id)`,
  // Begun at the provider, by one browser; taken once.
  `create table sign_in_attempt (
     state_hash bytea primary key, organization_id uuid not null references organization, browser_hash bytea not null, issuer text not null,
     nonce text not null, code_verifier text not null, return_path text not null, expires_at timestamptz not null)`,
  // Known to the provider, and asked for proof that the account here is theirs too.
  `create table sign_in_proof (
     token_hash bytea primary key, organization_id uuid not null references organization, browser_hash bytea not null, user_id uuid not null references app_user,
     issuer text not null, subject text not null, is_linked boolean not null, return_path text not null, expires_at timestamptz not null)`,
  `alter table secret drop constraint secret_owner_kind_check`,
  `alter table secret add constraint secret_owner_kind_check check (owner_kind in ('connection','intake','user','sign-in')) not valid`,
  // Of the installation as a whole: an attempt is counted before anybody knows for whom. Unlogged: after a crash counting begins anew.
  `create unlogged table attempt_count (key text primary key, failures int not null, until timestamptz not null)`,
  `create index attempt_count_until on attempt_count (until)`,
];
