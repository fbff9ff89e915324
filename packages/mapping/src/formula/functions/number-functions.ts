import { Decimal, roundings, type Rounding } from '@penstock/kernel';
import { CompileFailure, ValueFailure } from '../../problems';
import { decimalOf, membersOf, types, type Type } from '../../types/type';
import { nullable, unionOf, withoutNull } from '../../types/union';
import { add, quotient, remainder } from '../run/arithmetic';
import { compareNumbers } from '../run/compare';
import { Ratio, type FormulaValue } from '../run/formula-value';
import type { FormulaFrame } from '../run/frame';
import { defineFunction, type TypedCall } from './definition';
import {
  constant,
  count,
  integer,
  isNum,
  many,
  number,
  numbers,
  oneOfKinds,
  optional,
  roundable,
  text,
  type Parameter,
} from './parameter';

type Roundable = number | Decimal | Ratio;
const mostDigits = 20;

export function round(value: Roundable, digits: number, mode: Rounding): number | Decimal {
  if (digits === 0 && typeof value === 'number' && Number.isSafeInteger(value)) return value;
  return value instanceof Ratio ? value.round(digits, mode) : Decimal.from(value).round(digits, mode);
}

const digitsAt = ({ constants }: TypedCall): Type => {
  const digits = constants[1] ?? 0;
  return typeof digits === 'number' ? decimalOf(digits) : types.decimal;
};
const digits = optional(constant(count('digits', 'Digits after the point, none unless told otherwise.', mostDigits)));
const value = roundable('number', 'A number or a division.');

function checkedDigits(constants: TypedCall['constants']): number {
  const given = constants[1] ?? 0;
  if (typeof given === 'number' && given >= 0) return given;
  throw new CompileFailure(
    'BAD_ARGUMENT',
    'The digits after the point must be 0 or more.',
    `Write a number from 0 to ${mostDigits}.`,
  );
}

function roundingOf(given: unknown): Rounding {
  if (given === undefined) return 'half-up';
  if (roundings.includes(given as Rounding)) return given as Rounding;
  throw new CompileFailure(
    'BAD_ARGUMENT',
    'There is no such way of rounding.',
    `Write one of: ${roundings.join(', ')}.`,
  );
}

const rounders = [
  defineFunction({
    name: 'ROUND',
    family: 'number',
    summary: 'Rounds to so many digits after the point and shows all of them. Half up unless told otherwise.',
    parameters: [value, digits, optional(constant(text('mode', `One of ${roundings.join(', ')}.`)))],
    examples: [
      { formula: 'ROUND(19.995, 2)', gives: '20.00' },
      { formula: 'ROUND(100 / 3, 4)', gives: '33.3333' },
      { formula: 'ROUND(2.5, 0, "half-even")', gives: '2' },
    ],
    gives: digitsAt,
    prepare: (constants) => {
      const [scale, mode] = [checkedDigits(constants), roundingOf(constants[2])];
      return ([given]) => round(given, scale, mode);
    },
  }),
  rounder('ROUNDUP', 'up', 'Rounds away from zero.', 'ROUNDUP(1.001, 2)', '1.01'),
  rounder('ROUNDDOWN', 'down', 'Cuts digits off.', 'ROUNDDOWN(1.999, 2)', '1.99'),
  wholeRounder('FLOOR', 'floor', 'The next whole number below.', 'FLOOR(-1.5)', '-2'),
  wholeRounder('CEILING', 'ceiling', 'The next whole number above.', 'CEILING(1.2)', '2'),
  wholeRounder('TRUNC', 'down', 'The whole number without its digits after the point.', 'TRUNC(-1.9)', '-1'),
];

type RounderWords = readonly [name: string, mode: Rounding, summary: string, formula: string, gives: string];

function rounder(...[name, mode, summary, formula, gives]: RounderWords) {
  return defineFunction({
    name,
    family: 'number',
    summary,
    parameters: [value, digits],
    examples: [{ formula, gives }],
    gives: digitsAt,
    prepare: (constants) => {
      const scale = checkedDigits(constants);
      return ([given]) => round(given, scale, mode);
    },
  });
}

function wholeRounder(...[name, mode, summary, formula, gives]: RounderWords) {
  return defineFunction({
    name,
    family: 'number',
    summary,
    parameters: [value],
    examples: [{ formula, gives }],
    gives: types.int,
    run: ([given]) => wholeNumberOf(round(given, 0, mode)),
  });
}

/** A plain number where it fits, which every target takes. */
export function wholeNumberOf(rounded: number | Decimal): number | Decimal {
  if (typeof rounded === 'number') return rounded;
  const number = Number(rounded.units);
  return Number.isSafeInteger(number) ? number : rounded;
}

const reckoning = [
  defineFunction({
    name: 'ABS',
    family: 'number',
    summary: 'The size of a number: -5 becomes 5.',
    parameters: [number('number', 'The number.')],
    examples: [{ formula: 'ABS(-5)', gives: '5' }],
    gives: ({ args }) => withoutChoices(args[0] ?? types.decimal),
    run: ([given]) =>
      typeof given === 'number' && Number.isSafeInteger(given) ? Math.abs(given) : Decimal.from(given).abs(),
  }),
  defineFunction({
    name: 'MOD',
    family: 'number',
    summary: 'What is left of a whole division, with the sign of the first number.',
    parameters: [integer('number', 'A whole number.'), integer('divisor', 'A whole number other than 0.')],
    examples: [{ formula: 'MOD(7, 3)', gives: '1' }],
    gives: types.int,
    run: ([a, b]) => remainder(a, b),
  }),
  defineFunction({
    name: 'QUOTIENT',
    family: 'number',
    summary: 'The whole part of a division.',
    parameters: [integer('number', 'A whole number.'), integer('divisor', 'A whole number other than 0.')],
    examples: [{ formula: 'QUOTIENT(7, 3)', gives: '2' }],
    gives: types.int,
    run: ([a, b]) => quotient(a, b),
  }),
  extreme('MIN', 'The smallest of several numbers.', -1),
  extreme('MAX', 'The largest of several numbers.', 1),
];

function extreme(name: string, summary: string, sign: -1 | 1) {
  return defineFunction({
    name,
    family: 'number',
    summary,
    parameters: [many(number('numbers', 'Numbers.'))],
    examples: [{ formula: `${name}(3, 1.5, 2)`, gives: sign < 0 ? '1.5' : '3' }],
    gives: ({ args }) => unionOf(args.map(withoutChoices)),
    run: ([given]) => given.reduce((best, next) => (Math.sign(compareNumbers(next, best)) === sign ? next : best)),
  });
}

const withoutChoices = (type: Type): Type =>
  unionOf(membersOf(type).map((each) => (each.kind === 'int' ? types.int : each)));

function sumOf(items: readonly (number | Decimal)[], frame: FormulaFrame): number | Decimal {
  frame.budget.charge(items.length);
  let sum: FormulaValue = 0;
  for (const item of items) sum = add(sum, item, frame);
  return sum as number | Decimal;
}

const itemsType = ({ args }: TypedCall): Type => {
  const items = args.flatMap(membersOf).map((each) => (each.kind === 'array' ? each.items : each));
  return unionOf([types.int, ...items.map(withoutNull).map(withoutChoices)]);
};

const lists = [
  defineFunction({
    name: 'SUM',
    family: 'number',
    summary: 'Adds up the numbers of a list. Exact; an empty list gives 0.',
    parameters: [numbers('numbers', 'A list of numbers.')],
    examples: [{ formula: 'SUM([19.99, 0.01])', gives: '20.00' }],
    gives: itemsType,
    run: ([items], frame) => sumOf(items, frame),
  }),
  defineFunction({
    name: 'AVERAGE',
    family: 'number',
    summary: 'The average of the numbers of a list, half up to so many digits; of an empty list it is missing.',
    parameters: [
      numbers('numbers', 'A list of numbers.'),
      constant(count('digits', 'Digits after the point.', mostDigits)),
    ],
    examples: [{ formula: 'AVERAGE([1, 2, 2], 2)', gives: '1.67' }],
    gives: (call) => nullable(digitsAt(call)),
    prepare: (constants) => {
      const scale = checkedDigits(constants);
      return ([items], frame) =>
        items.length === 0
          ? null
          : Decimal.from(sumOf(items, frame)).dividedBy(Decimal.from(items.length), { scale, rounding: 'half-up' });
    },
  }),
];

const convertible: Parameter<FormulaValue> = oneOfKinds(
  { name: 'value', summary: 'A text such as 1250.00, or a number.', wants: 'a text or a number' },
  'string',
  'int',
  'decimal',
  'float',
);

/** @throws ValueFailure */
function decimalFrom(given: FormulaValue): number | Decimal {
  if (typeof given !== 'string') {
    if (isNum(given)) return given;
  } else {
    const parsed = Decimal.parse(given.trim());
    if (parsed.ok) return parsed.value;
  }
  throw new ValueFailure(
    'NOT_A_NUMBER',
    'This text is not a number.',
    'Remove signs and separators with SUBSTITUTE first.',
  );
}

/** @throws ValueFailure when digits would be lost. */
function wholeFrom(given: FormulaValue): number | Decimal {
  const decimal = Decimal.from(decimalFrom(given));
  if (decimal.isInteger()) return wholeNumberOf(decimal.round(0, 'down'));
  throw new ValueFailure('NOT_WHOLE', 'This number has digits after the point.', 'Use ROUND, FLOOR or TRUNC.');
}

const conversions = [
  defineFunction({
    name: 'VALUE',
    aliases: ['DECIMAL'],
    family: 'number',
    summary: 'Reads a text as an exact number. Refuses what is not one instead of guessing.',
    parameters: [convertible],
    examples: [{ formula: 'VALUE("1250.00")', gives: '1250.00' }],
    gives: ({ args }) => (args[0]?.kind === 'int' || args[0]?.kind === 'decimal' ? args[0] : types.decimal),
    run: ([given]) => decimalFrom(given),
  }),
  defineFunction({
    name: 'INT',
    aliases: ['int'],
    family: 'number',
    summary: 'A text or number as a whole number; digits after the point other than zeros are refused.',
    parameters: [convertible],
    examples: [{ formula: 'INT("0042")', gives: '42' }],
    gives: types.int,
    run: ([given]) => wholeFrom(given),
  }),
];

export const numberFunctions = [...rounders, ...reckoning, ...lists, ...conversions];
