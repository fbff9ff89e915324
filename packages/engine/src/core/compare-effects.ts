import { Decimal, type Json } from '@penstock/kernel';
import { compareJson, type FieldDifference } from '@penstock/mapping';

/** An effect as it was sent, or as it is planned. */
export interface ComparableEffect {
  /** Key of its step in the run. */
  readonly key: string;
  readonly connector: string;
  readonly action: string;
  readonly kind: string;
  readonly businessKey: string;
  /** Decimal text; null when it moves nothing. */
  readonly amount: string | null;
  readonly currency: string | null;
  readonly request: Json;
}

export interface EffectDifference {
  readonly change: 'added' | 'missing' | 'changed';
  readonly key: string;
  readonly connector: string;
  readonly action: string;
  readonly kind: string;
  readonly businessKey: string;
  readonly amountBefore: string | null;
  readonly amountAfter: string | null;
  readonly currency: string | null;
  /** Of the request; a changed business key or currency stands among them under its name in angle brackets. */
  readonly fields: readonly FieldDifference[];
}

/** Sum of effects of one kind and currency. */
export interface MoneySum<Kind extends string = string> {
  readonly kind: Kind;
  readonly currency: string;
  readonly count: number;
  /** Decimal text, exact. */
  readonly amount: string;
}

/**
 * What is different between the effects of two runs of the same event. Effects belong together by step and action, or,
 * when a step was renamed or moved, by action and business key.
 */
export function compareEffects(
  before: readonly ComparableEffect[],
  after: readonly ComparableEffect[],
): readonly EffectDifference[] {
  const pairs = pairsOf(before, after);
  return pairs.flatMap(({ before: was, after: is }) => {
    if (was && is) return changed(was, is);
    return was ? [oneSided('missing', was)] : is ? [oneSided('added', is)] : [];
  });
}

/** Exact sums per kind and currency; effects without an amount move nothing. */
export function moneyOf<Kind extends string>(
  effects: readonly (Pick<ComparableEffect, 'amount' | 'currency'> & { readonly kind: Kind })[],
): readonly MoneySum<Kind>[] {
  const sums = new Map<string, MoneySum<Kind>>();
  for (const { kind, amount, currency } of effects) {
    if (amount === null || currency === null) continue;
    const known = sums.get(`${kind} ${currency}`) ?? { kind, currency, count: 0, amount: '0' };
    const sum = Decimal.from(known.amount).plus(Decimal.from(amount)).toString();
    sums.set(`${kind} ${currency}`, { ...known, count: known.count + 1, amount: sum });
  }
  return [...sums.values()];
}

interface Pair {
  readonly before?: ComparableEffect | undefined;
  readonly after?: ComparableEffect | undefined;
}

function pairsOf(before: readonly ComparableEffect[], after: readonly ComparableEffect[]): Pair[] {
  const open = new Set(after);
  const byStep = takePartners(before, open, (effect) => `${effect.key} ${actionOf(effect)}`);
  const lonely = before.filter((effect) => !byStep.has(effect));
  const byFact = takePartners(lonely, open, (effect) => `${actionOf(effect)} ${effect.businessKey}`);
  return [
    ...before.map((effect) => ({ before: effect, after: byStep.get(effect) ?? byFact.get(effect) })),
    ...[...open].map((effect) => ({ after: effect })),
  ];
}

const actionOf = ({ connector, action }: ComparableEffect): string => `${connector}/${action}`;

function takePartners(
  effects: readonly ComparableEffect[],
  open: Set<ComparableEffect>,
  nameOf: (effect: ComparableEffect) => string,
): Map<ComparableEffect, ComparableEffect> {
  const partners = new Map<ComparableEffect, ComparableEffect>();
  const free = new Map<string, ComparableEffect[]>();
  // From the last to the first, so that the first one is taken first.
  for (const other of [...open].reverse()) {
    const group = free.get(nameOf(other));
    if (group) group.push(other);
    else free.set(nameOf(other), [other]);
  }
  for (const effect of effects) {
    const partner = free.get(nameOf(effect))?.pop();
    if (!partner) continue;
    open.delete(partner);
    partners.set(effect, partner);
  }
  return partners;
}

function changed(before: ComparableEffect, after: ComparableEffect): EffectDifference[] {
  const facts: FieldDifference[] = (['businessKey', 'currency'] as const)
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ path: `<${name}>`, before: before[name], after: after[name] }));
  const fields = [...facts, ...compareJson(before.request, after.request)];
  if (fields.length === 0 && isSameAmount(before.amount, after.amount)) return [];
  const { key, connector, action, kind, businessKey, amount: amountAfter, currency } = after;
  return [
    {
      change: 'changed',
      key,
      connector,
      action,
      kind,
      businessKey,
      amountBefore: before.amount,
      amountAfter,
      currency,
      fields,
    },
  ];
}

const isSameAmount = (a: string | null, b: string | null): boolean =>
  a === b || (a !== null && b !== null && Decimal.from(a).equals(Decimal.from(b)));

function oneSided(
  change: 'added' | 'missing',
  { request: _request, amount, ...effect }: ComparableEffect,
): EffectDifference {
  return {
    change,
    ...effect,
    amountBefore: change === 'missing' ? amount : null,
    amountAfter: change === 'added' ? amount : null,
    fields: [],
  };
}
