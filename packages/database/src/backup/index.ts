export { BackupError, type BackupErrorCode } from './backup.errors';
export type { BackupHeader, BackupTotals } from './backup-format';
export { checkBackup, type CheckedBackup } from './check-backup';
export { copyOut } from './copy-stream';
export { restoreBackup, type RestoreOptions, type RestoreReport } from './restore-backup';
export { writeBackup, type BackupReport, type WriteBackupOptions } from './write-backup';
