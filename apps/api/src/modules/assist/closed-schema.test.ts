import { closedSchema } from './closed-schema';

const text = { type: 'string' };
const open = { type: 'object', properties: { id: text } };
const closed = { ...open, additionalProperties: false };

test('objects that describe members have no others, wherever they stand', () => {
  const schema = (inner: object) => ({
    type: 'object',
    properties: { one: inner, list: { type: 'array', items: inner }, byName: { type: 'object', additionalProperties: inner }, either: { anyOf: [inner, text], oneOf: [inner], allOf: [inner] } },
    $defs: { shared: inner },
    definitions: { older: inner },
  });

  expect(closedSchema(schema(open))).toEqual({ ...schema(closed), additionalProperties: false });
});

test('objects whose names are data stay open', () => {
  const anyNames = { type: 'object', additionalProperties: text };

  expect(closedSchema({ type: 'object', properties: { labels: anyNames } })).toEqual({ type: 'object', properties: { labels: anyNames }, additionalProperties: false });
});

test('names of fields are no keywords', () => {
  const properties = { properties: open, items: open, $defs: open, additionalProperties: text };
  const inside = { properties: closed, items: closed, $defs: closed, additionalProperties: text };

  expect(closedSchema({ type: 'object', properties })).toEqual({ type: 'object', properties: inside, additionalProperties: false });
});

test('values are no schemas', () => {
  const choice = { const: { properties: { id: 1 } }, default: { properties: {} }, enum: [{ properties: 1 }], examples: [{ properties: {} }] };

  expect(closedSchema(choice)).toEqual(choice);
});
