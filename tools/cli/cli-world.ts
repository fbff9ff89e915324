import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '@penstock/database/testing';
import { assemblePlatform, closePlatform } from '../../apps/api/src/assemble-platform';
import { createApi } from '../../apps/api/src/create-api';
import { readApiConfig } from '../../apps/api/src/platform/config/api-config';
import { assembleForSetUp } from '../../apps/api/src/set-up/assemble-for-set-up';
import { ensureOwner } from '../../apps/api/src/set-up/ensure-owner';
import { readSetUpConfig } from '../../apps/api/src/set-up/set-up-config';
import { runPenstock } from '../../apps/cli/src/run-penstock';

export interface Said {
  readonly exitCode: number;
  readonly said: string;
  readonly complained: string;
  /** What `--json` printed. */
  readonly data: never;
}

export interface CliWorld {
  readonly url: string;
  readonly bootstrapKey: string;
  readonly folder: string;
  /** Words of one command line; the bootstrap key signs unless another one is given. */
  penstock(words: readonly string[], env?: Readonly<Record<string, string>>): Promise<Said>;
  read(file: string): string;
  write(file: string, text: string): void;
  close(): Promise<void>;
}

const bootstrapKey = 'bootstrap-key-of-the-cli-journey';

/** The API and its engine, listening, on a database of its own that was set up as a first start does; and a folder. */
export async function startCliWorld(): Promise<CliWorld> {
  const database = await createTestDatabase();
  const config = readApiConfig({ DATABASE_URL: database.url, PENSTOCK_MASTER_KEY: 'ab'.repeat(32), PENSTOCK_DEMO: '0', PENSTOCK_LOG_LEVEL: 'silent' });
  const assembled = await assembleForSetUp(config);
  await ensureOwner(assembled, readSetUpConfig({ PENSTOCK_ADMIN_EMAIL: 'owner@home.example', PENSTOCK_ADMIN_PASSWORD: 'correct horse', PENSTOCK_BOOTSTRAP_API_KEY: bootstrapKey }));
  await assembled.close();
  const parts = await assemblePlatform(config);
  const app = await createApi(parts);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'penstock-cli-'));
  return {
    url,
    bootstrapKey,
    folder,
    penstock: (words, env = {}) => penstock(words, { folder, env: { PENSTOCK_URL: url, PENSTOCK_API_KEY: bootstrapKey, ...env } }),
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    write: (file, text) => writeFileSync(join(folder, file), text),
    close: async () => {
      await app.close();
      await closePlatform(parts);
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function penstock(words: readonly string[], { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string>> }): Promise<Said> {
  const said: string[] = [];
  const complained: string[] = [];
  const exitCode = await runPenstock({ words, env, folder, say: (line) => void said.push(line), complain: (line) => void complained.push(line) });
  return { exitCode, said: said.join('\n'), complained: complained.join('\n'), data: (words.includes('--json') && said.length > 0 ? JSON.parse(said.join('\n')) : undefined) as never };
}
