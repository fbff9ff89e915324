import type { MigrationInterface, QueryRunner } from 'typeorm';
import { engineStateTable } from '../restore-guard/engine-state-table';

/** What keeps the past in bounds and in order: the mark of restored databases, retention, erasures. */
export class Retention0005 implements MigrationInterface {
  readonly name = 'Retention1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of engineStateTable) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only.
  }
}
