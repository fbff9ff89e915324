import { Decimal } from '@penstock/kernel';
import { z } from 'zod';

/** A number as it may come out of a mapping or over the wire: text, JS number or exact decimal. */
const numeric = z.union([z.string(), z.number(), z.custom<Decimal>((value) => value instanceof Decimal)]).transform(String);

/** A positive amount as text with its own digits; more decimals than the currency has are refused, not rounded. */
export const amountText = (maxDecimals = 2): z.ZodType<string, string | number | Decimal> =>
  numeric.pipe(
    z
      .string()
      .trim()
      .regex(new RegExp(`^\\d{1,12}(\\.\\d{1,${maxDecimals}})?$`), `A positive amount with at most ${maxDecimals} decimals`)
      .refine((text) => /[1-9]/.test(text), 'More than zero'),
  );

/** The id of a remote record: systems that number theirs are asked and answered in text. */
export const idText = numeric.pipe(z.string().trim().regex(/^[A-Za-z0-9_.:-]{1,100}$/, 'An id'));

export const sameAmount = (a: string, b: string): boolean => Decimal.from(a).equals(Decimal.from(b));
