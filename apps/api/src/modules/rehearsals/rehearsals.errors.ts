import { Refusal } from '../../platform/problem/refusal';

export type RehearsalErrorCode =
  | 'FLOW_NOT_RUNNABLE'
  | 'FLOW_NOT_LIVE'
  | 'EVENT_CONTENT_ERASED'
  | 'REHEARSALS_BUSY'
  | 'RUN_TOO_LARGE'
  | 'ROLE_MAY_NOT_READ_LIVE'
  | 'STEP_NOT_IN_FLOW';

/** Nothing was sent and nothing was written, whatever the reason. */
export class RehearsalError extends Refusal<RehearsalErrorCode> {}

export const contentErased = (): RehearsalError =>
  new RehearsalError(
    'EVENT_CONTENT_ERASED',
    'The content of this event is not kept any more, so it cannot be tried. Nothing was sent. Take a newer event, or give a payload.',
  );

export const runTooLarge = (): RehearsalError =>
  new RehearsalError(
    'RUN_TOO_LARGE',
    'The record of this run is too large to be loaded beside real runs (more than 5000 steps or 16 MB). Nothing was sent. Look at the run itself, or take one with fewer items.',
  );
