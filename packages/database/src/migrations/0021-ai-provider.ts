import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '../tenancy/row-security';

/** The AI provider an organisation may have. A table beside what is there; its key is in the vault. */
export class AiProvider0021 implements MigrationInterface {
  readonly name = 'AiProvider1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await secureTable((sql) => runner.query(sql), 'ai_provider');
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // Off, and without values, unless somebody says otherwise.
  `create table ai_provider (
     organization_id uuid primary key references organization, address text not null, model text not null,
     is_on boolean not null default false, send_descriptions boolean not null default true, send_values boolean not null default false,
     timeout_seconds int not null check (timeout_seconds between 1 and 120),
     updated_at timestamptz not null, updated_by text not null)`,
  `alter table secret drop constraint secret_owner_kind_check`,
  `alter table secret add constraint secret_owner_kind_check
     check (owner_kind in ('connection','intake','user','sign-in','organization','ai-provider')) not valid`,
];
