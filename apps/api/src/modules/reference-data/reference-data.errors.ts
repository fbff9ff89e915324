import { Refusal } from '../../platform/problem/refusal';

export type ReferenceDataErrorCode = 'TABLE_NOT_FOUND' | 'TABLE_NAME_TAKEN' | 'TABLE_CHANGED' | 'TABLE_ROWS_INVALID' | 'TABLE_VERSION_NOT_FOUND';

export class ReferenceDataError extends Refusal<ReferenceDataErrorCode> {}

export const tableNotFound = (): ReferenceDataError =>
  new ReferenceDataError('TABLE_NOT_FOUND', 'This table does not exist, or it belongs to somebody else. Nothing was changed. Choose one of the list.');
