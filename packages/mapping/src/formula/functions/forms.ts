import type { FunctionWords } from './definition';
import { anything, constant, list, many, optional, text, yesNo } from './parameter';

/**
 * Calls that do not work out all their arguments first: choices take one branch, and loops over lists work their last
 * argument out for every item. The checker and the compiler know each by its name.
 */
export type FormName = (typeof formNames)[number];
export const formNames = [
  'IF',
  'SWITCH',
  'AND',
  'OR',
  'NOT',
  'has',
  'ISBLANK',
  'COALESCE',
  'IFERROR',
  'TABLE',
  'map',
  'filter',
  'exists',
  'exists_one',
  'all',
] as const;

export interface Form extends FunctionWords {
  readonly name: FormName;
}

const item = anything('item', 'A name for the item, such as line.');
const condition = (words: string) => yesNo('condition', words);

export const forms: readonly Form[] = [
  {
    name: 'IF',
    family: 'logic',
    summary: 'One value when a condition holds, another one otherwise.',
    parameters: [
      yesNo('condition', 'What is asked.'),
      anything('then', 'The value when it holds.'),
      optional(anything('otherwise', 'The value when it does not; missing when left out.')),
    ],
    examples: [{ formula: 'IF(5 > 3, "large", "small")', gives: '"large"' }],
  },
  {
    name: 'SWITCH',
    family: 'logic',
    summary: 'The result beside the first equal value; a last argument without a partner is taken otherwise.',
    parameters: [
      anything('value', 'What is compared.'),
      many(anything('cases', 'A value and its result, again and again; at the end what is taken otherwise.')),
    ],
    examples: [{ formula: 'SWITCH("b", "a", 1, "b", 2, 0)', gives: '2' }],
  },
  {
    name: 'AND',
    family: 'logic',
    summary: 'Whether all of several conditions hold.',
    parameters: [many(condition('Conditions.'))],
    examples: [{ formula: 'AND(true, 2 > 1)', gives: 'true' }],
  },
  {
    name: 'OR',
    family: 'logic',
    summary: 'Whether one of several conditions holds.',
    parameters: [many(condition('Conditions.'))],
    examples: [{ formula: 'OR(false, 2 > 1)', gives: 'true' }],
  },
  {
    name: 'NOT',
    family: 'logic',
    summary: 'Whether a condition does not hold.',
    parameters: [condition('What is asked.')],
    examples: [{ formula: 'NOT(2 > 1)', gives: 'false' }],
  },
  {
    name: 'has',
    family: 'logic',
    summary: 'Whether a field is there and not null.',
    parameters: [anything('field', 'The field.')],
    examples: [{ formula: 'has({"a": 1}.a)', gives: 'true' }],
  },
  {
    name: 'ISBLANK',
    family: 'logic',
    summary: 'Whether a value is missing, null, or an empty text, list or object.',
    parameters: [anything('value', 'The value.')],
    examples: [{ formula: 'ISBLANK("")', gives: 'true' }],
  },
  {
    name: 'COALESCE',
    family: 'logic',
    summary: 'The first value that is neither missing nor null.',
    parameters: [many(anything('values', 'Values in the order in which they are tried.'))],
    examples: [{ formula: 'COALESCE(null, "none")', gives: '"none"' }],
  },
  {
    name: 'IFERROR',
    family: 'logic',
    summary: 'What to take when a value cannot be worked out, such as a text that is no number.',
    parameters: [anything('value', 'The value.'), anything('otherwise', 'What stands in for it.')],
    examples: [{ formula: 'IFERROR(VALUE("n/a"), 0)', gives: '0' }],
  },
  {
    name: 'TABLE',
    family: 'logic',
    summary: 'Looks a value up in a value table of the mapping.',
    parameters: [constant(text('table', 'The name of the table.')), anything('key', 'A text, a number or yes/no.')],
    examples: [],
  },
  {
    name: 'map',
    family: 'list',
    summary:
      'A list with what a formula makes of each item; with a condition between, of those items only for which it holds.',
    parameters: [
      list('list', 'The list.'),
      item,
      optional(condition('Which items; may be left out.')),
      anything('value', 'What each item becomes.'),
    ],
    examples: [
      { formula: '[1, 2].map(n, n * 10)', gives: '[10,20]' },
      { formula: 'MAP([1, 2, 3], n, n > 1, n * 10)', gives: '[20,30]' },
    ],
  },
  {
    name: 'filter',
    family: 'list',
    summary: 'The items for which a condition holds.',
    parameters: [list('list', 'The list.'), item, condition('Which items stay.')],
    examples: [{ formula: '[1, 2, 3].filter(n, n > 1)', gives: '[2,3]' }],
  },
  {
    name: 'exists',
    family: 'list',
    summary: 'Whether a condition holds for one item at least.',
    parameters: [list('list', 'The list.'), item, condition('What is asked of each item.')],
    examples: [{ formula: '[1, 2].exists(n, n > 1)', gives: 'true' }],
  },
  {
    name: 'exists_one',
    family: 'list',
    summary: 'Whether a condition holds for exactly one item.',
    parameters: [list('list', 'The list.'), item, condition('What is asked of each item.')],
    examples: [{ formula: '[1, 2, 3].exists_one(n, n > 1)', gives: 'false' }],
  },
  {
    name: 'all',
    family: 'list',
    summary: 'Whether a condition holds for all items; of an empty list it does.',
    parameters: [list('list', 'The list.'), item, condition('What is asked of each item.')],
    examples: [{ formula: '[1, 2].all(n, n > 0)', gives: 'true' }],
  },
];

/** Forms that name an item and work something out for each. */
export const loops: ReadonlySet<FormName> = new Set(['map', 'filter', 'exists', 'exists_one', 'all']);
