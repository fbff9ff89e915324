export { parseMasterKey, type MasterKey } from './master-key';
export { createVault, type SecretDescription, type SecretOwner, type SecretOwnerKind, type Statements, type Vault, type VaultOptions } from './vault';
export { VaultError, type VaultErrorCode } from './vault.errors';
