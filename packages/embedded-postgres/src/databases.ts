import { Client } from 'pg';

/** The role and the database the platform works in. */
export const APPLICATION_NAME = 'penstock';

export function superuserUrl(port: number, password?: string): string {
  return serverUrl({ user: 'postgres', password, port, database: 'postgres' });
}

export function applicationUrl(port: number, password: string): string {
  return serverUrl({ user: APPLICATION_NAME, password, port, database: APPLICATION_NAME });
}

interface ServerAddress {
  readonly user: string;
  readonly password: string | undefined;
  readonly port: number;
  readonly database: string;
}

function serverUrl({ user, password, port, database }: ServerAddress): string {
  const secret = password === undefined ? '' : `:${password}`;
  return `postgresql://${user}${secret}@127.0.0.1:${port}/${database}`;
}

/**
 * Makes the platform's own role and database where they are missing.
 * Not a superuser: row-level security would not apply to one.
 */
export async function ensureApplicationDatabase(adminUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const role = client.escapeIdentifier(APPLICATION_NAME);
    const roles = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_NAME]);
    if (roles.rowCount === 0) {
      await client.query(`CREATE ROLE ${role} LOGIN CREATEROLE PASSWORD ${client.escapeLiteral(password)}`);
    }
    const databases = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [APPLICATION_NAME]);
    if (databases.rowCount === 0) await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
  } finally {
    await client.end();
  }
}
