import type { MigrationInterface, QueryRunner } from 'typeorm';
import { engineStateTable } from '../restore-guard/engine-state-table';
import { partitionTable, type SqlSession } from '../retention/partition-table';
import { ensurePartitions, partitionedTables } from '../retention/partitions';
import type { ClientBase } from 'pg';

/**
 * What keeps the past in bounds and in order: the mark of restored databases, partitions, retention, erasures.
 * Not one transaction: moving rows holds no lock longer than a moment, and every step can be repeated.
 */
export class Retention0005 implements MigrationInterface {
  readonly name = 'Retention1700000000005';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...engineStateTable, ...retentionTables]) await runner.query(statement);
    const session: SqlSession = { query: (text, values) => runner.query(text, values) };
    const now = Date.now();
    await partitionTable(session, { table: 'event', key: 'id', now, isOpen: 'exists (select 1 from run r where r.event_id = s.id and r.finished_at is null)' });
    await partitionTable(session, { table: 'step_log', key: 'run_id', now, isOpen: 'exists (select 1 from run_queue q where q.run_id = s.run_id)' });
    const client = { query: async (text: string, values?: unknown[]) => ({ rows: (await runner.query(text, values)) as unknown[] }) };
    for (const each of partitionedTables) await ensurePartitions(client as unknown as ClientBase, { ...each, now });
  }

  async down(): Promise<void> {
    // Forward only.
  }
}

const retentionTables = [
  // Days by kind of environment; an organisation without a row has the defaults of retention-settings.ts.
  `create table if not exists retention_setting (
     organization_id uuid not null references organization, environment_kind text not null check (environment_kind in ('sandbox','production')),
     event_days int not null check (event_days >= 1), step_days int not null check (step_days >= 1), run_days int not null check (run_days >= 1),
     updated_at timestamptz not null default now(), updated_by text not null, primary key (organization_id, environment_kind))`,
  // How far payloads of an organisation with shorter days are cleared inside partitions that others still need.
  `create table if not exists retention_progress (
     organization_id uuid not null, environment_kind text not null, table_name text not null, cleared_to uuid not null,
     primary key (organization_id, environment_kind, table_name))`,
  // One row per archived span: where it stands between the database and the archive.
  `create table if not exists retention_archive (
     table_name text not null, span_from uuid not null, span_to uuid not null, day text not null, partition_name text,
     state text not null check (state in ('exported','verified','detached','deleting','dropped')),
     file text not null, row_count bigint not null, sha256 text not null,
     updated_at timestamptz not null default now(), primary key (table_name, span_to))`,
  `create table if not exists erasure (
     id uuid primary key, organization_id uuid not null references organization, requested_at timestamptz not null default now(),
     requested_by text not null, reason text not null, selection jsonb not null,
     events int not null, runs int not null, steps int not null, effects int not null)`,
  `create index if not exists erasure_newest on erasure (organization_id, id)`,
];
