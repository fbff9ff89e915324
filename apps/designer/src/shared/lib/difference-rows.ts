import type { EffectDifferenceView, FieldDifferenceView, MoneyTotalView } from '@penstock/contracts';
import { stringifyJson, type Json } from '@penstock/kernel';
import { effectKinds } from './effect-kinds';
import { formatMoney } from './format-money';

/** One place where two things differ, as it is shown. */
export interface DifferenceRow {
  readonly place: string;
  readonly before: string;
  readonly after: string;
}

const nothing = '–';

export function fieldRow(prefix: string, { path, before, after }: FieldDifferenceView): DifferenceRow {
  const place = [prefix, path].filter((part) => part !== '').join(' · ');
  return { place, before: shown(before), after: shown(after) };
}

/** The amounts of an effect, then the fields of its request; `change` says in words how it differs. */
export function effectRows(
  { businessKey, amountBefore, amountAfter, currency, fields }: EffectDifferenceView,
  change: string,
): DifferenceRow[] {
  const place = `${businessKey} (${change})`;
  const row = { place, before: amount(amountBefore, currency), after: amount(amountAfter, currency) };
  return [row, ...fields.map((field) => fieldRow(businessKey, field))];
}

const amount = (value: string | null, currency: string | null): string =>
  value === null ? nothing : formatMoney(value, currency);

/** Sums by kind and currency, only those that differ. */
export function moneyRows(before: readonly MoneyTotalView[], after: readonly MoneyTotalView[]): DifferenceRow[] {
  const sums = new Map<string, DifferenceRow>();
  for (const { kind, currency, amount: sum } of before) {
    sums.set(`${kind} ${currency}`, { place: effectKinds[kind], before: formatMoney(sum, currency), after: nothing });
  }
  for (const { kind, currency, amount: sum } of after) {
    const known = sums.get(`${kind} ${currency}`) ?? { place: effectKinds[kind], before: nothing };
    sums.set(`${kind} ${currency}`, { ...known, after: formatMoney(sum, currency) });
  }
  return [...sums.values()].filter((row) => row.before !== row.after);
}

const shown = (value: unknown): string =>
  value === undefined ? nothing : typeof value === 'string' ? value : stringifyJson(value as Json);
