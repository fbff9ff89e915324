import { PenstockError } from '@penstock/kernel';

export type BackupErrorCode =
  | 'BACKUP_NOTHING_TO_SAVE'
  | 'BACKUP_FILE_EXISTS'
  | 'BACKUP_FILE_UNREADABLE'
  | 'BACKUP_DAMAGED'
  | 'BACKUP_FROM_NEWER_VERSION'
  | 'RESTORE_TARGET_NOT_EMPTY'
  | 'RESTORE_TARGET_IN_USE';

/** An expected "no" of backup or restore. The message is for the person at the terminal. */
export class BackupError extends PenstockError<BackupErrorCode> {}

export const damaged = (how: string, cause?: unknown): BackupError =>
  new BackupError(
    'BACKUP_DAMAGED',
    `The backup file is damaged: ${how}. Nothing was written to the database. Use another copy of the file, or an older backup.`,
    { cause },
  );
