import type { Environment } from '@penstock/contracts';
import { formatDate, formatClock } from '../../../shared/lib/format-time';
import { strings } from '../strings';

/**
 * How versions go live in an environment, one sentence each, the most binding first.
 * @param now epoch milliseconds
 */
export function rulesWords(environment: Environment, now: number): readonly string[] {
  const { demandsPromotion, changeWindow, freezes, shadowRules } = environment;
  const frozen = freezes.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  const ahead = freezes.filter(({ from }) => Date.parse(from) > now).length;
  return [
    frozen && strings.frozenUntil(`${formatDate(frozen.to)}, ${formatClock(frozen.to)}`, frozen.reason),
    demandsPromotion ? strings.byPromotion : strings.freely,
    changeWindow && strings.windowWords(daysWords(changeWindow.days), changeWindow),
    ahead > 0 && strings.freezesAhead(ahead),
    shadowWords(shadowRules),
  ].filter((words): words is string => typeof words === 'string');
}

/** `Mon–Fri` when they follow each other, else each. */
export function daysWords(days: readonly number[]): string {
  const sorted = [...days].sort();
  const names = sorted.map((day) => strings.dayNames[day - 1] ?? '');
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  const isSpan = sorted.length > 2 && last - first === sorted.length - 1;
  return isSpan ? `${names[0]}–${names.at(-1)}` : names.join(', ');
}

function shadowWords({ isRequired, mostMoney, mostDifferent }: Environment['shadowRules']): string | null {
  const limits = [mostMoney !== null && strings.differentMoney(mostMoney), mostDifferent !== null && strings.differentRuns(mostDifferent)];
  const named = limits.filter((limit) => limit !== false);
  if (named.length > 0) return strings.shadowAtMost(named.join(', '));
  return isRequired ? strings.shadowFirst : null;
}
