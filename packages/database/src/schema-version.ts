import { PenstockError } from '@penstock/kernel';
import { migrationNames } from './data-source';

export type SchemaErrorCode = 'SCHEMA_TOO_NEW' | 'SCHEMA_TOO_OLD';
export class SchemaError extends PenstockError<SchemaErrorCode> {}

interface Statements {
  query(text: string): Promise<{ readonly rows: readonly { readonly name: string }[] }>;
}

/** Names of the migrations this database has had; none when it is empty. */
export async function migrationsOf(statements: Statements): Promise<readonly string[]> {
  try {
    return (await statements.query('select name from migrations order by timestamp, id')).rows.map(({ name }) => name);
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return [];
    throw error;
  }
}

/** A newer schema may mean something else by what this version writes. @throws SchemaError SCHEMA_TOO_NEW */
export function requireNotNewer(applied: readonly string[]): void {
  const unknown = applied.filter((name) => !migrationNames.includes(name));
  if (unknown.length === 0) return;
  throw new SchemaError(
    'SCHEMA_TOO_NEW',
    `This database was brought up to date by a newer version of Penstock (it has ${unknown.join(', ')}). This version does not start on it: ` +
      'it could misread what money has moved. Nothing was changed and nothing is sent. Start the newer version, or restore a backup of before the update.',
  );
}

/** Every engine process asks at its start. @throws SchemaError */
export async function requireMatchingSchema(statements: Statements): Promise<void> {
  const applied = await migrationsOf(statements);
  requireNotNewer(applied);
  const missing = migrationNames.filter((name) => !applied.includes(name));
  if (missing.length === 0) return;
  throw new SchemaError(
    'SCHEMA_TOO_OLD',
    `The database is not up to date for this version of Penstock (it lacks ${missing.join(', ')}). Nothing was started. ` +
      'Run the migration first: npm start does it, in containers the service “migrate”.',
  );
}
