import { ConnectorFailure } from '@penstock/connector-sdk';
import { Refusal } from '../../platform/problem/refusal';

export type FileErrorCode = 'FILE_CHANGED_ON_ITS_WAY' | 'FILE_HAS_CARD_DATA' | 'FILE_IN_USE' | 'FILE_NOT_FOUND' | 'FILE_TOO_LARGE' | 'FILE_TOO_SLOW';

export class FileError extends Refusal<FileErrorCode> {}

export const fileNotFound = (): FileError => new FileError('FILE_NOT_FOUND', 'There is no such file: it was erased, its time is over, or it never existed.');

const codes: Readonly<Record<string, FileErrorCode>> = { FILE_GONE: 'FILE_NOT_FOUND', FILE_HAS_CARD_DATA: 'FILE_HAS_CARD_DATA', FILE_TOO_LARGE: 'FILE_TOO_LARGE' };

/** What the storage refuses, as a problem of the request. */
export function fileRefusal(thrown: unknown): unknown {
  const code = thrown instanceof ConnectorFailure ? codes[thrown.details.code] : undefined;
  if (code === undefined) return thrown;
  const { message, remedy } = (thrown as ConnectorFailure).details;
  return new FileError(code, remedy === undefined ? message : `${message} ${remedy}`, { cause: thrown });
}
