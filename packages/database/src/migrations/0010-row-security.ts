import type { MigrationInterface, QueryRunner } from 'typeorm';
import { auditAppend } from '../audit/audit-tables';
import { secureRows } from '../tenancy/row-security';

/**
 * A second wall around every organisation: requests run as a role that row security holds for. Owners are not bound by
 * it, so processes of the former release, and the engine of this one, work as before. Needs the right to create a role;
 * without it, an administrator creates `penstock_request` first and grants it to the migrating user.
 */
export class RowSecurity0010 implements MigrationInterface {
  readonly name = 'RowSecurity1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(auditAppend);
    await secureRows((sql) => runner.query(sql));
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}
