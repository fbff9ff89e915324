import type { SettlementOutcome } from '@penstock/contracts';
import { strings } from '../strings';

interface OutcomeWords {
  readonly title: string;
  body(what: string): string;
  /** Where the other side is asked first. */
  asked(what: string): string;
  /** Of the first of two persons. */
  proposal(what: string): string;
  readonly confirm: string;
  /** Afterwards. */
  readonly done: string;
}

export const outcomeWords: Readonly<Record<SettlementOutcome, OutcomeWords>> = {
  happened: {
    title: strings.happenedTitle,
    body: strings.happenedBody,
    asked: strings.happenedAsked,
    proposal: strings.happenedBody,
    confirm: strings.confirmHappened,
    done: strings.happenedDone,
  },
  'did-not-happen-send': {
    title: strings.sendTitle,
    body: strings.sendBody,
    asked: strings.sendAsked,
    proposal: strings.sendProposal,
    confirm: strings.confirmSend,
    done: strings.sendDone,
  },
  'did-not-happen-stop': {
    title: strings.giveUpTitle,
    body: strings.giveUpBody,
    asked: strings.giveUpAsked,
    proposal: strings.giveUpProposal,
    confirm: strings.confirmGiveUp,
    done: strings.giveUpDone,
  },
  'give-up-unasked': {
    title: strings.leaveTitle,
    body: strings.leaveBody,
    asked: strings.leaveBody,
    proposal: strings.leaveProposal,
    confirm: strings.leave,
    done: strings.leaveDone,
  },
};
