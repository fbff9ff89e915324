import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What must be the same at every start. Readable by the owner only: it holds the database password. */
export interface SupervisorState {
  readonly dataFolder: string;
  readonly password: string;
  readonly port?: number;
}

export function readState(postgresFolder: string): SupervisorState | undefined {
  const file = join(postgresFolder, 'state.json');
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as SupervisorState;
}

/** Written aside and renamed, so that a crash leaves the old state or the new one, never half of it. */
export function writeState(postgresFolder: string, state: SupervisorState): void {
  const file = join(postgresFolder, 'state.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}
