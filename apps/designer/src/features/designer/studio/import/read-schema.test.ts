/** @jest-environment jsdom */
import { schemaFields } from '@penstock/mapping';
import { MOST_CHARACTERS, readSchema, type SchemaReading } from './read-schema';

const found = (reading: SchemaReading) => {
  expect(reading).toMatchObject({ ok: true });
  return reading.ok ? reading.found : [];
};
const pathsIn = (reading: SchemaReading) => schemaFields(found(reading)[0]?.schema ?? {}).map(({ path }) => path);
const problemOf = (text: string) => {
  const reading = readSchema(text);
  return reading.ok ? `read as ${reading.kind}` : reading.problem;
};

describe('a schema or sample that is brought in', () => {
  test('JSON Schema, with references of older drafts', () => {
    const reading = readSchema(
      JSON.stringify({
        title: 'Order',
        type: 'object',
        properties: { id: { type: 'string' }, ship: { $ref: '#/definitions/address' } },
        required: ['id'],
        definitions: { address: { type: 'object', properties: { city: { type: 'string' } } } },
      }),
    );

    expect(reading).toMatchObject({ kind: 'json-schema', found: [{ name: 'Order' }] });
    expect(pathsIn(reading)).toEqual(['id', 'ship', 'ship.city']);
    expect(schemaFields(found(reading)[0]?.schema ?? {})[0]?.required).toBe(true);
  });

  test('the components of an OpenAPI document, each with what it refers to', () => {
    const reading = readSchema(
      JSON.stringify({
        openapi: '3.1.0',
        components: {
          schemas: {
            Order: {
              type: 'object',
              properties: { lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } } },
            },
            Line: { type: 'object', properties: { sku: { type: 'string' } } },
          },
        },
      }),
    );

    expect(found(reading).map(({ name }) => name)).toEqual(['Order', 'Line']);
    expect(pathsIn(reading)).toEqual(['lines', 'lines[].sku']);
  });

  test('a sample in JSON, of which nothing is required', () => {
    const reading = readSchema('[{"id":"1","lines":[{"sku":"A","qty":2}]},{"id":"2","note":"x"}]');

    expect(reading).toMatchObject({ kind: 'json-sample' });
    expect(pathsIn(reading)).toEqual(['id', 'lines', 'lines[].sku', 'lines[].qty', 'note']);
    expect(schemaFields(found(reading)[0]?.schema ?? {}).some(({ required }) => required)).toBe(false);
  });

  test.each([
    ['commas', 'id,name\n1,"Lee, Ann"\n'],
    ['semicolons and other line ends', 'id;name\r\n1;Ann\r\n'],
    ['tabs, and names only', 'id\tname'],
  ])('a sample in CSV with %s', (_what, text) => {
    expect(pathsIn(readSchema(text))).toEqual(['id', 'name']);
  });

  test('a sample in XML', () => {
    const reading = readSchema(
      '<order xmlns="urn:x" no="7"><line><sku>A</sku></line><line><sku>B</sku></line><note>hi</note></order>',
    );

    expect(pathsIn(reading)).toEqual(['order', 'order.@no', 'order.line', 'order.line[].sku', 'order.note']);
  });

  test('with hostile names stays data', () => {
    const reading = readSchema('{"__proto__":{"polluted":1},"constructor":{"prototype":1},"id":"1"}');

    expect(pathsIn(reading)).toContain('id');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('what cannot be used is named, and nothing is kept of it', () => {
  test.each([
    ['nothing', '  ', 'There is nothing to read.'],
    ['half a document', '{"a":', 'This begins like JSON and is not: it cannot be read to its end.'],
    ['broken XML', '<a><b></a>', 'This begins like XML and cannot be read.'],
    ['plain values', '[1,2,3]', 'It has no named fields.'],
    ['OpenAPI without components', '{"openapi":"3.1.0","paths":{}}', 'The OpenAPI document has no component schemas.'],
    ['what is no text', 'a\u0000b', 'This is not text in UTF-8.'],
    ['50 levels', `${'{"a":'.repeat(60)}1${'}'.repeat(60)}`, 'It is nested deeper than 48 levels.'],
    [
      '50 elements in each other',
      `${'<a>'.repeat(60)}x${'</a>'.repeat(60)}`,
      'This begins like XML and cannot be read.',
    ],
  ])('%s', (_what, text, problem) => {
    expect(problemOf(text)).toContain(problem);
  });

  test('more than 10 MB', () => {
    expect(problemOf(`{"a":"${'x'.repeat(MOST_CHARACTERS)}"}`)).toContain('larger than 10 MB');
  });
});
