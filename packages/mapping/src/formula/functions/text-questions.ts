import { types } from '../../types/type';
import { defineFunction } from './definition';
import { constant, count, number, oneOfKinds, optional, text } from './parameter';
import { stringOf } from './string-of';
import { characters } from './text-characters';

export const textQuestions = [
  defineFunction({
    name: 'CONTAINS',
    aliases: ['contains'],
    family: 'text',
    summary: 'Whether a text holds another one.',
    parameters: [text('text', 'The text.'), text('part', 'What to look for.')],
    examples: [{ formula: 'CONTAINS("A-1077", "-")', gives: 'true' }],
    gives: types.bool,
    hides: true,
    run: ([value, part]) => value.includes(part),
  }),
  defineFunction({
    name: 'STARTSWITH',
    aliases: ['startsWith'],
    family: 'text',
    summary: 'Whether a text starts with another one.',
    parameters: [text('text', 'The text.'), text('start', 'What to look for.')],
    examples: [{ formula: '"A-1077".startsWith("A-")', gives: 'true' }],
    gives: types.bool,
    hides: true,
    run: ([value, start]) => value.startsWith(start),
  }),
  defineFunction({
    name: 'ENDSWITH',
    aliases: ['endsWith'],
    family: 'text',
    summary: 'Whether a text ends with another one.',
    parameters: [text('text', 'The text.'), text('end', 'What to look for.')],
    examples: [{ formula: 'ENDSWITH("A-1077", "77")', gives: 'true' }],
    gives: types.bool,
    hides: true,
    run: ([value, end]) => value.endsWith(end),
  }),
  defineFunction({
    name: 'FIND',
    family: 'text',
    summary: 'The position of a text in another one, the first is 1; 0 when it is not there.',
    parameters: [text('part', 'What to look for.'), text('text', 'Where to look.')],
    examples: [{ formula: 'FIND("-", "A-1077")', gives: '2' }],
    gives: types.int,
    hides: true,
    run: ([part, value]) => {
      const at = value.indexOf(part);
      return at < 0 ? 0 : characters(value.slice(0, at)).length + 1;
    },
  }),
];

export const textConversions = [
  defineFunction({
    name: 'TEXT',
    family: 'text',
    summary: 'Writes a number with so many digits after the point, or with the digits it has.',
    parameters: [number('number', 'The number.'), optional(constant(count('digits', 'Digits after the point.', 20)))],
    examples: [
      { formula: 'TEXT(19.5, 2)', gives: '"19.50"' },
      { formula: 'TEXT(7)', gives: '"7"' },
    ],
    gives: types.string,
    run: ([value, digits]) => stringOf(value, digits),
  }),
  defineFunction({
    name: 'TOTEXT',
    aliases: ['string'],
    family: 'text',
    summary: 'Any single value as text.',
    parameters: [
      oneOfKinds(
        { name: 'value', summary: 'A text, number, yes/no, date or duration.', wants: 'one value' },
        'string',
        'int',
        'decimal',
        'float',
        'bool',
        'date',
        'dateTime',
        'duration',
      ),
    ],
    examples: [{ formula: 'TOTEXT(true)', gives: '"true"' }],
    gives: types.string,
    run: ([value]) => stringOf(value),
  }),
];
