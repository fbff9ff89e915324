import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Two persons may give up what cannot be asked about any more (ADR 13). Only wider than before: processes of the former
 * release go on, and see such an effect as one that waits for a person.
 */
export class LeftUnknown0011 implements MigrationInterface {
  readonly name = 'LeftUnknown1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  `alter table settlement_proposal drop constraint settlement_proposal_outcome_check,
     add constraint settlement_proposal_outcome_check check (outcome in ('did-not-happen-send','did-not-happen-stop','give-up-unasked'))`,
];
