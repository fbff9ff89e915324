import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ChangeStore } from '@penstock/database';
import type { Vault } from '@penstock/vault';
import { VAULT } from '../../platform/tokens';

const SIGNING_KEY = 'promotion-signing-key';

export interface Signed {
  /** Ed25519 over the hash, base64. */
  readonly signature: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/** Signs package hashes with a key of the organisation that never leaves the vault. */
@Injectable()
export class PackageSigner {
  constructor(@Inject(VAULT) private readonly vault: Vault) {}

  async sign(store: ChangeStore, packageHash: string): Promise<Signed> {
    const key = createPrivateKey(await this.keyOf(store));
    const signature = sign(null, Buffer.from(packageHash, 'hex'), key).toString('base64');
    return { signature, publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString() };
  }

  /** The lock keeps two first promotions from making two keys. */
  private async keyOf(store: ChangeStore): Promise<string> {
    const owner = { organizationId: store.organizationId, kind: 'organization', id: store.organizationId } as const;
    await store.query('select pg_advisory_xact_lock(hashtextextended($1::text, 7283510019))');
    const known = await this.vault.read(owner.kind, owner.id, SIGNING_KEY);
    if (known !== undefined) return known;
    const value = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await this.vault.set(owner, { name: SIGNING_KEY, value });
    return value;
  }
}

export const signatureMatches = (packageHash: string, { signature, publicKey }: Signed): boolean =>
  verify(null, Buffer.from(packageHash, 'hex'), createPublicKey(publicKey), Buffer.from(signature, 'base64'));

/** sha256 of the public key, shortened: enough to compare by eye. */
export const keyFingerprint = (publicKey: string): string => createHash('sha256').update(createPublicKey(publicKey).export({ type: 'spki', format: 'der' })).digest('hex').slice(0, 32);
