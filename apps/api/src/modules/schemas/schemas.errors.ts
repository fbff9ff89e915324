import { Refusal } from '../../platform/problem/refusal';

export type SchemaErrorCode = 'SCHEMA_FINDING_NOT_FOUND' | 'SCHEMA_FINDING_OVER' | 'SNOOZE_END_PASSED';

export class SchemaError extends Refusal<SchemaErrorCode> {}

export const findingNotFound = (): SchemaError =>
  new SchemaError('SCHEMA_FINDING_NOT_FOUND', 'There is no such finding. Nothing was changed, and no flow either. Reload the list.');
export const findingOver = (): SchemaError =>
  new SchemaError('SCHEMA_FINDING_OVER', 'This finding is over: no flow in use feels the change any more. Nothing was changed. Reload the list.');
export const snoozeEndPassed = (): SchemaError =>
  new SchemaError('SNOOZE_END_PASSED', 'A finding is put aside until a time to come, and this one has passed. Nothing was changed. Choose a later time.');
