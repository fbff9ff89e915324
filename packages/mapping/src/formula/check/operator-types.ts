import { longestText } from '../../types/union';
import { arrayOf, membersOf, types, type Type } from '../../types/type';
import { unionOf } from '../../types/union';

/** What a type is to an operator; `mixed` when it is several of these. */
export type Group =
  'number' | 'ratio' | 'float' | 'text' | 'date' | 'duration' | 'bool' | 'list' | 'object' | 'any' | 'mixed' | 'never';

const groups: Readonly<Record<Type['kind'], Group>> = {
  int: 'number',
  decimal: 'number',
  ratio: 'ratio',
  float: 'float',
  string: 'text',
  date: 'date',
  dateTime: 'date',
  duration: 'duration',
  bool: 'bool',
  array: 'list',
  object: 'object',
  map: 'object',
  any: 'any',
  null: 'never',
  never: 'never',
  union: 'mixed',
};

/** Of what is there; that a value may be missing is asked separately. */
export function groupOf(type: Type): Group {
  const found = new Set(membersOf(type).map(({ kind }) => groups[kind]));
  found.delete('never');
  if (found.size === 0) return 'never';
  if (found.has('ratio') && found.size === 2 && found.has('number')) return 'ratio';
  const [only] = found;
  return found.size === 1 && only ? only : 'mixed';
}

/** The type of a sum, product …; undefined when the operator cannot be used between the two. */
export function arithmeticType(op: '+' | '-' | '*' | '/' | '%', left: Type, right: Type): Type | undefined {
  const [a, b] = [groupOf(left), groupOf(right)];
  if (a === 'never' || b === 'never') return types.never;
  if (isNumeric(a) && isNumeric(b)) return numericType(op, left, right);
  if ((a === 'any' && (isNumeric(b) || b === 'any')) || (b === 'any' && isNumeric(a))) return op === '/' ? types.ratio : types.any;
  if (op === '+') return sumType(left, right);
  return op === '-' ? differenceType(left, right) : undefined;
}

const isNumeric = (group: Group): boolean => group === 'number' || group === 'ratio';

function numericType(op: '+' | '-' | '*' | '/' | '%', left: Type, right: Type): Type | undefined {
  if (op === '/') return types.ratio;
  if (groupOf(left) === 'ratio' || groupOf(right) === 'ratio') return op === '%' ? undefined : types.ratio;
  if (isWhole(left) && isWhole(right)) return types.int;
  if (op === '%') return undefined;
  const [a, b] = [scaleOf(left), scaleOf(right)];
  if (a === undefined || b === undefined) return types.decimal;
  return { kind: 'decimal', scale: op === '*' ? a + b : Math.max(a, b) };
}

const present = (type: Type): readonly Type[] => membersOf(type).filter(({ kind }) => kind !== 'null');
const isWhole = (type: Type): boolean => present(type).every(({ kind }) => kind === 'int');

function scaleOf(type: Type): number | undefined {
  const scales = present(type).map((each) =>
    each.kind === 'int' ? 0 : each.kind === 'decimal' ? each.scale : undefined,
  );
  return scales.includes(undefined) ? undefined : Math.max(...(scales as number[]));
}

function sumType(left: Type, right: Type): Type | undefined {
  const [a, b] = [groupOf(left), groupOf(right)];
  if (a === 'text' && b === 'text') return textType(left, right);
  if (a === 'list' && b === 'list')
    return arrayOf(
      unionOf([...present(left), ...present(right)].map((each) => (each.kind === 'array' ? each.items : types.any))),
    );
  if (a === 'duration' && b === 'duration') return types.duration;
  if (a === 'date' && b === 'duration') return left;
  if (a === 'duration' && b === 'date') return right;
  if (a === 'any' || b === 'any')
    return a === 'bool' || b === 'bool' || a === 'object' || b === 'object'
      ? undefined
      : a === 'text' || b === 'text'
        ? types.string
        : types.any;
  return undefined;
}

function differenceType(left: Type, right: Type): Type | undefined {
  const [a, b] = [groupOf(left), groupOf(right)];
  if (a === 'duration' && b === 'duration') return types.duration;
  if (a === 'date' && b === 'duration') return left;
  if ((a === 'date' && b === 'date') || (a === 'date' && b === 'any') || (a === 'any' && b === 'date'))
    return types.duration;
  return a === 'any' && b === 'duration' ? types.any : undefined;
}

function textType(left: Type, right: Type): Type {
  const [a, b] = [left, right].map((type) => {
    const lengths = present(type).map((each) => (each.kind === 'string' ? longestText(each) : undefined));
    return lengths.includes(undefined) ? undefined : Math.max(...(lengths as number[]));
  });
  return a === undefined || b === undefined ? types.string : { kind: 'string', maxLength: a + b };
}

/** Whether two values of these types may be equal or put in order at all. */
export function areComparable(left: Type, right: Type): boolean {
  const [a, b] = [groupOf(left), groupOf(right)];
  if (a === 'any' || b === 'any' || a === 'never' || b === 'never' || a === 'mixed' || b === 'mixed') return true;
  return a === b || (isNumeric(a) && isNumeric(b));
}

export const areOrdered = (left: Type, right: Type): boolean =>
  areComparable(left, right) && [left, right].every((type) => !['list', 'object', 'mixed'].includes(groupOf(type)));
