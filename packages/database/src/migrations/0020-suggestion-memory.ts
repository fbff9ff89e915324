import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '../tenancy/row-security';

/** What people of an organisation decided on suggested pairs of fields. A table beside what is there. */
export class SuggestionMemory0020 implements MigrationInterface {
  readonly name = 'SuggestionMemory1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await secureTable((sql) => runner.query(sql), 'suggestion_memory');
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // Paths of fields and counts, never a value of one. An unknown system is the empty text, so that it can be part of the key.
  `create table suggestion_memory (
     organization_id uuid not null references organization,
     source_system text not null, target_system text not null, source text not null, target text not null,
     confirmed int not null default 0, rejected int not null default 0, decided_at timestamptz not null,
     primary key (organization_id, source_system, target_system, source, target))`,
  `create index suggestion_memory_newest on suggestion_memory (organization_id, decided_at desc)`,
];
