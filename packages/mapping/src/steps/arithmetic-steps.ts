import { Decimal, roundings } from '@penstock/kernel';
import { z } from 'zod';
import { CompileFailure, wrongKind } from '../problems';
import { isList, type Scope, type Value } from '../values';
import {
  asDecimal,
  decimalArg,
  defineStep,
  nameArg,
  scaleArg,
  type StepDefinition,
  type StepSurroundings,
} from './step-definition';

const operandArgs = z.strictObject({
  /** A constant … */
  value: decimalArg.optional(),
  /** … or another source of the rule, by its name. */
  source: nameArg.optional(),
});

type Operands = (input: Value, scope: Scope) => readonly [Decimal, ...Decimal[]];

const binary = { family: 'number', takes: ['number', 'list'], gives: 'number' } as const;

interface Arithmetic {
  readonly op: string;
  readonly title: string;
  readonly summary: string;
  readonly examples: StepDefinition['examples'];
  readonly apply: (a: Decimal, b: Decimal) => Decimal;
}

/** With one number: number and operand. With several sources and no operand: from the first to the last. */
const arithmetic = ({ apply, ...step }: Arithmetic): StepDefinition =>
  defineStep({
    ...binary,
    ...step,
    args: operandArgs,
    compile: (args, surroundings) => {
      const operands = compileOperands(args, surroundings);
      return (input, frame) => operands(input, frame.scope).reduce(apply);
    },
  });

const plus = arithmetic({
  op: 'plus',
  title: 'Add',
  summary: 'Adds a constant, another source, or all sources of the rule. Exact.',
  examples: [
    { input: 0.1, args: { value: 0.2 }, output: '0.3' },
    { input: [10, 2.5], args: {}, output: '12.5' },
  ],
  apply: (a, b) => a.plus(b),
});

const minus = arithmetic({
  op: 'minus',
  title: 'Subtract',
  summary: 'Subtracts a constant or another source; of several sources, all others from the first. Exact.',
  examples: [{ input: 20, args: { source: 'fee' }, sources: { fee: 0.58 }, output: '19.42' }],
  apply: (a, b) => a.minus(b),
});

const multiply = arithmetic({
  op: 'multiply',
  title: 'Multiply',
  summary: 'Multiplies by a constant, another source, or all sources of the rule. Exact: round afterwards.',
  examples: [
    { input: 19.99, args: { value: '100.00' }, output: '1999.0000' },
    { input: [3, 12.5], args: {}, output: '37.5' },
  ],
  apply: (a, b) => a.times(b),
});

const divide = defineStep({
  ...binary,
  op: 'divide',
  title: 'Divide',
  summary: 'Divides by a constant or another source. The digits after the point must be named.',
  args: operandArgs.extend({ scale: scaleArg, mode: z.enum(roundings).default('half-up') }),
  examples: [
    { input: 100, args: { value: 3, scale: 2 }, output: '33.33' },
    { input: 1999, args: { value: 100, scale: 2 }, output: '19.99' },
  ],
  compile: ({ scale, mode, ...args }, surroundings) => {
    const operands = compileOperands(args, surroundings);
    return (input, frame) => {
      const [first, ...divisors] = operands(input, frame.scope);
      if (divisors.length === 0)
        throw wrongKind('a number to divide by', undefined, 'Name a value or a source in the step.');
      const divisor = divisors.reduce((product, factor) => product.times(factor));
      return first.dividedBy(divisor, { scale, rounding: mode });
    };
  },
});

export const arithmeticSteps = [plus, minus, multiply, divide];

function compileOperands(args: z.output<typeof operandArgs>, surroundings: StepSurroundings): Operands {
  if (args.value !== undefined && args.source !== undefined) {
    throw new CompileFailure('BAD_ARGUMENT', 'Both a value and a source are given.', 'Remove one of them.');
  }
  const constant = args.value === undefined ? undefined : Decimal.from(args.value);
  const read = args.source === undefined ? undefined : surroundings.source(args.source);
  return (input, scope) => {
    const [first, ...others] = isList(input) ? input.map(asDecimal) : [asDecimal(input)];
    if (!first) throw wrongKind('at least one number', input, 'Map a number here.');
    if (constant) return [first, ...others, constant];
    return read ? [first, ...others, asDecimal(read(scope))] : [first, ...others];
  };
}
