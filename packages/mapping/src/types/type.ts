/**
 * What is known of a value before any record is seen. The lattice goes from `never` (no value at all) up to `any`
 * (nothing is known). Numbers are exact: `int` below `decimal`. `float` is a measured value that must be turned into a
 * decimal before it is calculated with, `ratio` an exact fraction that must be rounded before it leaves a formula.
 */
export type Type =
  | StringType
  | IntType
  | DecimalType
  | FloatType
  | RatioType
  | BoolType
  | DateType
  | DateTimeType
  | DurationType
  | ArrayType
  | ObjectType
  | MapType
  | NullType
  | UnionType
  | AnyType
  | NeverType;

/** Card data a value is or was made of: it may only reach targets labelled for it. */
export type CardLabel = 'pan' | 'csc' | 'token';

interface Marks {
  /** Seen in samples, not promised by a schema: what does not fit it is a warning, not an error. */
  readonly observed?: boolean;
  readonly labels?: readonly CardLabel[];
}

export interface StringType extends Marks {
  readonly kind: 'string';
  readonly format?: string;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** The only values there are. */
  readonly enum?: readonly string[];
}
export interface IntType extends Marks {
  readonly kind: 'int';
  readonly enum?: readonly number[];
}
export interface DecimalType extends Marks {
  readonly kind: 'decimal';
  /** Digits after the point at most. */
  readonly scale?: number;
  /** Digits in all at most. */
  readonly precision?: number;
}
export interface FloatType extends Marks {
  readonly kind: 'float';
}
export interface RatioType extends Marks {
  readonly kind: 'ratio';
}
export interface BoolType extends Marks {
  readonly kind: 'bool';
  /** The only value there is. */
  readonly value?: boolean;
}
/** A day of the calendar, as ISO text. */
export interface DateType extends Marks {
  readonly kind: 'date';
}
/** An exact point in time, as ISO text with its offset. */
export interface DateTimeType extends Marks {
  readonly kind: 'dateTime';
}
export interface DurationType extends Marks {
  readonly kind: 'duration';
}
export interface ArrayType extends Marks {
  readonly kind: 'array';
  readonly items: Type;
  readonly minItems?: number;
  readonly maxItems?: number;
}
export interface Property {
  /** Worked out when it is asked for, so that a schema may contain itself. */
  readonly type: Type;
  readonly required: boolean;
  readonly title?: string;
  readonly description?: string;
}
export interface ObjectType extends Marks {
  readonly kind: 'object';
  readonly props: ReadonlyMap<string, Property>;
  /** Whether there may be members nobody described. */
  readonly open: boolean;
}
/** An object whose names are data, such as amounts by currency. */
export interface MapType extends Marks {
  readonly kind: 'map';
  readonly values: Type;
}
export interface NullType extends Marks {
  readonly kind: 'null';
}
export interface AnyType extends Marks {
  readonly kind: 'any';
}
export interface NeverType extends Marks {
  readonly kind: 'never';
}
/** One of several; never holds another union, `any` or `never`. A value that may be missing has `null` among them. */
export interface UnionType extends Marks {
  readonly kind: 'union';
  readonly members: readonly Type[];
}

export type TypeKind = Type['kind'];

export const types = {
  any: { kind: 'any' },
  never: { kind: 'never' },
  null: { kind: 'null' },
  string: { kind: 'string' },
  int: { kind: 'int' },
  decimal: { kind: 'decimal' },
  float: { kind: 'float' },
  ratio: { kind: 'ratio' },
  bool: { kind: 'bool' },
  date: { kind: 'date' },
  dateTime: { kind: 'dateTime' },
  duration: { kind: 'duration' },
} as const satisfies Record<string, Type>;

export const arrayOf = (items: Type): ArrayType => ({ kind: 'array', items });
export const mapOf = (values: Type): MapType => ({ kind: 'map', values });
export const oneOfTexts = (values: readonly string[]): StringType => ({ kind: 'string', enum: [...new Set(values)] });
export const decimalOf = (scale: number): DecimalType => ({ kind: 'decimal', scale });

/** An object that has exactly these members, all of them always. */
export function objectOf(
  members: Iterable<readonly [string, Type]>,
  options: { readonly open?: boolean } = {},
): ObjectType {
  const props = new Map([...members].map(([name, type]) => [name, { type, required: true }]));
  return { kind: 'object', props, open: options.open ?? false };
}

/** The types a value may have, one by one. */
export const membersOf = (type: Type): readonly Type[] => (type.kind === 'union' ? type.members : [type]);

/** The marks of several types together: observed as soon as one is, with the labels of all. */
export function marked<T extends Type>(type: T, from: readonly Type[]): T {
  const observed = type.observed === true || from.some((each) => each.observed === true);
  const labels = [...new Set([type, ...from].flatMap((each) => each.labels ?? []))];
  if (!observed && labels.length === 0) return type;
  return withMarks(type, { ...(observed && { observed }), ...(labels.length > 0 && { labels }) });
}

/** Descriptors are copied, not values: members that are worked out later must stay so. */
export function withMarks<T extends Type>(type: T, marks: Marks): T {
  const copy = Object.defineProperties({}, Object.getOwnPropertyDescriptors(type)) as T;
  for (const [name, value] of Object.entries(marks))
    Object.defineProperty(copy, name, { value, enumerable: true, configurable: true });
  return copy;
}
