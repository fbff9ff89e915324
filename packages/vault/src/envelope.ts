import { decrypt, encrypt, newDataKey, newNonce } from './aes-gcm';
import type { KeyService, WrappedKey } from './key-service';
import { unreadableSecret } from './vault.errors';

/**
 * Envelope encryption with AES-256-GCM.
 *
 * E1. Every secret is encrypted with a data key of its own, made for this one write; no data key encrypts twice.
 * E2. The data key is stored only wrapped by a master key, whose id stands beside it.
 * E3. Both layers are bound to `place` (organisation, owner, name) as associated data: a row copied to another
 *     connection, name or organisation cannot be read there.
 * E4. What cannot be authenticated is not returned, not even in part.
 * E5. A rotation wraps data keys anew and leaves ciphertexts alone: no secret is decrypted for it.
 */
export interface Envelope extends WrappedKey {
  readonly nonce: Buffer;
  /** Ciphertext, tag. */
  readonly ciphertext: Buffer;
}

export async function seal(secret: string, place: Buffer, keys: KeyService): Promise<Envelope> {
  const [key, nonce] = [newDataKey(), newNonce()];
  return { ...(await keys.wrap(key, place)), nonce, ciphertext: encrypt(Buffer.from(secret, 'utf8'), { key, nonce, place }) };
}

/** @throws VaultError SECRET_UNREADABLE when the key is another one, or a byte or the place was changed; MASTER_KEY_MISSING. */
export async function open(envelope: Envelope, place: Buffer, keys: KeyService): Promise<string> {
  const key = await keys.unwrap(envelope, place);
  try {
    return decrypt(envelope.ciphertext, { key, nonce: envelope.nonce, place }).toString('utf8');
  } catch (cause) {
    throw unreadableSecret(cause);
  }
}

/** The same data key under the current master key. @throws VaultError as `open`. */
export const rewrap = async (wrapped: WrappedKey, place: Buffer, keys: KeyService): Promise<WrappedKey> =>
  keys.wrap(await keys.unwrap(wrapped, place), place);
