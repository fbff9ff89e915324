import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '../tenancy/row-security';

/** API descriptions that an organisation imported. A table beside what is there: processes of the former release go on. */
export class ImportedConnectors0016 implements MigrationInterface {
  readonly name = 'ImportedConnectors1700000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(importedConnectorVersion);
    await secureTable((sql) => runner.query(sql), 'imported_connector_version');
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

/** Steps pin the version of their action, so versions are added and never changed or taken away. */
const importedConnectorVersion = `
  create table imported_connector_version (
    connector_id text not null check (connector_id like 'api-%'), version int not null check (version > 0),
    organization_id uuid not null references organization, title text not null, document text not null,
    created_at timestamptz not null default now(), created_by text not null, primary key (connector_id, version))`;
