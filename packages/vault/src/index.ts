export { environmentKeys, fileKeys, readKeyLines, type KeyRing } from './key-ring';
export type { KeyService, WrappedKey } from './key-service';
export { keyMaterial, parseMasterKey, type MasterKey } from './master-key';
export { rotateBatch, type RotatedBatch, type SecretsAndKeys } from './rotate-secrets';
export type { SecretOwner, SecretOwnerKind } from './secret-place';
export { proveKeys } from './self-test';
export type { Statements } from './statements';
export { createVault, type SecretDescription, type Vault, type VaultOptions } from './vault';
export { VaultError, type VaultErrorCode } from './vault.errors';
