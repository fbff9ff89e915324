import type { Clock, Ids } from '@penstock/kernel';
import { open, seal } from './envelope';
import type { KeyService } from './key-service';
import { placeOf, type SecretOwner, type SecretOwnerKind } from './secret-place';
import { rowsOf, type Statements } from './statements';

/** What may be told about a secret. */
export interface SecretDescription {
  readonly name: string;
  readonly setAt: Date;
}

/**
 * Credentials, write-only for people: `set` and `describe` serve the API, `read` serves the engine's HTTP layer and
 * signature check only. Every method may be given an open transaction to take part in.
 */
export interface Vault {
  /** Stores a secret, replacing what was there. */
  set(owner: SecretOwner, secret: { readonly name: string; readonly value: string }, within?: Statements): Promise<void>;
  describe(owner: SecretOwner, within?: Statements): Promise<readonly SecretDescription[]>;
  /** @throws VaultError SECRET_UNREADABLE, MASTER_KEY_MISSING */
  read(kind: SecretOwnerKind, ownerId: string, name: string): Promise<string | undefined>;
  delete(owner: SecretOwner, name: string, within?: Statements): Promise<void>;
}

export interface VaultOptions {
  readonly statements: Statements;
  readonly keys: KeyService;
  readonly clock: Clock;
  readonly ids: Ids;
}

interface StoredSecret {
  readonly organization_id: string;
  readonly master_key_id: string;
  readonly wrapped_key: Buffer;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
}

const upsertSecret = `
  insert into secret (id, organization_id, owner_kind, owner_id, name, master_key_id, wrapped_key, nonce, ciphertext, set_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict (owner_kind, owner_id, name) do update
    set master_key_id = excluded.master_key_id, wrapped_key = excluded.wrapped_key, nonce = excluded.nonce,
        ciphertext = excluded.ciphertext, set_at = excluded.set_at
    where secret.organization_id = excluded.organization_id`;
const selectDescriptions = `
  select name, set_at from secret where organization_id = $1 and owner_kind = $2 and owner_id = $3 order by name`;
const selectSecret = `
  select organization_id, master_key_id, wrapped_key, nonce, ciphertext
  from secret where owner_kind = $1 and owner_id = $2 and name = $3`;
const deleteSecret = `
  delete from secret where organization_id = $1 and owner_kind = $2 and owner_id = $3 and name = $4`;

export function createVault({ statements, keys, clock, ids }: VaultOptions): Vault {
  return {
    async set(owner, { name, value }, within = statements) {
      const { masterKeyId, wrappedKey, nonce, ciphertext } = await seal(value, placeOf(owner, name), keys);
      const setAt = new Date(clock.now());
      await within.query(upsertSecret, [
        ids.next(),
        owner.organizationId,
        owner.kind,
        owner.id,
        name,
        masterKeyId,
        wrappedKey,
        nonce,
        ciphertext,
        setAt,
      ]);
    },

    async describe(owner, within = statements) {
      const rows = rowsOf<{ name: string; set_at: Date }>(
        await within.query(selectDescriptions, [owner.organizationId, owner.kind, owner.id]),
      );
      return rows.map((row) => ({ name: row.name, setAt: row.set_at }));
    },

    async read(kind, ownerId, name) {
      const [stored] = rowsOf<StoredSecret>(await statements.query(selectSecret, [kind, ownerId, name]));
      if (!stored) return undefined;
      const place = placeOf({ organizationId: stored.organization_id, kind, id: ownerId }, name);
      return open(
        {
          masterKeyId: stored.master_key_id,
          wrappedKey: stored.wrapped_key,
          nonce: stored.nonce,
          ciphertext: stored.ciphertext,
        },
        place,
        keys,
      );
    },

    async delete(owner, name, within = statements) {
      await within.query(deleteSecret, [owner.organizationId, owner.kind, owner.id, name]);
    },
  };
}
