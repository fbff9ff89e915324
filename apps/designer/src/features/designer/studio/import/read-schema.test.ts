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

  test('OpenAPI in YAML, with what its operations take and answer', () => {
    const reading = readSchema(`# Shop API
openapi: 3.0.3
paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Order' }
      responses:
        '201': { description: made, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } }
components:
  schemas:
    Order: { type: object, properties: { total: { type: number } } }
`);

    expect(reading).toMatchObject({ kind: 'openapi' });
    expect(found(reading).map(({ name, schema }) => [name, schemaFields(schema).map(({ path }) => path)])).toEqual([
      ['Order', ['total']],
      ['POST /orders · request', ['total']],
      ['POST /orders · answer', ['id']],
    ]);
  });

  test('Swagger with its body parameters', () => {
    const paths = { '/o': { post: { parameters: [{ in: 'body', schema: { $ref: '#/definitions/O' } }], responses: {} } } };

    expect(found(readSchema(JSON.stringify({ swagger: '2.0', paths, definitions: { O: { type: 'object', properties: { a: {} } } } }))).map(({ name }) => name)).toEqual(['O', 'POST /o · request']);
  });

  test.each([
    ['JSON', JSON.stringify({ $Version: '4.0', ns: { container: { customer: { $Type: 'dbo.customer' } } }, dbo: { customer: { $Kind: 'EntityType', customer_id: { $Type: 'Edm.Decimal' }, legacy_id: { $Nullable: true, $MaxLength: 255 } } } })],
    ['XML', '<edmx:Edmx xmlns:edmx="urn:e"><edmx:DataServices><Schema Namespace="dbo" xmlns="urn:s"><EntityType Name="customer"><Property Name="customer_id" Type="Edm.Decimal" Nullable="false"/><Property Name="legacy_id" Type="Edm.String" MaxLength="255"/></EntityType></Schema></edmx:DataServices></edmx:Edmx>'],
  ])('OData metadata in %s', (_form, text) => {
    const reading = readSchema(text);

    expect(reading).toMatchObject({ kind: 'odata', found: [{ name: 'customer' }] });
    expect(schemaFields(found(reading)[0]?.schema ?? {})).toMatchObject([
      { path: 'customer_id', type: 'number', nullable: false },
      { path: 'legacy_id', type: 'string', nullable: true },
    ]);
  });

  test('the definition of a Prophet 21 window, by page, element and field', () => {
    const element = (Name: string, Type: string, field: string) => ({ Name, Type, Rows: [{ Edits: [{ Name: field }] }] });
    const elements = [element('TABPAGE_1.order', 'Form', 'po_no'), element('TP_ITEMS.items', 'List', 'item_id')];
    const reading = readSchema(JSON.stringify({ Name: 'Order', Template: { TransactionSet: { Transactions: [{ DataElements: elements }] } } }));

    expect(reading).toMatchObject({ kind: 'window', found: [{ name: 'Order' }] });
    expect(pathsIn(reading)).toEqual(['TABPAGE_1', 'TABPAGE_1.order', 'TABPAGE_1.order.po_no', 'TP_ITEMS', 'TP_ITEMS.items', 'TP_ITEMS.items[].item_id']);
  });

  test('schemas that contain themselves, which end', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' }, id: { type: 'string' } } };
    const paths = pathsIn(readSchema(JSON.stringify({ openapi: '3.1.0', components: { schemas: { Node: node } } })));

    expect(paths.slice(0, 3)).toEqual(['next', 'next.next', 'next.next.next']);
    expect(paths.length).toBeLessThan(40);
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

  test('with hostile names of schemas and columns stays data', () => {
    readSchema('{"openapi":"3.1.0","components":{"schemas":{"__proto__":{"type":"object","properties":{"polluted":{}}},"O":{"properties":{"__proto__":{"type":"string"}}}}}}');
    readSchema('openapi: 3.0.0\ncomponents:\n  schemas:\n    __proto__: { properties: { polluted: {} } }\n');
    readSchema('__proto__,constructor\n1,2\n');
    readSchema('{"$Version":"4.0","__proto__":{"__proto__":{"$Kind":"EntityType","polluted":{}}}}');

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(({} as Record<string, unknown>)['properties']).toBeUndefined();
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
    ['OpenAPI without components', '{"openapi":"3.1.0","paths":{}}', 'The OpenAPI document describes no fields'],
    ['YAML whose references stand for gigabytes', `openapi: 3.0.0\na: &a [1, 2]\nb: *a\n`, 'anchors (&) and references (*) are not read'],
    ['YAML that breaks off', 'openapi: 3.0.0\npaths: {', 'this is not YAML'],
    ['YAML of 80 levels', `openapi: 3.0.0\nx: ${'['.repeat(80)}${']'.repeat(80)}`, 'nested more than'],
    ['metadata without types', '{"$Version":"4.0","ns":{"container":{}}}', 'The metadata describes no entity type.'],
    ['a window without elements', '{"Name":"X","Template":{"TransactionSet":{}}}', 'The definition has no elements.'],
    ['CSV whose quotes do not fit', 'id,name\n1,"Lee\n', 'Line 2 is no CSV'],
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
