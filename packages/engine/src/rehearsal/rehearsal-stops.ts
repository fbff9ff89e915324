import type { FailureRecord } from '../core/failure';
import type { BudgetSpent } from './rehearsal-budget';

/** Why a rehearsal is `unfinished`, for the person who started it. */
export const endless: FailureRecord = {
  class: 'config',
  code: 'REHEARSAL_ENDLESS',
  message: 'The rehearsal was stopped: the flow waits and goes on without coming to an end.',
  remedy: 'Look for a wait that is repeated for every item of a long list.',
};

/** The steps or the time of the rehearsal are used up. */
export const tooLong = ({ code, message }: BudgetSpent): FailureRecord => ({
  class: 'config',
  code,
  message,
  remedy: 'Try it with a shorter list, or with an event that has fewer items.',
});
