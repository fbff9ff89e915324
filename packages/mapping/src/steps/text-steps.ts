import { z } from 'zod';
import { checkTextLength } from '../budget';
import { isEmpty, isMissing, type Value } from '../values';
import { asList, asText, defineStep, noArgs, positionArg, type StepFrame } from './step-definition';
import { fieldArg, fieldOf } from './item-field';
import { compileTemplate } from './template';

const takesText = { family: 'text', takes: ['text', 'number', 'date'], gives: 'text' } as const;

const trim = defineStep({
  ...takesText,
  op: 'trim',
  title: 'Trim blanks',
  summary: 'Removes blanks at the start and the end.',
  args: z.strictObject({ side: z.enum(['both', 'start', 'end']).default('both') }),
  examples: [
    { input: '  Acme  ', args: {}, output: '"Acme"' },
    { input: '  Acme  ', args: { side: 'end' }, output: '"  Acme"' },
  ],
  compile: ({ side }) => {
    if (side === 'start') return (input, frame) => asText(input, frame).trimStart();
    if (side === 'end') return (input, frame) => asText(input, frame).trimEnd();
    return (input, frame) => asText(input, frame).trim();
  },
});

const upper = defineStep({
  ...takesText,
  op: 'upper',
  title: 'Upper case',
  summary: 'Makes all letters capitals.',
  args: noArgs,
  examples: [{ input: 'usd', args: {}, output: '"USD"' }],
  compile: () => (input, frame) => asText(input, frame).toUpperCase(),
});

const lower = defineStep({
  ...takesText,
  op: 'lower',
  title: 'Lower case',
  summary: 'Makes all letters small.',
  args: noArgs,
  examples: [{ input: 'Ann@Example.COM', args: {}, output: '"ann@example.com"' }],
  compile: () => (input, frame) => asText(input, frame).toLowerCase(),
});

const title = defineStep({
  ...takesText,
  op: 'title',
  title: 'Capitalise words',
  summary: 'A capital at the start of every word, small letters after it.',
  args: noArgs,
  examples: [{ input: "MARY-ANN o'neil", args: {}, output: '"Mary-Ann O\'Neil"' }],
  compile: () => (input, frame) =>
    asText(input, frame)
      .toLowerCase()
      .replace(/(^|[^\p{L}\p{N}])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
});

const substring = defineStep({
  ...takesText,
  op: 'substring',
  title: 'Part of text',
  summary: 'Characters from a position on; the first character has position 1.',
  args: z.strictObject({ start: positionArg, length: positionArg.optional() }),
  examples: [
    { input: 'PT-105968532', args: { start: 4 }, output: '"105968532"' },
    { input: '62701-1234', args: { start: 1, length: 5 }, output: '"62701"' },
  ],
  compile: ({ start, length }) => {
    const end = length === undefined ? undefined : start - 1 + length;
    return (input, frame) => asText(input, frame).slice(start - 1, end);
  },
});

const left = defineStep({
  ...takesText,
  op: 'left',
  title: 'First characters',
  summary: 'Keeps so many characters from the start.',
  args: z.strictObject({ length: positionArg }),
  examples: [{ input: 'A reference that is too long', args: { length: 11 }, output: '"A reference"' }],
  compile:
    ({ length }) =>
    (input, frame) =>
      asText(input, frame).slice(0, length),
});

const right = defineStep({
  ...takesText,
  op: 'right',
  title: 'Last characters',
  summary: 'Keeps so many characters from the end.',
  args: z.strictObject({ length: positionArg }),
  examples: [{ input: 'xxxxxxxxxxxx5439', args: { length: 4 }, output: '"5439"' }],
  compile:
    ({ length }) =>
    (input, frame) =>
      asText(input, frame).slice(-length),
});

const pad = defineStep({
  ...takesText,
  op: 'pad',
  title: 'Fill up',
  summary: 'Fills a text up to a length, at the start unless told otherwise.',
  args: z.strictObject({
    length: z.int().min(1).max(1000),
    with: z.string().length(1).default(' '),
    side: z.enum(['start', 'end']).default('start'),
  }),
  examples: [
    { input: 42, args: { length: 6, with: '0' }, output: '"000042"' },
    { input: 'AB', args: { length: 4, with: '.', side: 'end' }, output: '"AB.."' },
  ],
  compile: (args) =>
    args.side === 'end'
      ? (input, frame) => asText(input, frame).padEnd(args.length, args.with)
      : (input, frame) => asText(input, frame).padStart(args.length, args.with),
});

const replace = defineStep({
  ...takesText,
  op: 'replace',
  title: 'Replace',
  summary: 'Replaces every occurrence of a text, letter by letter.',
  args: z.strictObject({ search: z.string().min(1).max(1000), replacement: z.string().max(1000) }),
  examples: [{ input: '(555) 010-0199', args: { search: '-', replacement: '' }, output: '"(555) 0100199"' }],
  compile:
    ({ search, replacement }) =>
    (input, frame) =>
      joined(asText(input, frame).split(search), replacement, frame),
});

const split = defineStep({
  ...takesText,
  gives: 'list',
  op: 'split',
  title: 'Split',
  summary: 'Cuts a text at a separator into a list.',
  args: z.strictObject({ separator: z.string().min(1).max(100) }),
  examples: [{ input: 'red;green', args: { separator: ';' }, output: '["red","green"]' }],
  compile:
    ({ separator }) =>
    (input, frame) =>
      asText(input, frame).split(separator),
});

const join = defineStep({
  op: 'join',
  title: 'Join a list',
  summary: 'Puts the items of a list into one text; empty items are left out.',
  family: 'text',
  takes: ['list'],
  gives: 'text',
  args: z.strictObject({ separator: z.string().max(100).default(', '), field: fieldArg }),
  examples: [
    { input: ['red', 'green'], args: { separator: '/' }, output: '"red/green"' },
    { input: [{ sku: 'A1' }, { sku: 'B2' }], args: { field: 'sku' }, output: '"A1, B2"' },
  ],
  compile: ({ separator, field }) => {
    const pick = fieldOf(field);
    return (input, frame) => joined(texts(asList(input).map(pick), frame), separator, frame);
  },
});

const concat = defineStep({
  op: 'concat',
  title: 'Put together',
  summary: 'Puts the sources of the rule together; empty ones are left out, so are their separators.',
  family: 'text',
  takes: ['list', 'text', 'number', 'date'],
  gives: 'text',
  args: z.strictObject({ separator: z.string().max(100).default(' ') }),
  examples: [
    { input: ['Ann', null, 'Lee'], args: {}, output: '"Ann Lee"' },
    { input: ['1 Main St', 'Springfield'], args: { separator: ', ' }, output: '"1 Main St, Springfield"' },
  ],
  compile:
    ({ separator }) =>
    (input, frame) => {
      const parts = texts(Array.isArray(input) ? (input as readonly Value[]) : [input], frame);
      return parts.length === 0 ? undefined : joined(parts, separator, frame);
    },
});

const template = defineStep({
  op: 'template',
  title: 'Template',
  summary:
    'A text with the sources of the rule filled in by name: "{first} {last}"; {value} is what the steps before made.',
  family: 'text',
  takes: ['any'],
  gives: 'text',
  args: z.strictObject({
    text: z.string().max(5000),
    /** `empty` fills in nothing, `omit` gives up the whole text, `error` fails the rule. */
    missing: z.enum(['empty', 'omit', 'error']).default('empty'),
  }),
  onMissing: 'run',
  examples: [
    { input: null, args: { text: '{a} {b}' }, sources: { a: 'Ann', b: 'Lee' }, output: '"Ann Lee"' },
    { input: null, args: { text: 'PT-{id}' }, sources: { id: 105968532 }, output: '"PT-105968532"' },
    { input: null, args: { text: 'PT-{id}' }, sources: { id: null }, output: 'null' },
    { input: '000042', args: { text: 'INV-{value}' }, output: '"INV-000042"' },
  ],
  compile: ({ text, missing }, surroundings) => compileTemplate(text, missing, surroundings),
});

const toText = defineStep({
  ...takesText,
  takes: ['text', 'number', 'boolean', 'date'],
  op: 'toText',
  title: 'As text',
  summary: 'Writes a number or yes/no as text, with exactly the digits it has.',
  args: noArgs,
  examples: [
    { input: 19.99, args: {}, output: '"19.99"' },
    { input: true, args: {}, output: '"true"' },
  ],
  compile: () => (input, frame) => (typeof input === 'boolean' ? String(input) : asText(input, frame)),
});

const mask = defineStep({
  ...takesText,
  op: 'mask',
  title: 'Mask',
  summary: 'Hides all but the last characters.',
  args: z.strictObject({ keep: z.int().min(0).max(8).default(4), with: z.string().length(1).default('*') }),
  examples: [{ input: 'DE02120300000000202051', args: {}, output: '"******************2051"' }],
  compile: (args) => (input, frame) => {
    const text = asText(input, frame);
    const hidden = Math.max(0, text.length - args.keep);
    return args.with.repeat(hidden) + text.slice(hidden);
  },
});

export const textSteps = [
  trim,
  upper,
  lower,
  title,
  substring,
  left,
  right,
  pad,
  replace,
  split,
  join,
  concat,
  template,
  toText,
  mask,
];

/** The texts of the values that are not empty. */
function texts(values: readonly Value[], frame: StepFrame): string[] {
  return values.filter((value) => !isMissing(value) && !isEmpty(value)).map((value) => asText(value, frame));
}

/** @throws ValueFailure before a text is made that is too long. */
function joined(parts: readonly string[], separator: string, frame: StepFrame): string {
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, -separator.length);
  checkTextLength(length, frame.maxTextLength);
  return parts.join(separator);
}
