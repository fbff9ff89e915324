import { canonicalJson, Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { isEmpty, isMissing, isObject, type Value } from '../values';
import { fieldArg, fieldOf } from './item-field';
import { asDecimal, asList, defineStep, noArgs } from './step-definition';

const takesList = { family: 'list', takes: ['list'] } as const;
const withField = z.strictObject({ field: fieldArg });

const sum = defineStep({
  ...takesList,
  gives: 'number',
  op: 'sum',
  title: 'Sum',
  summary: 'Adds up the numbers of a list, or one field of its items. Exact; an empty list gives 0.',
  args: withField,
  examples: [
    { input: [0.1, 0.2, 10], args: {}, output: '10.3' },
    { input: [{ total: 5.25 }, { total: 4.75 }], args: { field: 'total' }, output: '10.00' },
  ],
  compile: ({ field }) => {
    const pick = fieldOf(field);
    return (input) => asList(input).reduce<Decimal>((total, item) => total.plus(asDecimal(pick(item))), Decimal.zero);
  },
});

const count = defineStep({
  ...takesList,
  gives: 'number',
  op: 'count',
  title: 'Count',
  summary: 'How many items a list has.',
  args: noArgs,
  examples: [{ input: ['a', 'b', 'c'], args: {}, output: '3' }],
  compile: () => (input) => asList(input).length,
});

const first = defineStep({
  ...takesList,
  gives: 'any',
  op: 'first',
  title: 'First item',
  summary: 'The first item of a list, or one field of it.',
  args: withField,
  examples: [{ input: [{ sku: 'A1' }, { sku: 'B2' }], args: { field: 'sku' }, output: '"A1"' }],
  compile: ({ field }) => {
    const pick = fieldOf(field);
    return (input) => pick(asList(input)[0]);
  },
});

const last = defineStep({
  ...takesList,
  gives: 'any',
  op: 'last',
  title: 'Last item',
  summary: 'The last item of a list, or one field of it.',
  args: withField,
  examples: [{ input: ['a', 'b'], args: {}, output: '"b"' }],
  compile: ({ field }) => {
    const pick = fieldOf(field);
    return (input) => pick(asList(input).at(-1));
  },
});

const pick = defineStep({
  family: 'list',
  takes: ['list', 'object'],
  gives: 'any',
  op: 'pick',
  title: 'Pick',
  summary: 'An item by its position (the first is 1), a field of an object, or that field of every item of a list.',
  args: z
    .strictObject({ position: z.int().min(1).max(10_000).optional(), field: fieldArg })
    .refine((args) => args.position !== undefined || args.field !== undefined, 'name a position or a field'),
  examples: [
    { input: ['a', 'b', 'c'], args: { position: 2 }, output: '"b"' },
    { input: { brand: 'Visa' }, args: { field: 'brand' }, output: '"Visa"' },
    { input: [{ sku: 'A1' }, { sku: 'B2' }], args: { field: 'sku' }, output: '["A1","B2"]' },
  ],
  compile: ({ position, field }) => {
    const read = fieldOf(field);
    if (position !== undefined) return (input) => read(asList(input)[position - 1]);
    return (input) => {
      if (isObject(input)) return read(input);
      return asList(input).flatMap((item) => present(read(item)));
    };
  },
});

const unique = defineStep({
  ...takesList,
  gives: 'list',
  op: 'unique',
  title: 'Without repeats',
  summary: 'Keeps the first of equal items; with a field, items with an equal field count as equal.',
  args: withField,
  examples: [
    { input: ['a', 'b', 'a'], args: {}, output: '["a","b"]' },
    { input: [1, 1.0, 2], args: {}, output: '[1,2]' },
  ],
  compile: ({ field }) => {
    const key = fieldOf(field);
    return (input) => {
      const seen = new Map<string, Value>();
      for (const item of asList(input)) {
        const text = canonicalJson(key(item) ?? null);
        if (!seen.has(text)) seen.set(text, item);
      }
      return [...seen.values()].map((item) => item ?? null);
    };
  },
});

const coalesce = defineStep({
  family: 'choice',
  takes: ['list', 'any'],
  gives: 'any',
  op: 'coalesce',
  title: 'First that is there',
  summary: 'The first source of the rule that is neither missing, null nor empty.',
  args: noArgs,
  onMissing: 'run',
  examples: [
    { input: [null, '', 'WEB-1001'], args: {}, output: '"WEB-1001"' },
    { input: [null, ''], args: {}, output: 'null' },
  ],
  compile: () => (input) => {
    if (isMissing(input)) return undefined;
    if (!Array.isArray(input)) return isEmpty(input) ? undefined : input;
    return asList(input).find((item) => !isEmpty(item));
  },
});

export const listSteps = [sum, count, first, last, pick, unique, coalesce];

const present = (value: Value) => (value === undefined ? [] : [value]);
