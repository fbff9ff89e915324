import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '../tenancy/row-security';

/** Files of an organisation, in pieces. Tables beside what is there: processes of the former release go on. */
export class StoredFiles0017 implements MigrationInterface {
  readonly name = 'StoredFiles1700000000017';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const table of ['stored_file', 'stored_file_piece']) await secureTable((sql) => runner.query(sql), table);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // Without `completed_at` the file is still coming in, or whoever wrote it died: it is never opened.
  `create table stored_file (
     id uuid primary key, organization_id uuid not null references organization,
     name text not null, media_type text not null, size bigint, sha256 text,
     origin text not null check (origin in ('upload','step')), created_by text not null,
     created_at timestamptz not null default now(), completed_at timestamptz, expires_at timestamptz not null)`,
  `create index stored_file_organization on stored_file (organization_id, id)`,
  `create index stored_file_expiry on stored_file (expires_at)`,
  `create table stored_file_piece (
     file_id uuid not null references stored_file on delete cascade, organization_id uuid not null references organization,
     position int not null, bytes bytea not null, primary key (file_id, position))`,
  // Read and written whole, and most of it does not shrink: compressing would cost and bring nothing.
  `alter table stored_file_piece alter column bytes set storage external`,
];
