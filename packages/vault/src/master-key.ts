import { createHash } from 'node:crypto';
import { VaultError } from './vault.errors';

/** One key of the ring. The id is stored with every secret, so that old secrets stay readable after a rotation. */
export interface MasterKey {
  readonly id: string;
  readonly key: Buffer;
}

const keyBytes = 32;

/**
 * Reads a master key of 32 bytes, written in base64 or hex. Its id is derived from it, so that the same key has the
 * same id in every process and nothing about the key can be told from the id.
 * @throws VaultError MASTER_KEY_INVALID
 */
export function parseMasterKey(text: string): MasterKey {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length !== keyBytes || !isBase64OrHex(trimmed)) {
    throw new VaultError(
      'MASTER_KEY_INVALID',
      `PENSTOCK_MASTER_KEY must be ${keyBytes} bytes in base64 or hex. Make one with: ` +
        `node -p "require('crypto').randomBytes(${keyBytes}).toString('base64')" ` +
        'and keep it: without it the stored credentials cannot be read again.',
    );
  }
  return { id: createHash('sha256').update('penstock master key id').update(key).digest('hex').slice(0, 12), key };
}

const isBase64OrHex = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text) || /^[A-Za-z0-9+/_-]{43}=?$/.test(text);
