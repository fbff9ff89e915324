import { Decimal } from '@penstock/kernel';
import type { FailureRecord } from './failure';

/** What a connection may be used for at most: so that a trial never moves real money or touches a real customer. */
export interface EffectBounds {
  /** Most money of one effect, per currency; money in any other currency is refused. Empty: no bound. */
  readonly ceilings: readonly { readonly currency: string; readonly amount: string }[];
  /** Fields of an effect's input that may hold these values only, e.g. the customers of the remote test account. */
  readonly onlyValues: readonly { readonly field: string; readonly values: readonly string[] }[];
}

export interface BoundedEffect {
  readonly kind: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly input: unknown;
  readonly stepId: string;
}

/** Why an effect may not leave by this connection; null when it may. Asked before anything is written or sent. */
export function refusalByBounds(bounds: EffectBounds | undefined, effect: BoundedEffect): FailureRecord | null {
  return bounds ? (aboveCeiling(bounds, effect) ?? notForTests(bounds, effect)) : null;
}

function aboveCeiling({ ceilings }: EffectBounds, { kind, amount, currency, stepId }: BoundedEffect): FailureRecord | null {
  if (ceilings.length === 0 || (amount === null && kind !== 'money')) return null;
  const ceiling = ceilings.find((each) => each.currency === currency);
  if (ceiling && amount !== null && Decimal.from(amount).abs().compare(Decimal.from(ceiling.amount)) <= 0) return null;
  const allowed = ceilings.map((each) => `${each.currency} ${each.amount}`).join(', ');
  const asked = amount === null ? 'An amount that nobody can tell' : `${currency ?? ''} ${amount}`.trim();
  return {
    class: 'config',
    code: 'EFFECT_ABOVE_CEILING',
    message: `${asked} is more than this connection may move at once (${allowed}), so nothing was sent.`,
    remedy: 'Try with a smaller amount. If the connection is meant for real money, raise its ceiling, then retry the run.',
    stepId,
  };
}

function notForTests({ onlyValues }: EffectBounds, { input, stepId }: BoundedEffect): FailureRecord | null {
  const given = (typeof input === 'object' && input !== null ? input : {}) as Readonly<Record<string, unknown>>;
  const refused = onlyValues.find(({ field, values }) => given[field] !== undefined && given[field] !== null && !values.includes(textOf(given[field])));
  if (!refused) return null;
  return {
    class: 'config',
    code: 'EFFECT_NOT_FOR_TESTS',
    message: `This connection is for trials with ${refused.values.join(', ')} only, and the step names another ${refused.field}, so nothing was sent.`,
    remedy: 'Use one of those, or add this one to the connection’s list, then retry the run.',
    stepId,
    field: refused.field,
  };
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
