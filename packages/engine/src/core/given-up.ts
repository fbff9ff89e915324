import type { SettledState } from './effect';
import type { FailureRecord } from './failure';

/** What a run shows whose effect a person has given up: it did not happen, and it shall not be sent. */
export const givenUpFailure = (by: string): FailureRecord => ({
  class: 'business',
  code: 'GIVEN_UP_BY_PERSON',
  message: `${by} found that this did not happen and gave it up. Nothing is sent for it, and the run stops here.`,
  remedy: 'Cancel the run to undo what its flow lists. A retry sends it after all, once the remote system, where it can be asked, has been asked again.',
});

/** The same where it could not be found out: the remote side can be asked, but does not answer any more. */
export const leftOpenFailure = (by: string): FailureRecord => ({
  class: 'business',
  code: 'GIVEN_UP_UNASKED',
  message: `${by} gave this up without being able to ask: nobody knows whether it happened. Its business key stays reserved, so that nothing sends it again, and the run stops here.`,
  remedy: 'Cancel the run to undo what its flow lists; this step is not undone. A retry asks the remote system once more.',
});

/** What a run shows after the words that stop it. */
export const givenUpFailures: Readonly<Partial<Record<SettledState, (by: string) => FailureRecord>>> = { REJECTED: givenUpFailure, NEEDS_HUMAN: leftOpenFailure };
