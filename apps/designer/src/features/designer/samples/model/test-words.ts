import { formatClock } from '../../../../shared/lib/format-time';
import { formatMoney } from '../../../../shared/lib/format-money';
import { problemOf } from '../../../../shared/lib/problem-of';
import type { StepEvidenceState } from '../../../../shared/canvas/step-view';
import { strings } from '../strings';
import type { LastTest } from './sample-store';
import type { StepTest } from './step-evidence';

export interface Told {
  readonly words: string;
  readonly isGood: boolean;
}

/** How a test came out, in a sentence or two for those who do not look at the panel. */
export function toldWords(step: string, { error, notReached }: LastTest, test: StepTest | undefined): Told {
  const words = strings.told;
  if (error !== null) return { words: words.error(step, problemOf(error).detail), isGood: false };
  if (notReached !== null) return { words: words.notReached(step, notReached), isGood: false };
  if (!test) return { words: words.other(step), isGood: true };
  if (test.status === 'failed') return { words: words.failed(step, test.message ?? ''), isGood: false };
  if (test.effect) return { words: words.sent(step, sumOf(test.effect)), isGood: true };
  return { words: test.answeredFrom === 'live' ? words.live(step) : words.other(step), isGood: true };
}

const sumOf = ({ amount, currency }: NonNullable<StepTest['effect']>): string =>
  amount === null ? strings.told.it : formatMoney(amount, currency ?? '');

/** What stands above a step's output: whether its test still holds, and who gave the answer. */
export function verdictWords(state: StepEvidenceState, test: StepTest | undefined, system: string): string {
  if (state === 'running') return strings.testing;
  if (!test) return strings.untested;
  const at = formatClock(test.at);
  if (state === 'changed') return strings.changed(at);
  if (state === 'upstream-changed') return strings.upstreamChanged(at);
  return test.status === 'failed' ? strings.failed(at) : strings.tested(at, originWords(test, system));
}

function originWords({ answeredFrom, effect }: StepTest, system: string): string {
  if (effect && answeredFrom === 'sample') return strings.notSent;
  return answeredFrom === 'live' ? strings.origin.live(system) : strings.origin[answeredFrom];
}
