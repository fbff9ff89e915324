import { createHash } from 'node:crypto';
import { VaultError } from './vault.errors';

/** One key of the ring. The id is stored with every secret, so that old secrets stay readable after a rotation. */
export interface MasterKey {
  readonly id: string;
  /** The id it has without a name; secrets of before it was given one are stored under this. */
  readonly derivedId: string;
  readonly key: Buffer;
}

const keyBytes = 32;
const named = /^([a-z0-9][a-z0-9._-]{0,39}):(.*)$/i;

/** What is behind the id of `id:key`; the whole text where there is no id. */
export const keyMaterial = (text: string): string => named.exec(text.trim())?.[2] ?? text.trim();

/**
 * Reads a master key of 32 bytes in base64 or hex, alone or as `id:key`. Without an id it gets one derived from it: the
 * same key has the same id in every process, and nothing about the key can be told from the id.
 * @throws VaultError MASTER_KEY_INVALID
 */
export function parseMasterKey(text: string): MasterKey {
  const material = keyMaterial(text);
  const key = /^[0-9a-f]{64}$/i.test(material) ? Buffer.from(material, 'hex') : Buffer.from(material, 'base64');
  if (key.length !== keyBytes || !isBase64OrHex(material)) {
    throw new VaultError(
      'MASTER_KEY_INVALID',
      `PENSTOCK_MASTER_KEY and every other master key must be ${keyBytes} bytes in base64 or hex, alone or as id:key. Make one with: ` +
        `node -p "require('crypto').randomBytes(${keyBytes}).toString('base64')" ` +
        'and keep it: without it the stored credentials cannot be read again.',
    );
  }
  const derivedId = createHash('sha256').update('penstock master key id').update(key).digest('hex').slice(0, 12);
  return { id: named.exec(text.trim())?.[1] ?? derivedId, derivedId, key };
}

const isBase64OrHex = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text) || /^[A-Za-z0-9+/_-]{43}=?$/.test(text);
