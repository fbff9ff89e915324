import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { checkTextLength } from '../budget';
import type { ConstantValue, ValueTable } from '../document';
import type { Getter } from '../field-path';
import type { FormulaFrame } from '../formula/run/frame';
import { wrongKind } from '../problems';
import { isList, isNumber, type Scope, type Value } from '../values';

/** What a step takes or gives, for the checker and for the designer's menus. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'date' | 'list' | 'object' | 'any';

export type StepFamily = 'text' | 'number' | 'date' | 'list' | 'choice';

/** What a running step sees beside its input. */
export interface StepFrame {
  readonly scope: Scope;
  /** Wall clock of the run in milliseconds; undefined where none was given. */
  readonly now: number | undefined;
  readonly maxTextLength: number;
  /** What formulas in conditions share with the rest of the run. */
  readonly formulas?: FormulaFrame;
}

export type RunStep = (input: Value, frame: StepFrame) => Value;

/** What a step may refer to while it is compiled. */
export interface StepSurroundings {
  /** The rule's source of that name. @throws CompileFailure */
  source(name: string): Getter;
  /** @throws CompileFailure */
  table(name: string): ValueTable;
}

export interface StepExample {
  readonly input: ConstantValue;
  readonly args: Readonly<Record<string, ConstantValue>>;
  /** Further sources by name, where the example needs them. */
  readonly sources?: Readonly<Record<string, ConstantValue>>;
  readonly tables?: Readonly<Record<string, ValueTable>>;
  /** As JSON text, because `1999.00` is not the number 1999. */
  readonly output: string;
}

export interface StepDefinition {
  readonly op: string;
  readonly title: string;
  readonly summary: string;
  readonly family: StepFamily;
  readonly takes: readonly ValueKind[];
  /** `same`: the kind that came in. */
  readonly gives: ValueKind | 'same';
  readonly args: z.ZodType;
  /** `pass`: a missing value (and for numbers and dates an empty text) goes through untouched. */
  readonly onMissing: 'pass' | 'run';
  readonly examples: readonly StepExample[];
  readonly compile: (args: unknown, surroundings: StepSurroundings) => RunStep;
}

interface TypedStep<Args extends z.ZodType> extends Omit<StepDefinition, 'args' | 'compile' | 'onMissing'> {
  readonly args: Args;
  readonly onMissing?: 'run';
  readonly compile: (args: z.output<Args>, surroundings: StepSurroundings) => RunStep;
}

export function defineStep<Args extends z.ZodType>(step: TypedStep<Args>): StepDefinition {
  return { ...step, onMissing: step.onMissing ?? 'pass', compile: step.compile as StepDefinition['compile'] };
}

/** Numbers in arguments may be written as texts, which keeps digits a JSON number would lose. */
export const decimalArg = z.union([
  z.number(),
  z.string().regex(/^-?\d{1,30}(\.\d{1,30})?$/, 'a number such as 1.0825'),
]);
export const scaleArg = z.int().min(0).max(20);
export const positionArg = z.int().min(1).max(100_000);
export const nameArg = z.string().min(1).max(60);
export const noArgs = z.strictObject({});

/** @throws ValueFailure for lists, objects and yes/no. */
export function asText(input: Value, frame: StepFrame): string {
  const text = isNumber(input) ? String(input) : input;
  if (typeof text !== 'string') throw wrongKind('a text', input, 'Pick one text of it first, or use join for a list.');
  checkTextLength(text.length, frame.maxTextLength);
  return text;
}

/** @throws ValueFailure for everything that is not a number, also for texts made of digits. */
export function asDecimal(input: Value): Decimal {
  if (isNumber(input)) return Decimal.from(input);
  throw wrongKind(
    'a number',
    input,
    typeof input === 'string' ? 'Add the step toDecimal before this one.' : 'Map a number here.',
  );
}

/** @throws ValueFailure */
export function asList(input: Value): readonly Value[] {
  if (isList(input)) return input;
  throw wrongKind('a list', input, 'Map a list, or give the rule several sources.');
}
