import type { SettlementOutcome, SettlementProposal } from '@penstock/contracts';
import { Refusal } from '../../platform/problem/refusal';

export type CaseErrorCode =
  | 'EFFECT_NOT_FOUND'
  | 'EFFECT_SETTLED'
  | 'SECOND_PERSON_NEEDED'
  | 'PROPOSAL_WAITS'
  | 'PROPOSAL_CHANGED'
  | 'PROPOSAL_OUTDATED'
  | 'WORD_NOT_CONFIRMED'
  | 'ASK_FIRST'
  | 'KEY_IS_NO_PERSON'
  | 'DECISION_NOT_OPEN'
  | 'CHOICE_UNKNOWN'
  | 'RUN_NOT_REPLAYABLE'
  | 'PAYLOAD_HAS_CARD_DATA'
  | 'PAYLOAD_NOT_JSON'
  | 'PAYLOAD_TOKEN_UNKNOWN'
  | 'STEP_NOT_IN_FLOW';

export class CaseError extends Refusal<CaseErrorCode> {}

export const effectNotFound = (): CaseError =>
  new CaseError('EFFECT_NOT_FOUND', 'This effect does not exist, or it belongs to somebody else. Nothing was changed.');

export const effectSettled = (by: string | null): CaseError =>
  new CaseError(
    'EFFECT_SETTLED',
    `${by === null ? 'The outcome of this effect is known already, or its run is finding it out at this very moment.' : `It was settled already by ${by}.`} Nothing was changed and nothing more is sent. Reload the case; if it is still open, say it again.`,
  );

export const secondPersonNeeded = ({ at }: SettlementProposal): CaseError =>
  new CaseError(
    'SECOND_PERSON_NEEDED',
    `You have proposed this at ${at}. The amount is above the limit for one person, so nothing was changed and nothing is sent. Ask a colleague to confirm it.`,
  );

const proposalWords = ({ by, at, reason }: SettlementProposal): string => `${by} proposed this at ${at}: “${reason}”.`;

export const proposalWaits = (proposal: SettlementProposal): CaseError =>
  new CaseError(
    'PROPOSAL_WAITS',
    `${proposalWords(proposal)} You did not confirm that, so nothing was changed and nothing is sent. Look at the proposal; if you agree, confirm it as second person.`,
  );

export const proposalChanged = (proposal: SettlementProposal | undefined): CaseError =>
  new CaseError(
    'PROPOSAL_CHANGED',
    `The proposal that you confirmed is not the one that waits. ${proposal ? proposalWords(proposal) : 'None waits any more.'} Nothing was changed and nothing is sent. Look at the case again.`,
  );

export const proposalOutdated = (proposal: SettlementProposal, why: 'expired' | 'other-evidence'): CaseError =>
  new CaseError(
    'PROPOSAL_OUTDATED',
    `${proposalWords(proposal)} ${why === 'expired' ? 'That is too long ago to be confirmed.' : 'Since then more has become known of it.'} Nothing was changed and nothing is sent. Look at the case again; propose it anew if it still holds.`,
  );

/** @param said what the run shows for the look-up that the word asked for. */
export const wordNotConfirmed = (said: string, { system, outcome }: { readonly system: string; readonly outcome: SettlementOutcome }): CaseError =>
  new CaseError(
    'WORD_NOT_CONFIRMED',
    outcome === 'happened'
      ? `${said} Look once more in ${system}. If you are sure that it happened, say so without its confirmation: it then counts on your word alone.`
      : `${said} Say it again when ${system} can be asked: nothing is sent on a word alone where it can.`,
  );

export const askFirst = (): CaseError =>
  new CaseError(
    'ASK_FIRST',
    'It is given up without asking only where the other side was asked and could not tell. Nothing was changed and nothing is sent. Say “give up”, or retry the run: then it is asked, and its answer counts.',
  );

export const settlementHasCardData = (): CaseError =>
  new CaseError(
    'PAYLOAD_HAS_CARD_DATA',
    'What was entered carries card data, which Penstock never takes. Nothing was changed. Leave it out, or give the last four digits.',
  );

export const keyIsNoPerson = (): CaseError =>
  new CaseError(
    'KEY_IS_NO_PERSON',
    'The amount is above the limit for one person, and an API key does not count as a person. Nothing was changed and nothing is sent. Two people have to sign in and say so.',
  );
