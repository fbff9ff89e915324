import type { Effect, Run } from '@penstock/contracts';
import { movesValue } from '../../../shared/lib/effect-words';
import { formatMoney } from '../../../shared/lib/format-money';
import { sumsOf } from './group-by-cause';

type Share = 'kept' | 'verified' | 'sent';

const shareOf: Readonly<Record<Effect['status'], Share | null>> = {
  confirmed: 'kept',
  compensated: null,
  intended: 'verified',
  unknown: 'verified',
  'needs-person': 'verified',
  absent: 'sent',
  'not-sent': 'sent',
  rejected: 'sent',
};

/** What retrying these runs does, in numbers; `effects` are theirs, all together. */
export function groupConsequence(runs: readonly Run[], effects: readonly Effect[]): string[] {
  const known = new Set(effects.filter(movesValue).map(({ runId }) => runId));
  const fresh = runs.filter(({ id }) => !known.has(id));
  const carried = sumsOf(
    fresh.map(({ labels }) => ({ amount: labels['amount'] ?? null, currency: labels['currency'] ?? null })),
  );
  return [
    ...lineOf(effects, 'kept', 'already confirmed and will be skipped'),
    ...lineOf(effects, 'verified', 'in doubt and will be verified first, never sent blindly'),
    ...lineOf(effects, 'sent', 'not done and will be sent again'),
    ...(fresh.length > 0
      ? [
          `${fresh.length} ${fresh.length === 1 ? 'run has' : 'runs have'} sent no payment or posting so far${inWords(carried)}; what their flow sends next is sent once.`,
        ]
      : []),
  ];
}

function lineOf(effects: readonly Effect[], share: Share, words: string): string[] {
  const relevant = latest(effects.filter(movesValue)).filter(({ status }) => shareOf[status] === share);
  if (relevant.length === 0) return [];
  // Postings repeat the money of their payment: only payments are summed.
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

const inWords = (sums: ReturnType<typeof sumsOf>): string =>
  sums.length === 0 ? '' : ` (${sums.map(({ amount, currency }) => formatMoney(amount, currency)).join(', ')})`;
