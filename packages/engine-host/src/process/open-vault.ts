import { requireMatchingSchema } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import { createVault, proveKeys, type Vault } from '@penstock/vault';
import type { ProcessConfig } from './process-config';

interface Parts {
  /** Of the owner of the tables: the vault works for all organisations. */
  readonly statements: { query(sql: string, values?: readonly unknown[]): Promise<unknown> };
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The vault of a process, once its keys have proved to be those that secrets were stored with. @throws VaultError, SchemaError */
export async function openVault({ keys, lostKeyIds }: Pick<ProcessConfig, 'keys' | 'lostKeyIds'>, { statements, clock, ids }: Parts): Promise<Vault> {
  await requireMatchingSchema({ query: async (text) => ({ rows: (await statements.query(text)) as { name: string }[] }) });
  await proveKeys({ statements, keys, lost: lostKeyIds });
  return createVault({ statements, keys, clock, ids });
}
