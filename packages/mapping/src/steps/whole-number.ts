import { Decimal } from '@penstock/kernel';

/** A plain number where it fits, which every target takes. */
export function wholeNumber(units: bigint): number | Decimal {
  const number = Number(units);
  return Number.isSafeInteger(number) ? number : Decimal.of(units, 0);
}
