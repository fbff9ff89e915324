import { Decimal, roundings } from '@penstock/kernel';
import { z } from 'zod';
import { CompileFailure, wrongKind } from '../problems';
import { isNumber, type Value } from '../values';
import { arithmeticSteps } from './arithmetic-steps';
import { currencySteps } from './currency-steps';
import { asDecimal, defineStep, noArgs, scaleArg } from './step-definition';
import { wholeNumber } from './whole-number';

const toDecimal = defineStep({
  op: 'toDecimal',
  title: 'As number',
  summary: 'Reads a text as an exact number. Refuses what is not one instead of guessing.',
  family: 'number',
  takes: ['text', 'number'],
  gives: 'number',
  args: z.strictObject({
    decimalSeparator: z.enum(['.', ',']).default('.'),
    groupSeparator: z.enum([',', '.', ' ', "'"]).optional(),
  }),
  examples: [
    { input: '19.90', args: {}, output: '19.90' },
    { input: '1,234.50', args: { groupSeparator: ',' }, output: '1234.50' },
    { input: '1.234,50', args: { decimalSeparator: ',', groupSeparator: '.' }, output: '1234.50' },
  ],
  compile: ({ decimalSeparator, groupSeparator }) => {
    if (decimalSeparator === groupSeparator) {
      throw new CompileFailure('BAD_ARGUMENT', 'The two separators are the same.', 'Choose another group separator.');
    }
    return (input) => {
      if (isNumber(input)) return Decimal.from(input);
      if (typeof input !== 'string') throw wrongKind('a text or a number', input, 'Map a text or a number here.');
      return readNumber(ungrouped(input.trim(), decimalSeparator, groupSeparator), input);
    };
  },
});

const toInteger = defineStep({
  op: 'toInteger',
  title: 'As whole number',
  summary:
    'Reads a text or number as a whole number. Digits after the point other than zeros are refused: round first.',
  family: 'number',
  takes: ['text', 'number'],
  gives: 'number',
  args: noArgs,
  examples: [
    { input: '42', args: {}, output: '42' },
    { input: '7.00', args: {}, output: '7' },
  ],
  compile: () => (input) => {
    if (!isNumber(input) && typeof input !== 'string')
      throw wrongKind('a whole number', input, 'Map a text or a number here.');
    const value = isNumber(input) ? Decimal.from(input) : readNumber(input.trim(), input);
    if (value.isInteger()) return wholeNumber(value.round(0, 'down').units);
    throw wrongKind('a whole number', input, 'Add the step round before this one.');
  },
});

const round = defineStep({
  op: 'round',
  title: 'Round',
  summary: 'Rounds to so many digits after the point and shows all of them. Half up unless told otherwise.',
  family: 'number',
  takes: ['number'],
  gives: 'number',
  args: z.strictObject({ scale: scaleArg.default(2), mode: z.enum(roundings).default('half-up') }),
  examples: [
    { input: 2.675, args: {}, output: '2.68' },
    { input: 1.005, args: { scale: 2, mode: 'half-even' }, output: '1.00' },
    { input: 5, args: {}, output: '5.00' },
  ],
  compile:
    ({ scale, mode }) =>
    (input) =>
      asDecimal(input).round(scale, mode),
});

const negate = defineStep({
  op: 'negate',
  title: 'Change sign',
  summary: 'Turns a charge into a refund: 5 becomes -5.',
  family: 'number',
  takes: ['number'],
  gives: 'number',
  args: noArgs,
  examples: [{ input: 19.99, args: {}, output: '-19.99' }],
  compile: () => (input) => asDecimal(input).negated(),
});

const abs = defineStep({
  op: 'abs',
  title: 'Without sign',
  summary: 'The size of a number: -5 becomes 5.',
  family: 'number',
  takes: ['number'],
  gives: 'number',
  args: noArgs,
  examples: [{ input: -19.99, args: {}, output: '19.99' }],
  compile: () => (input) => asDecimal(input).abs(),
});

export const numberSteps = [toDecimal, toInteger, round, ...arithmeticSteps, negate, abs, ...currencySteps];

function readNumber(text: string | undefined, original: Value): Decimal {
  const parsed = Decimal.parse(text ?? '');
  if (parsed.ok) return parsed.value;
  throw wrongKind('a number', original, 'Check the separators in the settings of the step, or fix the source.');
}

/** `1,234,567.89` without its separators; undefined when one stands in a wrong place. */
function ungrouped(text: string, decimal: string, group: string | undefined): string | undefined {
  const [whole = '', fraction, ...more] = text.split(decimal);
  const groups = group === undefined ? [whole] : whole.split(group);
  const wellGrouped = groups.every((digits, index) => index === 0 || /^\d{3}$/.test(digits));
  const strayPoint = decimal !== '.' && groups.some((digits) => digits.includes('.'));
  if (more.length > 0 || !wellGrouped || strayPoint) return undefined;
  return fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`;
}
