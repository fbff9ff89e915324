import { fieldsOf } from './schema-fields';

describe('fields of a schema', () => {
  test('objects hold their fields under dotted paths', () => {
    const [address] = fieldsOf({
      type: 'object',
      properties: { address: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
    });

    expect(address).toMatchObject({ path: 'address', kind: 'object', required: false });
    expect(address?.fields[0]).toMatchObject({ path: 'address.city', title: 'City', kind: 'text', required: true });
  });

  test('items of a list start paths of their own', () => {
    const [lines] = fieldsOf({
      type: 'object',
      properties: { lines: { type: 'array', items: { type: 'object', properties: { itemId: { type: 'string' } } } } },
    });

    expect(lines?.kind).toBe('list');
    expect(lines?.item?.fields[0]?.path).toBe('itemId');
  });

  test('references and "or null" are looked through', () => {
    const [city] = fieldsOf({
      type: 'object',
      $defs: { City: { type: 'string', title: 'City name' } },
      properties: { city: { anyOf: [{ $ref: '#/$defs/City' }, { type: 'null' }] } },
    });

    expect(city).toMatchObject({ kind: 'text', title: 'City name' });
  });

  test('a default makes a field optional', () => {
    const [currency] = fieldsOf({
      type: 'object',
      properties: { currency: { type: 'string', default: 'USD' } },
      required: ['currency'],
    });

    expect(currency).toMatchObject({ required: false, defaultValue: 'USD' });
  });

  test('parts of an allOf are one object', () => {
    const fields = fieldsOf({
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } } },
        { type: 'object', properties: { b: { type: 'number' } } },
      ],
    });

    expect(fields.map(({ path }) => path)).toEqual(['a', 'b']);
  });

  test('a schema that holds itself ends', () => {
    const fields = fieldsOf({
      type: 'object',
      $defs: { Node: { type: 'object', properties: { child: { $ref: '#/$defs/Node' } } } },
      properties: { root: { $ref: '#/$defs/Node' } },
    });

    expect(fields).toHaveLength(1);
  });
});
