import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { MasterKey } from './master-key';
import { VaultError } from './vault.errors';

/**
 * Envelope encryption with AES-256-GCM.
 *
 * E1. Every secret is encrypted with a data key of its own, made for this one write; no data key encrypts twice.
 * E2. The data key is stored only wrapped by a master key, whose id stands beside it.
 * E3. Both layers are bound to `place` (organisation, owner, name) as associated data: a row copied to another
 *     connection, name or organisation cannot be read there.
 * E4. What cannot be authenticated is not returned, not even in part.
 */
export interface Envelope {
  readonly masterKeyId: string;
  /** Nonce, wrapped data key, tag. */
  readonly wrappedKey: Buffer;
  readonly nonce: Buffer;
  /** Ciphertext, tag. */
  readonly ciphertext: Buffer;
}

const algorithm = 'aes-256-gcm';
const dataKeyBytes = 32;
/** The size GCM is defined for without hashing the nonce; random is safe here, since each key is used once (E1). */
const nonceBytes = 12;
const tagBytes = 16;

export function seal(secret: string, place: Buffer, masterKey: MasterKey): Envelope {
  const dataKey = randomBytes(dataKeyBytes);
  const nonce = randomBytes(nonceBytes);
  const wrapNonce = randomBytes(nonceBytes);
  return {
    masterKeyId: masterKey.id,
    wrappedKey: Buffer.concat([wrapNonce, encrypt(dataKey, { key: masterKey.key, nonce: wrapNonce, place })]),
    nonce,
    ciphertext: encrypt(Buffer.from(secret, 'utf8'), { key: dataKey, nonce, place }),
  };
}

/** @throws VaultError SECRET_UNREADABLE when the key is another one, or a byte or the place was changed. */
export function open(envelope: Envelope, place: Buffer, masterKey: MasterKey): string {
  try {
    const wrapNonce = envelope.wrappedKey.subarray(0, nonceBytes);
    const wrapped = envelope.wrappedKey.subarray(nonceBytes);
    const dataKey = decrypt(wrapped, { key: masterKey.key, nonce: wrapNonce, place });
    return decrypt(envelope.ciphertext, { key: dataKey, nonce: envelope.nonce, place }).toString('utf8');
  } catch (cause) {
    throw new VaultError(
      'SECRET_UNREADABLE',
      'A stored credential cannot be read: it was changed outside the platform, or PENSTOCK_MASTER_KEY is not the key ' +
        'it was stored with. Nothing is sent with it. Restore the key, or enter the credential again.',
      { cause },
    );
  }
}

interface CipherInput {
  readonly key: Buffer;
  readonly nonce: Buffer;
  readonly place: Buffer;
}

function encrypt(plain: Buffer, { key, nonce, place }: CipherInput): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(place);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(sealed: Buffer, { key, nonce, place }: CipherInput): Buffer {
  const tagAt = sealed.length - tagBytes;
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(place);
  decipher.setAuthTag(sealed.subarray(tagAt));
  return Buffer.concat([decipher.update(sealed.subarray(0, tagAt)), decipher.final()]);
}
