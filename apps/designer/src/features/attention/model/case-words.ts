import type { Effect, EvidenceBundle } from '@penstock/contracts';
import { formatMoney } from '../../../shared/lib/format-money';
import { effectWords, factOf, isInDoubt } from '../../../shared/lib/effect-words';
import { moneyActionWords } from '../../../shared/lib/money-words';

const sumOf = ({ amount, currency }: Effect): string =>
  amount === null ? 'the amount' : formatMoney(amount, currency);

const doubled: Readonly<Record<Effect['kind'], (sum: string, action: string) => string>> = {
  money: (sum, action) => moneyActionWords(action).twice(sum),
  ledger: (sum) => `Posted twice, the books would show ${sum} twice.`,
  'master-data': () => 'Sent twice, the record could be changed twice.',
  message: () => 'Sent twice, it would arrive twice.',
};

export { isInDoubt };

/** What the doubt means for the money. */
export function moneyWords({ effect }: Pick<EvidenceBundle, 'effect'>): string {
  if (effect.status === 'left-unknown') {
    return `Nobody knows whether ${factOf(effect)}: the other side could not be asked, and it was given up. Its business key stays reserved, so that nothing sends it again.`;
  }
  if (!isInDoubt(effect)) return `${overruledWords(effect)}The outcome is known. Nothing is left to decide.`;
  return `We do not know whether ${factOf(effect)}. Nothing is sent until this is settled. ${doubled[effect.kind](sumOf(effect), effect.action)}`;
}

function overruledWords(effect: Effect): string {
  const isOverruled = effect.status === 'confirmed' && effect.resolvedBy === 'verified' && effect.word !== null;
  return isOverruled && effect.word?.remoteId !== effect.remoteId ? `${effectWords(effect).words}. ` : '';
}

/** What to do before deciding, one step a line. */
export function nextSteps({ effect, connectionName, labels, cardLastFour, mayGiveUpUnasked }: EvidenceBundle): string[] {
  const system = connectionName ?? effect.connector;
  const known = [
    ...Object.entries(labels)
      .filter(([name]) => /invoice|order|customer$/i.test(name))
      .map(([, value]) => value),
    ...(effect.amount === null ? [] : [formatMoney(effect.amount, effect.currency)]),
    ...(cardLastFour === null ? [] : [`card ending ${cardLastFour}`]),
  ];
  return [
    ...(effect.status === 'unknown'
      ? [`You may wait: the platform asks ${system} by itself and goes on with what it hears.`]
      : []),
    `Sign in to ${system} and look for ${known.length > 0 ? known.join(', ') : effect.businessKey}.`,
    'It is there: choose “It happened” and give the id that it has there.',
    'It is not there, and it is still wanted: choose “It did not happen: send”.',
    'It is not there, and it is not wanted any more: choose “Give up”.',
    ...(mayGiveUpUnasked ? [`${system} is gone for good and nobody can tell: choose “Give up without asking”.`] : []),
  ];
}

/** What the other side said when it was sent. */
export function answerWords({ effect, response }: Pick<EvidenceBundle, 'effect' | 'response'>): string {
  if (effect.failure) return effect.failure.message;
  return response === null ? 'No answer arrived.' : 'It answered; see the technical details.';
}
