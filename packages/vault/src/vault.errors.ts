import { PenstockError } from '@penstock/kernel';

export type VaultErrorCode = 'MASTER_KEY_INVALID' | 'MASTER_KEY_MISSING' | 'MASTER_KEY_WRONG' | 'SECRET_UNREADABLE';

/** Messages name the secret, never its content. */
export class VaultError extends PenstockError<VaultErrorCode> {}

export const unreadableSecret = (cause: unknown): VaultError =>
  new VaultError(
    'SECRET_UNREADABLE',
    'A stored credential cannot be read: it was changed outside the platform, or PENSTOCK_MASTER_KEY is not the key ' +
      'it was stored with. Nothing is sent with it. Restore the key, or enter the credential again.',
    { cause },
  );

export const missingMasterKey = (ids: readonly string[]): VaultError =>
  new VaultError(
    'MASTER_KEY_MISSING',
    `Stored credentials were encrypted with master key ${ids.join(', ')}, which this process does not have. Nothing is sent with them, so payments ` +
      'and postings that need them would wait. Add that key to PENSTOCK_MASTER_KEYS (as id:key) or to the key file. If it is lost for good, name its id in ' +
      'PENSTOCK_MASTER_KEYS_LOST, and enter those credentials again.',
  );

export const wrongMasterKey = (id: string, cause: unknown): VaultError =>
  new VaultError(
    'MASTER_KEY_WRONG',
    `Master key ${id} does not open what was stored with the key of that id: it is another key. Nothing was started, so nothing is sent with credentials ` +
      'that cannot be read. Put back the key of before. A new key needs an id of its own; the old one stays in PENSTOCK_MASTER_KEYS until the rotation is done.',
    { cause },
  );
