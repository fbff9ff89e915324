import { spawnSync } from 'node:child_process';
import { chownSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PostgresBinaries } from './binaries';
import { EmbeddedPostgresError } from './errors';
import { makeDataFolder } from './folders';
import type { RunAs } from './run-as';

export interface NewCluster {
  readonly dataFolder: string;
  readonly runAs: RunAs;
  /** Absent: connections from 127.0.0.1 need no password (throw-away databases only). */
  readonly password?: string;
  /** False skips the flush to disk at the end, which only a throw-away database can afford. */
  readonly durable: boolean;
}

const SAME_EVERYWHERE = ['-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=builtin'];

/** Runs initdb. What an interrupted initdb left behind is cleared first: without PG_VERSION it never held data. */
export function createCluster({ initdb }: PostgresBinaries, cluster: NewCluster): void {
  const { dataFolder, runAs, durable } = cluster;
  makeDataFolder(dataFolder, runAs);
  for (const leftover of readdirSync(dataFolder)) rmSync(join(dataFolder, leftover), { recursive: true });
  const passwordFile = writePasswordFile(cluster);
  const authentication = passwordFile ? ['-A', 'scram-sha-256', `--pwfile=${passwordFile}`] : ['-A', 'trust'];
  const sync = durable ? [] : ['--no-sync'];
  const flags = ['-D', dataFolder, ...SAME_EVERYWHERE, ...authentication, ...sync, '--no-instructions'];
  // `cwd: '/'`: initdb fails in a working folder that its user cannot read.
  const { status, stderr, error } = spawnSync(initdb, flags, { ...runAs, cwd: '/', encoding: 'utf8' });
  if (passwordFile) rmSync(passwordFile);
  if (status === 0) return;
  throw new EmbeddedPostgresError('INITDB_FAILED', `The database could not be created in ${dataFolder}: ${stderr}`, {
    cause: error,
  });
}

/** initdb reads the password as its own user, who may not be able to list the folder but can pass through it. */
function writePasswordFile({ dataFolder, runAs, password }: NewCluster): string | undefined {
  if (password === undefined) return undefined;
  const file = join(dirname(dataFolder), `.initdb-password-${process.pid}`);
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(file, runAs.uid, runAs.gid);
  return file;
}
