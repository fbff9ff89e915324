import { Decimal } from '@penstock/kernel';

export interface Sum {
  /** Empty when none is told. */
  readonly currency: string;
  /** Decimal text. */
  readonly amount: string;
}

export interface WithAmount {
  /** Decimal text. */
  readonly amount: string | null;
  readonly currency: string | null;
}

/** Whether an amount can be counted with. */
export const isAmount = (amount: string | null | undefined): amount is string =>
  typeof amount === 'string' && /^-?\d+(\.\d+)?$/.test(amount);

/** By currency; what has no readable amount is left out. */
export const sumsOf = (items: readonly WithAmount[]): Sum[] => summed(items, (amount) => amount);

/** By currency, without regard to the sign: a refund beside a charge moves more money, not less. */
export const movedSumsOf = (items: readonly WithAmount[]): Sum[] => summed(items, (amount) => amount.replace(/^-/, ''));

function summed(items: readonly WithAmount[], read: (amount: string) => string): Sum[] {
  const sums = new Map<string, Decimal>();
  for (const { amount, currency } of items) {
    if (!isAmount(amount)) continue;
    const known = sums.get(currency ?? '') ?? Decimal.zero;
    sums.set(currency ?? '', known.plus(Decimal.from(read(amount))));
  }
  return [...sums].map(([currency, sum]) => ({ currency, amount: sum.toString() }));
}
