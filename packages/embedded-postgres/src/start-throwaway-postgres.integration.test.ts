import { existsSync } from 'node:fs';
import { Client } from 'pg';
import { startThrowawayPostgres } from './start-throwaway-postgres';

describe('a throw-away Postgres', () => {
  test('answers queries and leaves nothing behind when stopped', async () => {
    const postgres = await startThrowawayPostgres();
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query<{ folder: string; fsync: string }>(
      `SELECT current_setting('data_directory') AS folder, current_setting('fsync') AS fsync`,
    );
    await client.end();

    await postgres.stop();

    expect(rows[0]?.fsync).toBe('off');
    expect(existsSync(String(rows[0]?.folder))).toBe(false);
  });
});
