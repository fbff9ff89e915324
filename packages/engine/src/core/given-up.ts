import type { FailureRecord } from './failure';

/** What a run shows whose effect a person has given up: it did not happen, and it shall not be sent. */
export const givenUpFailure = (by: string): FailureRecord => ({
  class: 'business',
  code: 'GIVEN_UP_BY_PERSON',
  message: `${by} found that this did not happen and gave it up. Nothing is sent for it, and the run stops here.`,
  remedy: 'Cancel the run to undo what its flow lists. A retry sends it after all, once the remote system, where it can be asked, has been asked again.',
});
