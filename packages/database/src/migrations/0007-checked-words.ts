import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A person's word is looked up before it counts (ADR 13). Columns and a table beside what is there; but a worker of the
 * former release would send what was given up, once a look-up has not found it: stop it before this one serves.
 */
export class CheckedWords0007 implements MigrationInterface {
  readonly name = 'CheckedWords1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // The last word on it, JSON text: the engine's `PersonsWord`.
  `alter table effect add column if not exists word text`,
  // All words, in the order in which they were taken.
  `create table effect_word (
     effect_id uuid not null, said_at timestamptz not null default clock_timestamp(), word text not null, reason text not null,
     primary key (effect_id, said_at))`,
  // What was known of the effect when it was proposed; a proposal of the former release counts as made on other evidence.
  `alter table settlement_proposal add column evidence text`,
];
