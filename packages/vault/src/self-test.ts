import { open, seal, type Envelope } from './envelope';
import type { SecretsAndKeys } from './rotate-secrets';
import { placeOf, type SecretOwnerKind } from './secret-place';
import { rowsOf } from './statements';
import { missingMasterKey, VaultError, wrongMasterKey } from './vault.errors';

interface StoredEnvelope {
  readonly master_key_id: string;
  readonly wrapped_key: Buffer;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
}
interface SampleSecret extends StoredEnvelope {
  readonly organization_id: string;
  readonly owner_kind: SecretOwnerKind;
  readonly owner_id: string;
  readonly name: string;
}

const selectUsedKeys = 'select distinct master_key_id as id from secret where $1::text is null';
const selectCanary = 'select id as master_key_id, wrapped_key, nonce, ciphertext from vault_key where id = $1';
const selectSample = `
  select organization_id, owner_kind, owner_id, name, master_key_id, wrapped_key, nonce, ciphertext from secret where master_key_id = $1 order by id limit 1`;
const insertCanary = `
  insert into vault_key (id, wrapped_key, nonce, ciphertext) values ($1, $2, $3, $4) on conflict (id) do nothing`;

const canary = 'This opens, so the key is the right one.';
const canaryPlace = (id: string): Buffer => Buffer.from(JSON.stringify(['canary', id]), 'utf8');
const envelopeFrom = (row: StoredEnvelope): Envelope => ({ masterKeyId: row.master_key_id, wrappedKey: row.wrapped_key, nonce: row.nonce, ciphertext: row.ciphertext });

/**
 * Asked at every start: is every key at hand that stored secrets need, and is each the key it says? The current key
 * leaves a canary behind, a sealed sentence that it must open at the next start; a key of before there were canaries is
 * proved on a stored secret. `lost` are ids an administrator has given up.
 * @throws VaultError MASTER_KEY_MISSING, MASTER_KEY_WRONG
 */
export async function proveKeys(parts: SecretsAndKeys & { readonly lost?: readonly string[] }): Promise<void> {
  const { statements, keys, lost = [] } = parts;
  const used = rowsOf<{ id: string }>(await statements.query(selectUsedKeys, [null])).map(({ id }) => id);
  const [known, missing] = await divided(used.filter((id) => !lost.includes(id)), (id) => keys.has(id));
  if (missing.length > 0) throw missingMasterKey(missing);
  const current = await keys.currentId();
  for (const id of new Set([current, ...known])) await proveKey(parts, id);
  await leaveCanary(parts, current);
}

async function proveKey({ statements, keys }: SecretsAndKeys, id: string): Promise<void> {
  const [left] = rowsOf<StoredEnvelope>(await statements.query(selectCanary, [id]));
  const [sample] = left ? [] : rowsOf<SampleSecret>(await statements.query(selectSample, [id]));
  try {
    if (left) await open(envelopeFrom(left), canaryPlace(id), keys);
    if (sample) await open(envelopeFrom(sample), placeOf({ organizationId: sample.organization_id, kind: sample.owner_kind, id: sample.owner_id }, sample.name), keys);
  } catch (cause) {
    if (cause instanceof VaultError) throw wrongMasterKey(id, cause);
    throw cause;
  }
}

async function leaveCanary({ statements, keys }: SecretsAndKeys, current: string): Promise<void> {
  const { masterKeyId, wrappedKey, nonce, ciphertext } = await seal(canary, canaryPlace(current), keys);
  await statements.query(insertCanary, [masterKeyId, wrappedKey, nonce, ciphertext]);
}

async function divided<T>(items: readonly T[], isIn: (item: T) => Promise<boolean>): Promise<[T[], T[]]> {
  const verdicts = await Promise.all(items.map(isIn));
  return [items.filter((_, at) => verdicts[at]), items.filter((_, at) => !verdicts[at])];
}
