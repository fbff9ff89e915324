import type { Effect } from '@penstock/contracts';
import { formatClock } from './format-time';
import { moneyActionWords } from './money-words';
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
      return { tone: 'succeeded', words: confirmedWords(effect) };
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
    case 'left-unknown':
      return { tone: 'cancelled', words: `Given up without being able to ask: nobody knows whether ${factOf(effect)}. Nothing sends it again` };
    case 'compensated':
      return { tone: 'cancelled', words: 'Undone' };
  }
}

/** What the other side knows wins over what a person said, and that is told. */
function confirmedWords({ resolvedBy, word, remoteId }: Effect): string {
  if (resolvedBy !== 'verified') return 'Confirmed';
  const known = remoteId === null ? 'the other side knows it' : `the other side knows it under ${remoteId}`;
  if (word && word.outcome !== 'happened') return `${word.by} said it did not happen; ${known}. It was not sent again`;
  if (word && word.remoteId !== remoteId) return `${word.by} gave ${word.remoteId ?? 'no id'}; ${known}`;
  return 'Confirmed after checking';
}

function unknownWords(effect: Effect): string {
  if (effect.word) {
    const said = effect.word.outcome === 'happened' ? 'it happened' : 'it did not happen';
    return `${effect.word.by} said ${said}; the other side is being asked before anything follows`;
  }
  const checking = effect.resolveAfter === null ? 'checking' : `checking at ${formatClock(effect.resolveAfter)}`;
  return `We don’t know yet whether ${factOf(effect)}; ${checking}`;
}

/** `the card was charged`: to be completed by “whether”. */
export function factOf({ kind, action }: Pick<Effect, 'kind' | 'action'>): string {
  const facts = {
    money: moneyActionWords(action).fact,
    ledger: 'it was posted',
    'master-data': 'the record was changed',
    message: 'the message went out',
  } as const satisfies Record<Effect['kind'], string>;
  return facts[kind];
}

/** Nobody knows whether it happened. */
export const isInDoubt = ({ status }: Pick<Effect, 'status'>): boolean =>
  status === 'needs-person' || status === 'unknown';

export const movesValue = (effect: Effect): boolean => effect.kind === 'money' || effect.kind === 'ledger';
