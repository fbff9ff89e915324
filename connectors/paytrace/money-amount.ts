import { Decimal, type Json } from '@penstock/kernel';
import { z } from 'zod';

/** PayTrace settles in US dollars only: no request or record has a currency. */
export const currency = 'USD';

const looksLikeAmount = /^\d{1,9}(\.\d+)?$/;

/** `19.99` from what a mapping or a record holds; undefined when it is no amount with at most two decimals. */
export function canonicalAmount(value: unknown): string | undefined {
  const text = value instanceof Decimal || typeof value === 'number' ? value.toString() : value;
  if (typeof text !== 'string' || !looksLikeAmount.test(text.trim())) return undefined;
  const amount = Decimal.from(text.trim());
  const cents = amount.round(2, 'half-up');
  return cents.equals(amount) ? cents.toString() : undefined;
}

interface AmountField {
  readonly title: string;
  readonly description: string;
  readonly zeroAllowed?: boolean;
}

/**
 * An amount as people and mappings write it (`19.99`, 19.9, a Decimal), kept as canonical text so that it never
 * becomes a float. More than two decimals are refused, not rounded: rounding is the flow's decision.
 */
export function amountField({ title, description, zeroAllowed = false }: AmountField): z.ZodType<string> {
  return z
    .unknown()
    .transform((value, context) => {
      const amount = canonicalAmount(value);
      if (amount !== undefined && (zeroAllowed || !Decimal.from(amount).isZero())) return amount;
      context.addIssue({ code: 'custom', message: 'Enter an amount above zero with at most two decimals, e.g. 19.99' });
      return z.NEVER;
    })
    .meta({ title, description, widget: 'amount', type: ['string', 'number'] });
}

export const usd = (amount: string): { readonly value: Decimal; readonly currency: string } => ({
  value: Decimal.from(amount),
  currency,
});

/** Two amounts as they came from different places: `5`, `5.00` and `5.0` are the same money. */
export function sameAmount(left: Json | undefined, right: string): boolean {
  const amount = canonicalAmount(left);
  return amount !== undefined && Decimal.from(amount).equals(Decimal.from(right));
}
