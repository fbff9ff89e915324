import { Decimal } from '@penstock/kernel';
import { z } from 'zod';

/**
 * Building blocks of the actions' inputs. Mappings may hand over numbers and decimals where P21 wants text:
 * both are taken and become text with exactly the same digits.
 */
const textOf = (value: unknown): unknown => {
  if (value instanceof Decimal) return value.toString();
  return typeof value === 'number' ? String(value) : value;
};

/** P21 stores money as decimal(19,4). */
const moneyShape = /^-?\d{1,15}(\.\d{1,4})?$/;
/** Quantities and prices are decimal(19,9). */
const quantityShape = /^\d{1,10}(\.\d{1,9})?$/;

export const money = z.preprocess(textOf, z.string().regex(moneyShape, 'an amount such as 19.99, at most 4 decimals'));

export const positiveMoney = z.preprocess(
  textOf,
  z
    .string()
    .regex(moneyShape, 'an amount such as 19.99, at most 4 decimals')
    .refine((text) => !text.startsWith('-') && /[1-9]/.test(text), 'an amount above zero'),
);

export const quantity = z.preprocess(textOf, z.string().regex(quantityShape, 'a quantity such as 3 or 2.5'));

/** An id or reference up to the length of its P21 column. */
export const text = (maxLength: number) => z.preprocess(textOf, z.string().trim().min(1).max(maxLength));

export const wholeNumber = (maxLength: number) =>
  z.preprocess(textOf, z.string().regex(new RegExp(`^\\d{1,${maxLength}}$`), 'a whole number'));

export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T.*)?$/, 'a date such as 2026-09-12')
  .transform((value) => value.slice(0, 10));
