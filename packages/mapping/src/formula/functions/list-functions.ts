import { ValueFailure } from '../../problems';
import { isNumber, type Value } from '../../values';
import { arrayOf, types, type Type } from '../../types/type';
import { itemOf } from '../../types/members';
import { nullable } from '../../types/union';
import { compare, equals } from '../run/compare';
import type { FormulaList, FormulaValue } from '../run/formula-value';
import type { FormulaFrame } from '../run/frame';
import { defineFunction, type TypedCall } from './definition';
import { count, list, object, oneOfKinds } from './parameter';

const itemType = ({ args }: TypedCall): Type => (args[0] && itemOf(args[0])) ?? types.any;
const sameList = (call: TypedCall): Type => arrayOf(itemType(call));

const single = [
  defineFunction({
    name: 'SIZE',
    aliases: ['size', 'COUNT'],
    family: 'list',
    summary: 'How many items a list has, characters a text, or members an object.',
    parameters: [
      oneOfKinds(
        { name: 'value', summary: 'A list, text or object.', wants: 'a list, a text or an object' },
        'array',
        'string',
        'object',
        'map',
      ),
    ],
    examples: [{ formula: 'SIZE([1, 2, 3])', gives: '3' }],
    gives: types.int,
    hides: true,
    run: ([value]) => sizeOf(value),
  }),
  defineFunction({
    name: 'FIRST',
    family: 'list',
    summary: 'The first item of a list; missing when it is empty.',
    parameters: [list('list', 'The list.')],
    examples: [{ formula: 'FIRST([3, 1])', gives: '3' }],
    gives: (call) => nullable(itemType(call)),
    run: ([items]) => items[0] ?? null,
  }),
  defineFunction({
    name: 'LAST',
    family: 'list',
    summary: 'The last item of a list; missing when it is empty.',
    parameters: [list('list', 'The list.')],
    examples: [{ formula: 'LAST([3, 1])', gives: '1' }],
    gives: (call) => nullable(itemType(call)),
    run: ([items]) => items.at(-1) ?? null,
  }),
];

function sizeOf(value: FormulaValue): number {
  if (typeof value === 'string') return isAscii(value) ? value.length : [...value].length;
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null && !isNumber(value as Value)) return Object.keys(value).length;
  throw new ValueFailure(
    'WRONG_KIND',
    'Only lists, texts and objects have a size.',
    'Map a list, a text or an object here.',
  );
}
const isAscii = (value: string): boolean => !/[\ud800-\udfff]/.test(value);

const whole = [
  defineFunction({
    name: 'UNIQUE',
    family: 'list',
    summary: 'Keeps the first of equal items.',
    parameters: [list('list', 'Texts, numbers or objects.')],
    examples: [{ formula: 'UNIQUE(["a", "b", "a"])', gives: '["a","b"]' }],
    gives: sameList,
    run: ([items], frame) => unique(items, frame),
  }),
  defineFunction({
    name: 'SORT',
    family: 'list',
    summary: 'The items in order, the smallest first.',
    parameters: [list('list', 'Texts or numbers.')],
    examples: [{ formula: 'SORT([3, 1, 2])', gives: '[1,2,3]' }],
    gives: sameList,
    run: ([items], frame) => {
      frame.budget.charge(items.length * (1 + Math.ceil(Math.log2(items.length + 1))));
      return [...items].sort(compare);
    },
  }),
  defineFunction({
    name: 'REVERSE',
    family: 'list',
    summary: 'The items in the other order.',
    parameters: [list('list', 'The list.')],
    examples: [{ formula: 'REVERSE([1, 2])', gives: '[2,1]' }],
    gives: sameList,
    run: ([items], frame) => {
      frame.budget.charge(items.length);
      return [...items].reverse();
    },
  }),
  defineFunction({
    name: 'TAKE',
    family: 'list',
    summary: 'The first items of a list.',
    parameters: [list('list', 'The list.'), count('count', 'How many items.')],
    examples: [{ formula: 'TAKE([1, 2, 3], 2)', gives: '[1,2]' }],
    gives: sameList,
    run: ([items, most], frame) => {
      frame.budget.charge(Math.min(items.length, Math.max(0, most)));
      return items.slice(0, Math.max(0, most));
    },
  }),
  defineFunction({
    name: 'FLATTEN',
    family: 'list',
    summary: 'A list of lists as one list.',
    parameters: [list('lists', 'Lists.')],
    examples: [{ formula: 'FLATTEN([[1], [2, 3]])', gives: '[1,2,3]' }],
    gives: (call) => arrayOf(itemOf(itemType(call)) ?? types.any),
    run: ([lists], frame) => flattened(lists, frame),
  }),
  defineFunction({
    name: 'KEYS',
    family: 'list',
    summary: 'The names of the members of an object.',
    parameters: [object('object', 'The object.')],
    examples: [{ formula: 'KEYS({"a": 1, "b": 2})', gives: '["a","b"]' }],
    gives: arrayOf(types.string),
    run: ([value], frame) => {
      const names = Object.keys(value);
      frame.budget.charge(names.length);
      return names;
    },
  }),
];

/** Plain values are told apart by a set; objects and decimals are compared one by one, which the budget bounds. */
function unique(items: FormulaList, frame: FormulaFrame): FormulaList {
  const seen = new Set<FormulaValue>();
  const kept: FormulaValue[] = [];
  for (const item of items) {
    frame.budget.charge(1);
    if (seen.has(item)) continue;
    if (typeof item === 'object' && item !== null) {
      frame.budget.charge(kept.length);
      if (kept.some((one) => equals(one, item, frame))) continue;
    }
    seen.add(item);
    kept.push(item);
  }
  return kept;
}

function flattened(lists: FormulaList, frame: FormulaFrame): FormulaList {
  const made: FormulaValue[] = [];
  for (const one of lists) {
    if (!Array.isArray(one))
      throw new ValueFailure('WRONG_KIND', 'FLATTEN takes a list of lists.', 'Leave FLATTEN out.');
    frame.budget.charge(one.length + 1);
    for (const item of one as FormulaList) made.push(item);
  }
  return made;
}

export const listFunctions = [...single, ...whole];
