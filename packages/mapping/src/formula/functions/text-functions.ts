import { stringOf } from './string-of';
import { checkTextLength } from '../../budget';
import { arrayOf, membersOf, types, type Type } from '../../types/type';
import { longestText } from '../../types/union';
import { defineFunction, type TypedCall } from './definition';
import { count, many, optional, printable, text, textsOrList } from './parameter';
import { characters, made, slice } from './text-characters';
import { textConversions, textQuestions } from './text-questions';

const atMost = (length: number): Type => ({ kind: 'string', maxLength: Math.max(0, length) });
const lengthAt = ({ constants }: TypedCall, at: number): number | undefined => {
  const value = constants[at];
  return typeof value === 'number' ? value : undefined;
};
const sameLength = ({ args }: TypedCall): Type => {
  const [only, ...others] = args[0] ? membersOf(args[0]) : [];
  const longest = others.length === 0 && only?.kind === 'string' ? longestText(only) : undefined;
  return longest === undefined ? types.string : atMost(longest);
};
const cutTo = (call: TypedCall, at: number): Type => {
  const length = lengthAt(call, at);
  return length === undefined ? sameLength(call) : atMost(length);
};

/** The last digits of a card are no card data; more of them are. */
const lastDigits = 4;

const edges = [
  defineFunction({
    name: 'LEFT',
    family: 'text',
    summary: 'Characters from the start of a text.',
    parameters: [text('text', 'The text.'), count('count', 'How many characters.')],
    examples: [{ formula: 'LEFT("Sacramento", 3)', gives: '"Sac"' }],
    gives: (call) => cutTo(call, 1),
    run: ([value, length]) => slice(value, 0, Math.max(0, length)),
  }),
  defineFunction({
    name: 'RIGHT',
    family: 'text',
    summary: 'Characters from the end of a text.',
    parameters: [text('text', 'The text.'), count('count', 'How many characters.')],
    examples: [{ formula: 'RIGHT("A-1077", 4)', gives: '"1077"' }],
    gives: (call) => cutTo(call, 1),
    hides: (call) => (lengthAt(call, 1) ?? Infinity) <= lastDigits,
    run: ([value, length]) => (length <= 0 ? '' : slice(value, -length)),
  }),
  defineFunction({
    name: 'MID',
    family: 'text',
    summary: 'Characters from a position on; the first character has position 1.',
    parameters: [
      text('text', 'The text.'),
      count('start', 'Position of the first character.'),
      count('count', 'How many characters.'),
    ],
    examples: [{ formula: 'MID("2026-03-09", 6, 2)', gives: '"03"' }],
    gives: (call) => cutTo(call, 2),
    run: ([value, start, length]) => slice(value, Math.max(0, start - 1), Math.max(0, start - 1 + length)),
  }),
  defineFunction({
    name: 'LEN',
    family: 'text',
    summary: 'How many characters a text has.',
    parameters: [text('text', 'The text.')],
    examples: [{ formula: 'LEN("abc")', gives: '3' }],
    gives: types.int,
    hides: true,
    run: ([value]) => characters(value).length,
  }),
  defineFunction({
    name: 'MASK',
    family: 'text',
    summary: 'Hides all but the last characters behind *.',
    parameters: [
      text('text', 'The text.'),
      optional(count('keep', 'How many characters stay, 4 unless told otherwise.', lastDigits)),
    ],
    examples: [{ formula: 'MASK("secret-1077")', gives: '"*******1077"' }],
    gives: (call) => sameLength(call),
    hides: true,
    run: ([value, keep = lastDigits]) => {
      const all = characters(value);
      const shown = Math.min(Math.max(0, keep), all.length);
      return '*'.repeat(all.length - shown) + slice(value, all.length - shown);
    },
  }),
];

const letters = [
  defineFunction({
    name: 'UPPER',
    aliases: ['upperAscii'],
    family: 'text',
    summary: 'Makes all letters capitals.',
    parameters: [text('text', 'The text.')],
    examples: [{ formula: 'UPPER("abc")', gives: '"ABC"' }],
    gives: types.string,
    run: ([value], frame) => made(value.toUpperCase(), frame),
  }),
  defineFunction({
    name: 'LOWER',
    aliases: ['lowerAscii'],
    family: 'text',
    summary: 'Makes all letters small.',
    parameters: [text('text', 'The text.')],
    examples: [{ formula: 'LOWER("ABC")', gives: '"abc"' }],
    gives: types.string,
    run: ([value], frame) => made(value.toLowerCase(), frame),
  }),
  defineFunction({
    name: 'PROPER',
    family: 'text',
    summary: 'A capital at the start of every word, small letters after it.',
    parameters: [text('text', 'The text.')],
    examples: [{ formula: 'PROPER("ANNA LEE")', gives: '"Anna Lee"' }],
    gives: types.string,
    run: ([value], frame) =>
      made(
        value.toLowerCase().replace(/\p{L}+/gu, (word) => word.replace(/^\p{L}/u, (first) => first.toUpperCase())),
        frame,
      ),
  }),
  defineFunction({
    name: 'TRIM',
    aliases: ['trim'],
    family: 'text',
    summary: 'Removes blanks at the start and the end.',
    parameters: [text('text', 'The text.')],
    examples: [{ formula: 'TRIM("  A-1 ")', gives: '"A-1"' }],
    gives: sameLength,
    run: ([value]) => value.trim(),
  }),
];

const pieces = [
  defineFunction({
    name: 'CONCAT',
    family: 'text',
    summary: 'Puts texts and numbers together; what is missing counts as empty.',
    parameters: [many(printable('values', 'Texts, numbers or yes/no.'))],
    examples: [{ formula: 'CONCAT("Order ", 1077)', gives: '"Order 1077"' }],
    gives: types.string,
    run: ([values], frame) => {
      let text = '';
      for (const value of values) text += value;
      return made(text, frame);
    },
  }),
  defineFunction({
    name: 'TEXTJOIN',
    family: 'text',
    summary: 'Puts texts together with a separator; empty ones are left out together with their separator.',
    parameters: [text('separator', 'What stands between them.'), many(printable('values', 'Texts or numbers.'))],
    examples: [{ formula: 'TEXTJOIN(", ", "Main St 1", "", "Reno")', gives: '"Main St 1, Reno"' }],
    gives: types.string,
    run: ([separator, values], frame) => {
      let text = '';
      for (const value of values) if (value !== '') text = text === '' ? value : text + separator + value;
      return made(text, frame);
    },
  }),
  defineFunction({
    name: 'JOIN',
    aliases: ['join'],
    family: 'text',
    summary: 'Puts the items of a list into one text.',
    parameters: [textsOrList('list', 'Texts or numbers.'), optional(text('separator', 'What stands between them.'))],
    examples: [{ formula: 'JOIN(["a", "b"], "-")', gives: '"a-b"' }],
    gives: types.string,
    run: ([items, separator = ''], frame) => {
      frame.budget.charge(items.length);
      return made(items.map((item) => stringOf(item)).join(separator), frame);
    },
  }),
  defineFunction({
    name: 'SPLIT',
    aliases: ['split'],
    family: 'text',
    summary: 'Cuts a text at a separator into a list.',
    parameters: [
      text('text', 'The text.'),
      text('separator', 'Where to cut; an empty one cuts between all characters.'),
    ],
    examples: [{ formula: 'SPLIT("a;b", ";")', gives: '["a","b"]' }],
    gives: arrayOf(types.string),
    run: ([value, separator], frame) => {
      frame.budget.charge(1 + value.length);
      return separator === '' ? [...value] : value.split(separator);
    },
  }),
  defineFunction({
    name: 'SUBSTITUTE',
    aliases: ['replace'],
    family: 'text',
    summary: 'Replaces every occurrence of a text, letter by letter.',
    parameters: [
      text('text', 'The text.'),
      text('search', 'What to look for.'),
      text('replacement', 'What stands there instead.'),
    ],
    examples: [{ formula: 'SUBSTITUTE("1.250", ".", "")', gives: '"1250"' }],
    gives: types.string,
    run: ([value, search, replacement], frame) => {
      if (search === '') return value;
      const found = value.split(search);
      const length = value.length + (found.length - 1) * (replacement.length - search.length);
      checkTextLength(length, frame.maxTextLength);
      frame.budget.chargeText(length + value.length);
      return found.join(replacement);
    },
  }),
  defineFunction({
    name: 'REPT',
    family: 'text',
    summary: 'Writes a text several times.',
    parameters: [text('text', 'The text.'), count('count', 'How many times.')],
    examples: [{ formula: 'REPT("ab", 3)', gives: '"ababab"' }],
    gives: types.string,
    run: ([value, times], frame) => {
      const length = value.length * Math.max(0, times);
      checkTextLength(length, frame.maxTextLength);
      return made(value.repeat(Math.max(0, times)), frame);
    },
  }),
  padding('PADLEFT', 'start'),
  padding('PADRIGHT', 'end'),
];

function padding(name: string, side: 'start' | 'end') {
  return defineFunction({
    name,
    family: 'text',
    summary: `Fills a text up to a length, at the ${side}.`,
    parameters: [
      printable('text', 'The text or number.'),
      count('length', 'How long it becomes.'),
      optional(text('with', 'What to fill with; 0 unless told otherwise.')),
    ],
    examples: [{ formula: `${name}(42, 5)`, gives: side === 'start' ? '"00042"' : '"42000"' }],
    gives: types.string,
    run: ([value, length, fill = '0'], frame) => {
      checkTextLength(length, frame.maxTextLength);
      return made(side === 'start' ? value.padStart(length, fill) : value.padEnd(length, fill), frame);
    },
  });
}

export const textFunctions = [...edges, ...letters, ...pieces, ...textQuestions, ...textConversions];
