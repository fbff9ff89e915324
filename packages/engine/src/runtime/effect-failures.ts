import { LEASE_ENDING } from '../core/decide-after-failure';
import type { PersonsWord } from '../core/effect';
import type { PlannedAction } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import type { LookUpRecord } from '../ports/run-store';

/** What a person is told when a write to the outside cannot go on by itself. */
export const forgottenTimeFailure = (step: PlannedAction): FailureRecord => ({
  class: 'ambiguous',
  code: 'MAY_BE_FORGOTTEN',
  message: `The database was restored to an earlier moment: “${step.name}” may have happened in the time it has forgotten, and the remote system cannot be asked.`,
  remedy: 'Check in the remote system, then say what you found. Nothing is sent meanwhile.',
  stepId: step.id,
});

export const keyInUseFailure = (step: PlannedAction, businessKey: string): FailureRecord => ({
  class: 'business',
  code: 'BUSINESS_KEY_IN_USE',
  message: `“${step.name}” for ${businessKey} has been done or is being checked with other values; it was not sent a second time.`,
  remedy: 'Compare the two requests. If both are meant, give this one its own reference; otherwise cancel this run.',
  stepId: step.id,
});

export const duplicateFailure = (step: PlannedAction, businessKey: string, remoteIds: readonly string[]): FailureRecord => ({
  class: 'business',
  code: 'DONE_TWICE_AT_REMOTE',
  message: `The remote system holds ${remoteIds.length} matches for ${businessKey} (${remoteIds.join(', ')}). The first one counts.`,
  remedy: 'Decide which of the others to void or reverse while that is still possible, then retry this run.',
  stepId: step.id,
});

export const leaseFailure = (stepId: string): FailureRecord => ({
  class: 'not-sent',
  code: LEASE_ENDING,
  message: 'The worker was about to lose its lease, so nothing was sent.',
  stepId,
});

export const neverArrivedFailure = (step: PlannedAction, attempts: number): FailureRecord => ({
  class: 'ambiguous',
  code: 'NEVER_ARRIVED',
  message: `“${step.name}” was sent ${attempts} times; each time the remote system gave no answer and holds nothing of it. It has not happened.`,
  remedy: 'Find out why the remote system loses it. Retry sends it once more; cancel gives it up.',
  stepId: step.id,
});

export const cannotUndo = (step: PlannedAction): FailureRecord => ({
  class: 'config',
  code: 'CANNOT_BE_UNDONE',
  message: `“${step.name}” was done, and what undoes it is not known here. Nothing was sent to undo it.`,
  remedy: 'Undo it in the remote system, then tell this run so.',
  stepId: step.id,
});

export const doubtFailure = (step: PlannedAction): FailureRecord => ({
  class: 'ambiguous',
  code: 'OUTCOME_UNKNOWN',
  message: `It is not known whether “${step.name}” happened, and the remote system cannot be asked.`,
  remedy: 'Check in the remote system, then say what you found. Nothing is sent meanwhile.',
  stepId: step.id,
});

export const overruledFailure = (step: PlannedAction, { by }: PersonsWord): FailureRecord => ({
  class: 'business',
  code: 'WORD_OVERRULED',
  message: `${by} gave “${step.name}” up as not happened, but the remote system knows it: it has happened. Nothing was sent again.`,
  remedy: 'Retry lets the run go on from there; cancel undoes what the flow lists.',
  stepId: step.id,
});

/** The look-up that a person's word asked for did not bear it out, and did not refute it either. */
export const wordUncheckedFailure = (step: PlannedAction, word: PersonsWord, said: Pick<LookUpRecord, 'verdict' | 'words'>): FailureRecord => ({
  class: 'ambiguous',
  code: said.verdict === 'absent' ? 'WORD_NOT_KNOWN_THERE' : 'WORD_NOT_CHECKED',
  message: `${word.by} said that “${step.name}” ${saidOf(word)}, but the remote system ${said.verdict === 'absent' ? 'does not know it' : 'could not tell'}. ${said.words} Nothing was changed and nothing was sent.`,
  remedy: 'Look once more in the remote system, then say what you found; it is asked again each time.',
  stepId: step.id,
});

const saidOf = ({ says, remoteId }: PersonsWord): string => (says === 'happened' ? `happened under ${remoteId ?? 'an id of its own'}` : 'did not happen');
