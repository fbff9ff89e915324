import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
/** The size GCM is defined for without hashing the nonce. */
const nonceBytes = 12;
const tagBytes = 16;

export const newNonce = (): Buffer => randomBytes(nonceBytes);
export const newDataKey = (): Buffer => randomBytes(32);

export interface CipherInput {
  readonly key: Buffer;
  readonly nonce: Buffer;
  /** Associated data: what was encrypted for one place cannot be read at another. */
  readonly place: Buffer;
}

/** Ciphertext, tag. */
export function encrypt(plain: Buffer, { key, nonce, place }: CipherInput): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(place);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @throws Error when a byte, the key or the place is another one. */
export function decrypt(sealed: Buffer, { key, nonce, place }: CipherInput): Buffer {
  const tagAt = sealed.length - tagBytes;
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(place);
  decipher.setAuthTag(sealed.subarray(tagAt));
  return Buffer.concat([decipher.update(sealed.subarray(0, tagAt)), decipher.final()]);
}

/** Nonce, ciphertext, tag. */
export function encryptWithNonce(plain: Buffer, { key, place }: Omit<CipherInput, 'nonce'>): Buffer {
  const nonce = newNonce();
  return Buffer.concat([nonce, encrypt(plain, { key, nonce, place })]);
}

export const decryptWithNonce = (sealed: Buffer, { key, place }: Omit<CipherInput, 'nonce'>): Buffer =>
  decrypt(sealed.subarray(nonceBytes), { key, nonce: sealed.subarray(0, nonceBytes), place });
