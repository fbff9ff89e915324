import { PenstockError } from '@penstock/kernel';

export type VaultErrorCode = 'MASTER_KEY_INVALID' | 'MASTER_KEY_MISSING' | 'SECRET_UNREADABLE';

/** Messages name the secret, never its content. */
export class VaultError extends PenstockError<VaultErrorCode> {}
