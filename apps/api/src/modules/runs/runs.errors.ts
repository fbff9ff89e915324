import { Refusal } from '../../platform/problem/refusal';

export type RunErrorCode = 'RUN_NOT_FOUND' | 'RUN_NOT_RETRYABLE' | 'RUN_NOT_CANCELLABLE';

export class RunError extends Refusal<RunErrorCode> {}

export const runNotFound = (): RunError =>
  new RunError('RUN_NOT_FOUND', 'This run does not exist, or it belongs to somebody else. Nothing was changed. Choose one of the list.');
