import type { Effect } from '@penstock/contracts';
import { formatClock } from './format-time';
import { formatMoney } from './format-money';
import type { Tone } from '../ui/status';

export interface EffectWords {
  readonly tone: Tone;
  readonly words: string;
}

/** The state of a write to the outside, as a clerk would say it. */
export function effectWords(effect: Effect): EffectWords {
  switch (effect.status) {
    case 'intended':
      return { tone: 'running', words: 'Recorded, about to be sent' };
    case 'confirmed':
      return { tone: 'succeeded', words: effect.resolvedBy === 'verified' ? 'Confirmed after checking' : 'Confirmed' };
    case 'rejected':
      return { tone: 'failed', words: effect.failure?.message ?? 'Refused by the other side; nothing was done' };
    case 'not-sent':
      return { tone: 'cancelled', words: 'Not sent: nothing was done' };
    case 'unknown':
      return { tone: 'waiting', words: unknownWords(effect) };
    case 'absent':
      return { tone: 'cancelled', words: 'Checked: it did not happen, may be sent again' };
    case 'needs-person':
      return { tone: 'attention', words: `We cannot find out whether ${factOf(effect)}. Please look it up and decide` };
    case 'compensated':
      return { tone: 'cancelled', words: 'Undone' };
  }
}

function unknownWords(effect: Effect): string {
  const checking = effect.resolveAfter === null ? 'checking' : `checking at ${formatClock(effect.resolveAfter)}`;
  return `We don’t know yet whether ${factOf(effect)}; ${checking}`;
}

/** `the card was charged`: to be completed by “whether”. */
export function factOf(effect: Pick<Effect, 'kind'>): string {
  const facts = {
    money: 'the card was charged',
    ledger: 'it was posted',
    'master-data': 'the record was changed',
    message: 'the message went out',
  } as const;
  return facts[effect.kind];
}

export const movesValue = (effect: Effect): boolean => effect.kind === 'money' || effect.kind === 'ledger';

/** What a retry will do, in numbers, before anybody agrees to it. */
export function retryConsequence(effects: readonly Effect[]): string[] {
  const relevant = effects.filter(movesValue);
  const done = relevant.filter(({ status }) => status === 'confirmed');
  const unsure = relevant.filter(
    ({ status }) => status === 'unknown' || status === 'needs-person' || status === 'intended',
  );
  const again = relevant.filter(({ status }) => status === 'absent' || status === 'not-sent' || status === 'rejected');
  return [
    ...(done.length > 0 ? [`${countOf(done.length)} already confirmed${sumWords(done)} and will be skipped.`] : []),
    ...(unsure.length > 0
      ? [`${countOf(unsure.length)} in doubt${sumWords(unsure)} and will be verified first, never sent blindly.`]
      : []),
    ...(again.length > 0 ? [`${countOf(again.length)} not done${sumWords(again)} and will be sent again.`] : []),
    ...(relevant.length === 0 ? ['No payment or posting has been sent by this run so far.'] : []),
  ];
}

const countOf = (count: number): string =>
  count === 1 ? '1 payment or posting is' : `${count} payments or postings are`;

/** Only one amount is named: adding different postings of one sale would count the same money twice. */
function sumWords(effects: readonly Effect[]): string {
  const [first, ...others] = effects.filter(({ amount }) => amount !== null);
  return first?.amount && others.length === 0 ? ` (${formatMoney(first.amount, first.currency)})` : '';
}
