import type { MigrationInterface, QueryRunner } from 'typeorm';
import { auditTables } from '../audit/audit-tables';

/**
 * The audit log. Tables beside what is there, and triggers where people decide: processes of the former release go on,
 * and their decisions are recorded as well; their changes of configuration are not.
 */
export class Audit0008 implements MigrationInterface {
  readonly name = 'Audit1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of auditTables) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}
