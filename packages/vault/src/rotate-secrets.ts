import { rewrap } from './envelope';
import type { KeyService } from './key-service';
import { placeOf, type SecretOwnerKind } from './secret-place';
import { rowsOf, type Statements } from './statements';
import { VaultError } from './vault.errors';

export interface SecretsAndKeys {
  readonly statements: Statements;
  readonly keys: KeyService;
}

export interface RotatedBatch {
  readonly rewrapped: number;
  /** Left as they were: their key is missing, or they were changed outside the platform. */
  readonly unreadable: number;
  /** Where the next batch begins; null at the end. */
  readonly lastId: string | null;
}

interface WrappedSecret {
  readonly id: string;
  readonly organization_id: string;
  readonly owner_kind: SecretOwnerKind;
  readonly owner_id: string;
  readonly name: string;
  readonly master_key_id: string;
  readonly wrapped_key: Buffer;
}

const selectOldSecrets = `
  select id, organization_id, owner_kind, owner_id, name, master_key_id, wrapped_key from secret
  where organization_id = $1 and master_key_id <> $2 and ($3::uuid is null or id > $3) order by id limit $4`;
/** Only what is still as it was read: a secret that was entered anew meanwhile has its own key already. */
const updateWrappedKey = `
  with changed as (
    update secret set master_key_id = $3, wrapped_key = $4 where id = $1 and wrapped_key = $2 returning id)
  select id from changed`;

/**
 * Wraps the next few data keys of an organisation under the current master key. Nothing is locked while it works: each
 * row changes in a statement of its own, so that a reader sees the old wrapping or the new one, and both open. What was
 * rotated is recognised by its key id, so that a rotation goes on wherever another one stopped, and two at once do no harm.
 */
export async function rotateBatch({ statements, keys }: SecretsAndKeys, batch: { readonly organizationId: string; readonly after: string | null; readonly limit: number }): Promise<RotatedBatch> {
  const current = await keys.currentId();
  const secrets = rowsOf<WrappedSecret>(await statements.query(selectOldSecrets, [batch.organizationId, current, batch.after, batch.limit]));
  const results = [];
  for (const secret of secrets) results.push(await rotateOne({ statements, keys }, secret));
  return {
    rewrapped: results.filter((result) => result === 'rewrapped').length,
    unreadable: results.filter((result) => result === 'unreadable').length,
    lastId: secrets.at(-1)?.id ?? null,
  };
}

async function rotateOne({ statements, keys }: SecretsAndKeys, secret: WrappedSecret): Promise<'rewrapped' | 'changed-meanwhile' | 'unreadable'> {
  const place = placeOf({ organizationId: secret.organization_id, kind: secret.owner_kind, id: secret.owner_id }, secret.name);
  try {
    const wrapped = await rewrap({ masterKeyId: secret.master_key_id, wrappedKey: secret.wrapped_key }, place, keys);
    const values = [secret.id, secret.wrapped_key, wrapped.masterKeyId, wrapped.wrappedKey];
    return rowsOf(await statements.query(updateWrappedKey, values)).length > 0 ? 'rewrapped' : 'changed-meanwhile';
  } catch (error) {
    if (error instanceof VaultError) return 'unreadable';
    throw error;
  }
}
