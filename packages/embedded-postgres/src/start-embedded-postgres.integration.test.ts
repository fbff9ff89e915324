import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { waitUntilGone } from './postmaster';
import { isAlive } from './postmaster-pid';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres';

let home: string;
let servers: EmbeddedPostgres[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'penstock-home-'));
  chmodSync(home, 0o755);
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ home, flags: ['shared_buffers=16MB'] });
  servers.push(server);
  return server;
}

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded Postgres', () => {
  test('gives the platform a database it owns without being superuser', async () => {
    const server = await start();

    const rows = await query(
      server.url,
      `SELECT current_database() AS name, pg_get_userbyid(datdba) AS owner, rolsuper AS super,
              current_setting('synchronous_commit') AS commit
         FROM pg_database, pg_roles WHERE datname = current_database() AND rolname = current_user`,
    );

    expect(rows).toEqual([{ name: 'penstock', owner: 'penstock', super: false, commit: 'on' }]);
    expect(server.reused).toBe(false);
  });

  test('refuses a connection without the password', async () => {
    const server = await start();

    const attempt = query(`postgresql://penstock:wrong@127.0.0.1:${server.port}/penstock`, 'SELECT 1');

    await expect(attempt).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(join(home, 'postgres', 'state.json')).mode & 0o077).toBe(0);
  });

  test('stops, starts again on the same port and has its rows', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE payment AS SELECT 42 AS amount');

    await first.stop();
    const second = await start();

    expect(isAlive(first.pid)).toBe(false);
    expect(second.port).toBe(first.port);
    expect(await query(second.url, 'SELECT amount FROM payment')).toEqual([{ amount: 42 }]);
  });

  test('takes over a server whose supervisor was killed', async () => {
    const left = await start();

    const taken = await start();

    expect(taken.reused).toBe(true);
    expect(taken.pid).toBe(left.pid);
    expect(taken.url).toBe(left.url);
  });

  test('comes back by itself after its server is killed', async () => {
    const server = await start();
    await query(server.url, 'CREATE TABLE payment AS SELECT 42 AS amount');
    const killed = server.pid;

    process.kill(killed, 'SIGKILL');
    await waitUntilGone(killed, 5_000);
    const rows = await untilAnswered(() => query(server.url, 'SELECT amount FROM payment'));

    expect(rows).toEqual([{ amount: 42 }]);
    expect(isAlive(killed)).toBe(false);
  });

  test('will not touch data whose password file is gone', async () => {
    const server = await start();
    await server.stop();
    const version = readFileSync(join(home, 'postgres', 'data', 'PG_VERSION'), 'utf8');
    rmSync(join(home, 'postgres', 'state.json'));

    const attempt = start();

    await expect(attempt).rejects.toMatchObject({ code: 'FOLDER_NOT_USABLE' });
    expect(version).toBe('18\n');
    expect(existsSync(join(home, 'postgres', 'data', 'PG_VERSION'))).toBe(true);
  });
});

/** A server that recovers refuses connections for a moment: that is the situation under test. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const { code } = error as { code?: string };
      if (!['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03'].includes(String(code))) throw error;
    }
  }
}
