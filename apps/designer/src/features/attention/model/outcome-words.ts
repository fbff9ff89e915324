import type { SettlementOutcome } from '@penstock/contracts';
import { strings } from '../strings';

interface OutcomeWords {
  readonly title: string;
  body(what: string): string;
  readonly confirm: string;
}

export const outcomeWords: Readonly<Record<SettlementOutcome, OutcomeWords>> = {
  happened: { title: strings.happenedTitle, body: strings.happenedBody, confirm: strings.confirmHappened },
  'did-not-happen-send': { title: strings.sendTitle, body: strings.sendBody, confirm: strings.confirmSend },
  'did-not-happen-stop': { title: strings.giveUpTitle, body: strings.giveUpBody, confirm: strings.confirmGiveUp },
};
