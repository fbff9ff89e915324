import type { ConstantValue, MappingDocument, StepCall } from '../document';
import { tableType, typeOfConstant } from '../formula/check/form-types';
import { findStep } from '../catalogue';
import { decimalOf, marked, membersOf, types, type Type } from '../types/type';
import { isNullable, nullable, unionOf, withoutNull } from '../types/union';

/** What comes out of the steps of a pipe, as exactly as their settings tell. Faults of single steps are told elsewhere. */
export function typeThroughSteps(start: Type, steps: readonly StepCall[], { tables }: MappingDocument): Type {
  return steps.reduce((type, call) => typeAfter(type, call, tables), start);
}

function typeAfter(type: Type, call: StepCall, tables: MappingDocument['tables']): Type {
  const step = findStep(call.op);
  if (!step) return types.any;
  const made = givenBy(call, withoutNull(type), tables) ?? kindType(step.gives, type);
  const passes = step.onMissing === 'pass' && isNullable(type);
  const whole = passes ? nullable(made) : made;
  return hiding.has(call.op) ? whole : marked(whole, [type]);
}

/** What these steps make does not show a card number any more. */
const hiding: ReadonlySet<string> = new Set(['mask', 'count', 'constant', 'now', 'flag', 'decisionTable']);

const kinds: Readonly<Record<string, Type>> = { text: types.string, number: types.decimal, boolean: types.bool };
const kindType = (gives: string, type: Type): Type => (gives === 'same' ? sameKind(type) : (kinds[gives] ?? types.any));
/** Of the same kind, but any value of it. */
const sameKind = (type: Type): Type =>
  unionOf(
    membersOf(type).map((each) =>
      each.kind === 'string' ? types.string : each.kind === 'int' || each.kind === 'decimal' ? types.decimal : each,
    ),
  );

function givenBy({ op, args }: StepCall, input: Type, tables: MappingDocument['tables']): Type | undefined {
  const number = (name: string): number | undefined => (typeof args[name] === 'number' ? args[name] : undefined);
  switch (op) {
    case 'left':
    case 'right':
    case 'substring': {
      const length = number('length');
      return length === undefined ? types.string : { kind: 'string', maxLength: length };
    }
    case 'trim':
      return input;
    case 'round':
      return decimalOf(number('scale') ?? 0);
    case 'divide':
      return decimalOf(number('scale') ?? 0);
    case 'toInteger':
    case 'minorUnits':
    case 'count':
      return types.int;
    case 'constant':
      return typeOfConstant(args['value'] ?? null);
    case 'flag':
      return unionOf([typeOfConstant(args['yes'] ?? 'Y'), typeOfConstant(args['no'] ?? 'N')]);
    case 'valueTable': {
      const table = Object.hasOwn(tables, String(args['table'])) ? tables[String(args['table'])] : undefined;
      return table && tableType(table, input);
    }
    case 'decisionTable':
      return decisionType(args);
    default:
      return undefined;
  }
}

function decisionType({ rows, otherwise }: StepCall['args']): Type | undefined {
  if (!Array.isArray(rows)) return undefined;
  const values = (rows as readonly { readonly value?: ConstantValue }[]).map(({ value }) =>
    typeOfConstant(value ?? null),
  );
  return unionOf(otherwise === undefined ? values : [...values, typeOfConstant(otherwise)]);
}
