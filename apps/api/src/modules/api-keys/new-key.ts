import type { ApiKeyScope, EnvironmentRole } from '@penstock/contracts';
import { ApiKeyRow, type ChangeStore } from '@penstock/database';
import { randomToken, tokenHash } from '../../platform/auth/token';
import { replaceEnvironmentRoles } from '../environments/replace-environment-roles';
import { ApiKeyError } from './api-keys.errors';

/** Enough of a key to recognise it, too little to use it. */
export const shownCharacters = 11;

export interface NewKey {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly scopes: readonly ApiKeyScope[] | null;
  readonly expiresAt: Date | null;
  readonly createdBy: string;
  readonly now: Date;
  readonly serviceAccountId?: string;
  readonly environmentRoles?: readonly EnvironmentRole[];
}

/** @returns the key itself, which is not stored anywhere. @throws ApiKeyError API_KEY_END_PASSED */
export async function storeNewKey(store: ChangeStore, { now, serviceAccountId, environmentRoles = [], scopes, ...row }: NewKey): Promise<string> {
  if (row.expiresAt && row.expiresAt <= now) {
    throw new ApiKeyError('API_KEY_END_PASSED', 'The end of this key has passed already. Nothing was created. Choose a later time.');
  }
  const key = `pk_${randomToken()}`;
  await store.repository(ApiKeyRow).insert({
    ...row,
    scopes: scopes && [...scopes],
    prefix: key.slice(0, shownCharacters),
    keyHash: tokenHash(key),
    createdAt: now,
    lastUsedAt: null,
    revokedAt: null,
    serviceAccountId: serviceAccountId ?? null,
  });
  await replaceEnvironmentRoles(store, row.id, environmentRoles);
  return key;
}
