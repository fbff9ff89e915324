import type { PreflightCheck, PromotionShadow, ShadowRunResult } from '@penstock/contracts';
import type { ShadowRules } from '@penstock/database';
import { Decimal } from '@penstock/kernel';
import { checkOf } from './check-result';

const mostExamples = 20;

/** What of a shadow run goes into the package. */
export function shadowView({ summary, runs, leftOut }: ShadowRunResult): PromotionShadow {
  const different = runs.filter(({ effects, outcome, recordedStatus }) => effects.length > 0 || (outcome === 'succeeded') !== (recordedStatus === 'succeeded'));
  return {
    ...summary,
    leftOut: leftOut.length,
    examples: different.slice(0, mostExamples).map(({ runId, outcome, recordedStatus, effects }) => ({
      runId,
      outcome,
      recordedStatus,
      changes: effects.map(({ change, connector, action, businessKey, amountBefore, amountAfter, currency }) => {
        const money = amountBefore === amountAfter ? '' : ` (${amountBefore ?? 'nothing'} → ${amountAfter ?? 'nothing'} ${currency ?? ''})`.replace(' )', ')');
        return `${change}: ${connector}/${action} ${businessKey}${money}`;
      }),
    })),
  };
}

/** A shadow run against the rules of the target. */
export function judgeShadow(shadow: PromotionShadow | null, { isRequired, mostMoney, mostDifferent }: ShadowRules): PreflightCheck {
  const words = { code: 'SHADOW' as const, title: 'Shadow run', good: goodWords(shadow), bad: 'The rules of the environment are not met.' };
  if (!shadow) return checkOf(words, isRequired ? [{ message: 'No shadow run was made.', fix: 'Ask again with a shadow run on recorded events.' }] : []);
  const money = moneyDifferences(shadow).filter(({ amount }) => mostMoney !== null && amount.compare(Decimal.from(mostMoney)) > 0);
  const items = money.map(({ name, amount }) => ({ message: `The money moved differs by ${amount.toString()} ${name}; at most ${mostMoney ?? ''} is allowed.`, fix: 'Look at the runs that differ.' }));
  if (mostDifferent !== null && shadow.different > mostDifferent)
    items.push({ message: `${shadow.different} runs come out differently; at most ${mostDifferent} are allowed.`, fix: 'Look at the runs that differ.' });
  if (isRequired && shadow.compared === 0) items.push({ message: 'There was no recorded run to try it on.', fix: 'Wait for events in this environment, or have an administrator lift the rule.' });
  return checkOf(words, items);
}

const goodWords = (shadow: PromotionShadow | null): string =>
  shadow ? `${shadow.identical} of ${shadow.compared} recorded runs come out the same, ${shadow.different} differently.` : 'No shadow run was made, and none is demanded.';

/** By kind and currency: how far the sums of money moved lie apart. */
export function moneyDifferences({ moneyBefore, moneyAfter }: Pick<PromotionShadow, 'moneyBefore' | 'moneyAfter'>): { readonly name: string; readonly amount: Decimal }[] {
  const sums = new Map<string, Decimal>();
  const zero = Decimal.from('0');
  for (const { currency, kind, amount } of moneyAfter) sums.set(`${currency} (${kind})`, Decimal.from(amount));
  for (const { currency, kind, amount } of moneyBefore) {
    const name = `${currency} (${kind})`;
    sums.set(name, (sums.get(name) ?? zero).minus(Decimal.from(amount)));
  }
  return [...sums].map(([name, amount]) => ({ name, amount: amount.abs() }));
}
