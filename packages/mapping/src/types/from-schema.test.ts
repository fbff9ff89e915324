import { typeOfSchema } from './from-schema';
import { itemOf, memberOf } from './members';
import { describeType } from './type-words';

const described = (schema: Record<string, unknown>) => describeType(typeOfSchema(schema));

describe('typeOfSchema', () => {
  it.each<[string, Record<string, unknown>]>([
    ['text', { type: 'string' }],
    ['text, at most 60 characters', { type: 'string', maxLength: 60 }],
    ['text (email)', { type: 'string', format: 'email' }],
    ['one of "A", "B"', { enum: ['A', 'B'] }],
    ['"A"', { const: 'A' }],
    ['date', { type: 'string', format: 'date' }],
    ['date and time', { type: 'string', format: 'date-time' }],
    ['whole number', { type: 'integer' }],
    ['decimal', { type: 'number' }],
    ['decimal with 2 digits after the point', { type: 'number', multipleOf: 0.01 }],
    ['decimal (19,4)', { type: 'number', 'x-precision': 19, 'x-scale': 4 }],
    ['whole number', { type: 'number', multipleOf: 1 }],
    ['measured number (float)', { type: 'number', format: 'double' }],
    ['text or nothing', { type: ['string', 'null'] }],
    ['text or nothing', { type: 'string', nullable: true }],
    ['text or whole number', { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['list of yes/no', { type: 'array', items: { type: 'boolean' } }],
    ['object of decimal by name', { type: 'object', additionalProperties: { type: 'number' } }],
    [
      'text, at most 10 characters',
      {
        allOf: [
          { type: 'string', maxLength: 20 },
          { maxLength: 10, type: 'string' },
        ],
      },
    ],
    ['no value at all', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['anything', {}],
    ['anything', { $ref: '#/$defs/nowhere' }],
    ['text', { $ref: '#/$defs/name', $defs: { name: { type: 'string' } } }],
  ])('reads %s', (words, schema) => {
    expect(described(schema)).toBe(words);
  });

  it('reads a schema that contains itself', () => {
    const node = {
      type: 'object',
      properties: { name: { type: 'string' }, next: { $ref: '#' } },
      required: ['name', 'next'],
    };
    let type = typeOfSchema(node);

    for (let level = 0; level < 1000; level += 1) type = memberOf(type, 'next').type;

    expect(describeType(memberOf(type, 'name').type)).toBe('text');
    expect(described({ $ref: '#' })).toBe('anything');
    expect(described({ anyOf: [{ $ref: '#' }, { type: 'string' }] })).toBe('anything');
  });

  it('reads a schema of fifty levels', () => {
    let schema: Record<string, unknown> = { type: 'string' };
    for (let level = 0; level < 50; level += 1)
      schema = { type: 'array', items: { type: 'object', properties: { a: schema }, required: ['a'] } };
    let type = typeOfSchema(schema);

    for (let level = 0; level < 50; level += 1) type = memberOf(itemOf(type)!, 'a').type;

    expect(describeType(type)).toBe('text');
  });

  it('reads one of several objects', () => {
    const card = {
      type: 'object',
      properties: { kind: { const: 'card' }, last4: { type: 'string' } },
      required: ['kind', 'last4'],
      additionalProperties: false,
    };
    const check = {
      type: 'object',
      properties: { kind: { const: 'check' }, bank: { type: 'string' } },
      required: ['kind', 'bank'],
      additionalProperties: false,
    };
    const type = typeOfSchema({ oneOf: [card, check], discriminator: { propertyName: 'kind' } });

    expect(describeType(memberOf(type, 'kind').type)).toBe('one of "card", "check"');
    expect(describeType(memberOf(type, 'bank').type)).toBe('text or nothing');
    expect(memberOf(type, 'nope').known).toBe(false);
  });

  it('marks what was observed and what is card data, through members that are worked out later', () => {
    const type = typeOfSchema({
      'x-observed': true,
      type: 'object',
      properties: { lines: { type: 'array', items: { type: 'string', 'x-card-data': 'pan' } } },
    });

    const item = itemOf(memberOf(type, 'lines').type)!;

    expect(item).toMatchObject({ kind: 'string', observed: true, labels: ['pan'] });
  });
});
