import { z } from 'zod';
import { parseJson } from '@penstock/kernel';
import { inferSchema } from './infer-schema';
import { shapeAt, type JsonSchema } from './json-schema';
import { schemaFields } from './schema-fields';

const schemaOf = (type: z.ZodType): JsonSchema => z.toJSONSchema(type) as JsonSchema;
const rows = (schema: JsonSchema) =>
  schemaFields(schema).map(({ path, type, required }) => `${path} ${type}${required ? ' *' : ''}`);

describe('schemaFields', () => {
  it('lists objects, lists and their fields with dotted paths', () => {
    const schema = schemaOf(
      z.object({
        id: z.int(),
        total: z.number().nullable(),
        ship_to: z.object({ name: z.string(), city: z.string().optional() }),
        lines: z.array(z.object({ sku: z.string(), tags: z.array(z.string()).optional() })).optional(),
        'odd.name': z.boolean().optional(),
      }),
    );

    expect(rows(schema)).toEqual([
      'id integer *',
      'total number *',
      'ship_to object *',
      'ship_to.name string *',
      'ship_to.city string',
      'lines array',
      'lines[].sku string *',
      'lines[].tags array',
      'lines[].tags[] string',
      '["odd.name"] boolean',
    ]);
  });

  it('carries titles, descriptions, formats and choices', () => {
    const schema = schemaOf(
      z.object({
        due: z.iso.date().meta({ title: 'Due date', description: 'When it is due.' }),
        status: z.enum(['open', 'paid']),
      }),
    );

    expect(schemaFields(schema)).toEqual([
      {
        path: 'due',
        type: 'string',
        required: true,
        nullable: false,
        title: 'Due date',
        description: 'When it is due.',
        format: 'date',
      },
      { path: 'status', type: 'string', required: true, nullable: false, choices: ['open', 'paid'] },
    ]);
  });

  it('merges the fields of alternatives', () => {
    const schema = schemaOf(
      z.union([
        z.object({ kind: z.literal('card'), last4: z.string() }),
        z.object({ kind: z.literal('check'), account: z.string() }),
      ]),
    );

    expect(rows(schema).sort()).toEqual(['account string', 'kind string *', 'last4 string']);
  });

  it('cuts off schemas that contain themselves', () => {
    const account: z.ZodType = z.lazy(() => z.object({ name: z.string(), children: z.array(account) }));

    const fields = schemaFields(schemaOf(account));

    expect(fields.length).toBeGreaterThan(4);
    expect(fields.length).toBeLessThan(100);
  });

  it('follows references that go in a circle no further than needed', () => {
    const schema = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } };

    expect(schemaFields(schema)).toEqual([]);
  });
});

describe('shapeAt', () => {
  const schema = schemaOf(
    z.object({
      a: z.object({ b: z.string() }),
      m: z.record(z.string(), z.number()),
      l: z.array(z.boolean()),
      any: z.json(),
    }),
  );

  it.each([
    [['a', 'b'], ['text']],
    [['m', 'whatever'], ['number']],
    [['l', 3], ['boolean']],
    [['any'], ['text', 'number', 'boolean', 'list', 'object']],
  ])('knows the kinds at %j', (path, kinds) => {
    expect([...(shapeAt(schema, path)?.kinds ?? [])]).toEqual(kinds);
  });

  it('finds nothing where a closed object has no such member', () => {
    expect(shapeAt({ ...schema, additionalProperties: false }, ['nope'])).toBeUndefined();
    expect(shapeAt(schema, ['a', 'b', 'c'])).toBeUndefined();
  });

  it('lets open objects have any member', () => {
    expect(shapeAt({ type: 'object', properties: {} }, ['x', 'y'])?.type).toBe('any');
  });
});

describe('inferSchema', () => {
  it('reads types and formats from a sample', () => {
    const sample = parseJson(
      '{"id":7,"total":19.90,"paid":true,"at":"2026-03-09T10:00:00Z","due":"2026-03-09","mail":"a@b.example","x":null}',
    );

    expect(inferSchema(sample)).toEqual({
      type: 'object',
      properties: {
        id: { type: 'integer' },
        total: { type: 'number' },
        paid: { type: 'boolean' },
        at: { type: 'string', format: 'date-time' },
        due: { type: 'string', format: 'date' },
        mail: { type: 'string', format: 'email' },
        x: {},
      },
      required: ['id', 'total', 'paid', 'at', 'due', 'mail', 'x'],
    });
  });

  it('merges the items of a list', () => {
    expect(
      inferSchema([
        { sku: 'A', qty: 1 },
        { sku: 'B', qty: 1.5, lot: [1] },
        { sku: 'C', qty: 2, lot: [] },
      ]),
    ).toEqual({
      type: 'array',
      items: {
        type: 'object',
        properties: {
          sku: { type: 'string' },
          qty: { type: 'number' },
          lot: { type: 'array', items: { type: 'integer' } },
        },
        required: ['sku', 'qty'],
      },
    });
  });

  it('says nothing where items differ', () => {
    expect(inferSchema(['a', 1])).toEqual({ type: 'array', items: {} });
  });
});
