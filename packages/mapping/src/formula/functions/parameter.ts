import { Decimal } from '@penstock/kernel';
import { parseIsoMoment, type Moment } from '../../moment';
import { ValueFailure, wrongKind } from '../../problems';
import { isList, isMissing, isObject, type Value } from '../../values';
import type { Type, TypeKind } from '../../types/type';
import { Duration, Ratio, type FormulaValue } from '../run/formula-value';
import { formulaKind } from '../run/formula-kind';

/** What a function takes at one place, and how the value is read when it runs. */
export interface Parameter<T = unknown> {
  readonly name: string;
  readonly summary: string;
  /** In words, for messages: `a text`. */
  readonly wants: string;
  readonly kinds: ReadonlySet<TypeKind> | 'any';
  /** What the items of a list must be. */
  readonly items?: ReadonlySet<TypeKind>;
  /** May be left out. */
  readonly optional: boolean;
  /** Takes this and all further arguments, at least one. */
  readonly many: boolean;
  /** Takes a missing value as well. */
  readonly nullable: boolean;
  /** Must be written in the formula: it decides how the function works. */
  readonly constant: boolean;
  /** @throws ValueFailure */
  readonly read: (value: FormulaValue) => T;
}

interface Words {
  readonly name: string;
  readonly summary: string;
}

const kinds = (...each: TypeKind[]): ReadonlySet<TypeKind> => new Set(each);
const plain = { optional: false, many: false, nullable: false, constant: false };

function parameter<T>(
  { name, summary }: Words,
  wants: string,
  rest: Pick<Parameter<T>, 'kinds' | 'read'> & Partial<Parameter<T>>,
): Parameter<T> {
  return { ...plain, ...rest, name, summary, wants };
}

const refuse = (wants: string, value: FormulaValue): ValueFailure => {
  if (isMissing(value as Value))
    return new ValueFailure(
      'MISSING_VALUE',
      `This needs ${wants} and the value is missing.`,
      'Use COALESCE(value, …) to say what stands in for it.',
    );
  if (value instanceof Duration || value instanceof Ratio)
    return new ValueFailure(
      'WRONG_KIND',
      `This needs ${wants} and got ${formulaKind(value)}.`,
      'Round a fraction first.',
    );
  return wrongKind(wants, value as Value, `Convert it to ${wants} first.`);
};

function reader<T extends FormulaValue>(
  wants: string,
  fits: (value: FormulaValue) => value is T,
): (value: FormulaValue) => T {
  return (value) => {
    if (fits(value)) return value;
    throw refuse(wants, value);
  };
}

export const isNum = (value: FormulaValue): value is number | Decimal =>
  typeof value === 'number' || value instanceof Decimal;
const isAnyList = (value: FormulaValue): value is readonly FormulaValue[] => isList(value as Value);

/** Dates are texts when they run, so that every text function may read them. */
export const text = (name: string, summary: string): Parameter<string> =>
  parameter({ name, summary }, 'a text', {
    kinds: kinds('string', 'date', 'dateTime'),
    read: (value) => {
      if (typeof value === 'string') return value;
      throw refuse('a text', value);
    },
  });

/** A text, a number or yes/no, written as text; a missing one is empty. */
export const printable = (name: string, summary: string): Parameter<string> =>
  parameter({ name, summary }, 'a text or a number', {
    kinds: kinds('string', 'date', 'dateTime', 'int', 'decimal', 'float', 'bool'),
    nullable: true,
    read: (value) => {
      if (typeof value === 'string') return value;
      if (isMissing(value as Value)) return '';
      if (isNum(value) || typeof value === 'boolean') return String(value);
      throw refuse('a text or a number', value);
    },
  });

export const number = (name: string, summary: string): Parameter<number | Decimal> =>
  parameter({ name, summary }, 'a number', { kinds: kinds('int', 'decimal'), read: reader('a number', isNum) });

export const integer = (name: string, summary: string): Parameter<number | Decimal> =>
  parameter({ name, summary }, 'a whole number', { kinds: kinds('int'), read: reader('a whole number', isNum) });

/** A number, or a division that is not rounded yet. */
export const roundable = (name: string, summary: string): Parameter<number | Decimal | Ratio> =>
  parameter({ name, summary }, 'a number', {
    kinds: kinds('int', 'decimal', 'ratio'),
    read: reader('a number', (value): value is number | Decimal | Ratio => isNum(value) || value instanceof Ratio),
  });

/** @throws ValueFailure beyond the bounds, which no formula needs. */
export const count = (name: string, summary: string, most = 100_000): Parameter<number> =>
  parameter({ name, summary }, 'a whole number', {
    kinds: kinds('int'),
    read: (value) => {
      if (!isNum(value)) throw refuse('a whole number', value);
      const size = typeof value === 'number' ? value : Decimal.from(value).toNumber();
      if (!Number.isInteger(size)) throw refuse('a whole number', value);
      if (Math.abs(size) > most)
        throw new ValueFailure('OUT_OF_RANGE', `This number is larger than ${most}.`, 'Use a smaller one.');
      return size;
    },
  });

export const yesNo = (name: string, summary: string): Parameter<boolean> =>
  parameter({ name, summary }, 'yes or no', {
    kinds: kinds('bool'),
    read: reader('yes or no', (value): value is boolean => typeof value === 'boolean'),
  });

/** A date with or without a time, read from its ISO text. */
export const moment = (name: string, summary: string): Parameter<Moment> =>
  parameter({ name, summary }, 'a date', {
    kinds: kinds('date', 'dateTime'),
    read: (value) => {
      const read = typeof value === 'string' ? parseIsoMoment(value) : undefined;
      if (read) return read;
      throw refuse('a date', value);
    },
  });

export const list = (name: string, summary: string): Parameter<readonly FormulaValue[]> =>
  parameter({ name, summary }, 'a list', { kinds: kinds('array'), read: reader('a list', isAnyList) });

export const numbers = (name: string, summary: string): Parameter<readonly (number | Decimal)[]> =>
  parameter({ name, summary }, 'a list of numbers', {
    kinds: kinds('array'),
    items: kinds('int', 'decimal'),
    read: (value) => {
      if (!isAnyList(value)) throw refuse('a list of numbers', value);
      const wrong = value.find((item) => !isNum(item));
      if (wrong !== undefined || value.some((item) => item === undefined)) throw refuse('a list of numbers', wrong);
      return value as readonly (number | Decimal)[];
    },
  });

export const textsOrList = (name: string, summary: string): Parameter<readonly FormulaValue[]> =>
  parameter({ name, summary }, 'a list of texts', {
    kinds: kinds('array'),
    items: kinds('string', 'date', 'dateTime', 'int', 'decimal', 'bool'),
    read: reader('a list of texts', isAnyList),
  });

export const object = (name: string, summary: string): Parameter<Readonly<Record<string, FormulaValue>>> =>
  parameter({ name, summary }, 'an object', {
    kinds: kinds('object', 'map'),
    read: reader('an object', (value): value is never => isObject(value as Value)) as (
      value: FormulaValue,
    ) => Readonly<Record<string, FormulaValue>>,
  });

export const anything = (name: string, summary: string): Parameter<FormulaValue> =>
  parameter({ name, summary }, 'a value', { kinds: 'any', nullable: true, read: (value) => value });

/** Texts, numbers and durations of several kinds; the function says more itself. */
export const oneOfKinds = (words: Words & { readonly wants: string }, ...each: TypeKind[]): Parameter<FormulaValue> =>
  parameter(words, words.wants, {
    kinds: kinds(...each),
    read: (value) => {
      if (isMissing(value as Value)) throw refuse(words.wants, value);
      return value;
    },
  });

export const optional = <T>(one: Parameter<T>): Parameter<T | undefined> => ({
  ...one,
  optional: true,
  read: (value) => (value === undefined ? undefined : one.read(value)),
});
export const constant = <T>(one: Parameter<T>): Parameter<T> => ({ ...one, constant: true });
/** Its value when it runs is the list of all remaining arguments. */
export const many = <T>(one: Parameter<T>): Parameter<readonly T[]> =>
  ({ ...one, many: true }) as unknown as Parameter<readonly T[]>;

/** Why a type does not fit a parameter; undefined when it does. */
export type Misfit = 'kind' | 'missing' | 'float' | 'ratio';
export function misfit(
  type: Type,
  { kinds: wanted, items, nullable }: Pick<Parameter, 'kinds' | 'items' | 'nullable'>,
): Misfit | undefined {
  const members = type.kind === 'union' ? type.members : [type];
  for (const member of members) {
    if (member.kind === 'any' || member.kind === 'never') continue;
    if (member.kind === 'null') {
      if (!nullable) return 'missing';
    } else if (wanted !== 'any' && !wanted.has(member.kind)) {
      if (member.kind === 'float' || member.kind === 'ratio') return member.kind;
      return 'kind';
    } else if (wanted === 'any' && member.kind === 'ratio') return 'ratio';
    else if (items && member.kind === 'array') {
      const inner = misfit(member.items, { kinds: items, nullable: false });
      if (inner) return inner;
    }
  }
  return undefined;
}
