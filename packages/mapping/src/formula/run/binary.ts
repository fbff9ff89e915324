import { ValueFailure } from '../../problems';
import type { BinaryOperator } from '../syntax/ast';
import { add, divide, multiply, remainder, subtract } from './arithmetic';
import { compare, equals } from './compare';
import { formulaKind } from './formula-kind';
import type { FormulaList, FormulaValue } from './formula-value';
import type { FormulaFrame } from './frame';
import type { Part, RunFormula } from './part';
import { truthOf } from './truth';

export function binaryRun(
  op: BinaryOperator,
  { run: left, value }: Part,
  { run: right, value: known }: Part,
): RunFormula {
  switch (op) {
    case '&&':
      return (scope, frame) => truthOf(left(scope, frame)) && truthOf(right(scope, frame));
    case '||':
      return (scope, frame) => truthOf(left(scope, frame)) || truthOf(right(scope, frame));
    case '==':
      return equalRun(left, right, known ?? value);
    case '!=': {
      const equal = equalRun(left, right, known ?? value);
      return (scope, frame) => !equal(scope, frame);
    }
    case 'in':
      return inRun(left, right, known);
    case '+':
      return (scope, frame) => add(left(scope, frame), right(scope, frame), frame);
    case '-':
      return (scope, frame) => subtract(left(scope, frame), right(scope, frame));
    case '*':
      return (scope, frame) => multiply(left(scope, frame), right(scope, frame));
    case '/':
      return (scope, frame) => divide(left(scope, frame), right(scope, frame));
    case '%':
      return (scope, frame) => remainder(left(scope, frame), right(scope, frame));
    default:
      return orderRun(op, left, right);
  }
}

/** Short texts without a dash after the year are compared as they are: they cannot be points in time. */
function equalRun(
  left: RunFormula,
  right: RunFormula,
  known: Part['value'],
): (...args: Parameters<RunFormula>) => boolean {
  if (typeof known?.is === 'string' && known.is.length < 17)
    return (scope, frame) => left(scope, frame) === right(scope, frame);
  return (scope, frame) => equals(left(scope, frame), right(scope, frame), frame);
}

function orderRun(op: '<' | '<=' | '>' | '>=', left: RunFormula, right: RunFormula): RunFormula {
  switch (op) {
    case '<':
      return (scope, frame) => compare(left(scope, frame), right(scope, frame)) < 0;
    case '<=':
      return (scope, frame) => compare(left(scope, frame), right(scope, frame)) <= 0;
    case '>':
      return (scope, frame) => compare(left(scope, frame), right(scope, frame)) > 0;
    case '>=':
      return (scope, frame) => compare(left(scope, frame), right(scope, frame)) >= 0;
  }
}

function inRun(left: RunFormula, right: RunFormula, known: Part['value']): RunFormula {
  const items = known?.is;
  if (Array.isArray(items) && items.every((item) => typeof item === 'string' && item.length < 17)) {
    const texts = new Set<FormulaValue>(items as FormulaList);
    return (scope, frame) => texts.has(left(scope, frame));
  }
  return (scope, frame) => isIn(left(scope, frame), right(scope, frame), frame);
}

function isIn(item: FormulaValue, whole: FormulaValue, frame: FormulaFrame): boolean {
  if (Array.isArray(whole)) {
    frame.budget.charge(whole.length);
    return (whole as FormulaList).some((each) => equals(each, item, frame));
  }
  if (typeof whole === 'object' && whole !== null && typeof item === 'string') return Object.hasOwn(whole, item);
  throw new ValueFailure(
    'WRONG_KIND',
    `After "in" a list is expected and got ${formulaKind(whole)}.`,
    'Map a list here.',
  );
}
