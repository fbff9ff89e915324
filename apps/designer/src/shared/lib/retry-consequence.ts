import type { Effect, Run } from '@penstock/contracts';
import { movesValue } from './effect-words';
import { formatMoney } from './format-money';
import { isAmount, movedSumsOf, sumsOf, type Sum, type WithAmount } from './sums';

type Share = 'kept' | 'verified' | 'sent';

const shareOf: Readonly<Record<Effect['status'], Share | null>> = {
  confirmed: 'kept',
  compensated: null,
  intended: 'verified',
  unknown: 'verified',
  'needs-person': 'verified',
  'left-unknown': 'verified',
  absent: 'sent',
  'not-sent': 'sent',
  rejected: 'sent',
};

export interface RetryConsequence {
  /** In words, a line each. */
  readonly lines: readonly string[];
  /** All money that may leave, whatever its sign, by currency. */
  readonly mayMove: readonly Sum[];
  /** Of some of it nobody knows how much. */
  readonly hasUnknownAmount: boolean;
}

/** What retrying these runs does, in numbers; `effects` are theirs, all together. */
export function retryConsequence(runs: readonly Run[], effects: readonly Effect[]): RetryConsequence {
  const relevant = latest(effects.filter(movesValue));
  const known = new Set(relevant.map(({ runId }) => runId));
  const fresh = runs.filter(({ id }) => !known.has(id)).map(amountOfRun);
  const leaving = [...fresh, ...relevant.filter(mayLeave)];
  return {
    lines: [
      ...lineOf(relevant, 'kept', 'already confirmed and will be skipped'),
      ...lineOf(relevant, 'verified', 'in doubt and will be verified first, never sent blindly'),
      ...lineOf(relevant, 'sent', 'not done and will be sent again'),
      ...(fresh.length > 0
        ? [
            `${fresh.length} ${fresh.length === 1 ? 'run has' : 'runs have'} sent no payment or posting so far${inWords(sumsOf(fresh))}; what their flow sends next is sent once.`,
          ]
        : []),
    ],
    mayMove: movedSumsOf(leaving),
    hasUnknownAmount: leaving.some(({ amount }) => !isAmount(amount)),
  };
}

/** Postings repeat the money of their payment: only payments are counted. */
const mayLeave = ({ kind, status }: Effect): boolean =>
  kind === 'money' && (shareOf[status] === 'sent' || shareOf[status] === 'verified');

const amountOfRun = ({ labels }: Run): WithAmount => ({
  amount: labels['amount'] ?? null,
  currency: labels['currency'] ?? null,
});

function lineOf(effects: readonly Effect[], share: Share, words: string): string[] {
  const relevant = effects.filter(({ status }) => shareOf[status] === share);
  if (relevant.length === 0) return [];
  const sums = sumsOf(relevant.filter(({ kind }) => kind === 'money'));
  const [noun, verb] = relevant.length === 1 ? ['payment or posting', 'is'] : ['payments or postings', 'are'];
  return [`${relevant.length} ${noun}${inWords(sums)} ${verb} ${words}.`];
}

/** The last attempt of a step tells where it stands. */
const latest = (effects: readonly Effect[]): Effect[] => [
  ...new Map(
    [...effects].sort((a, b) => a.attempt - b.attempt).map((effect) => [`${effect.runId} ${effect.stepId}`, effect]),
  ).values(),
];

const inWords = (sums: readonly Sum[]): string =>
  sums.length === 0 ? '' : ` (${sums.map(({ amount, currency }) => formatMoney(amount, currency)).join(', ')})`;
