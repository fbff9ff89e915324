import type { Json } from '@penstock/kernel';
import { describeConnector } from '../descriptor';
import { describedApi, importedConnector } from './imported-connector';

const anApi = (paths: Json, change: object = {}): Json => ({ openapi: '3.1.0', info: { title: 'Freight', version: '7' }, servers: [{ url: 'https://freight.example/v2' }], paths, ...change }) as Json;
const reading = { '/parcels/{id}': { get: { operationId: 'getParcel', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] } } };
const booking = { ...reading, '/parcels': { post: { operationId: 'bookParcel', requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } } } };

describe('an imported description', () => {
  test('is a connector whose steps keep the version they were built with', () => {
    const connector = importedConnector({ id: 'api-freight', title: 'Freight', versions: [{ version: 1, document: anApi(reading) }, { version: 2, document: anApi(booking) }] });

    expect(connector.actions.map(({ id, version, contract }) => `${id}@${version} ${contract.class}`)).toEqual(['get-parcel@1 R', 'get-parcel@2 R', 'book-parcel@2 H']);
    expect(describeConnector(connector).connection?.secrets.map(({ name }) => name)).toEqual(['credential']);
  });

  test('tells its title and where it says the API answers', () => {
    expect(describedApi(anApi(reading))).toEqual({ title: 'Freight', revision: '7', address: 'https://freight.example/v2' });
    expect(describedApi(anApi(reading, { servers: [{ url: 'javascript:alert(1)' }] })).address).toBe('');
  });

  test.each<[string, Json, string]>([
    ['without operations', anApi({}), 'no operations'],
    ['with too many', anApi(Object.fromEntries(Array.from({ length: 301 }, (_none, index) => [`/a${index}`, { get: {} }]))), '301 operations'],
    ['that leads to another host', anApi({ '//elsewhere.example/x': { get: {} } }), 'none below the address'],
    ['that climbs', anApi({ '/a/../../admin': { get: {} } }), 'none below the address'],
    ['with a whole address for a path', anApi({ 'https://elsewhere.example/x': { get: {} } }), 'none below the address'],
  ])('%s is refused', (_name, document, words) => {
    expect(() => describedApi(document)).toThrow(expect.objectContaining({ code: 'OPENAPI_REFUSED', message: expect.stringContaining(words) }));
  });

  test('whose references stand for more than can be written out is refused in time', () => {
    const schemas = Object.fromEntries(Array.from({ length: 12 }, (_none, level) => [`L${level}`, { type: 'object', properties: Object.fromEntries(Array.from({ length: 10 }, (_each, index) => [`p${index}`, level === 11 ? { type: 'string' } : { $ref: `#/components/schemas/L${level + 1}` }])) }]));
    const bomb = anApi({ '/a': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/L0' } } } } } } }, { components: { schemas } });

    expect(() => importedConnector({ id: 'x', title: 'X', versions: [{ version: 1, document: bomb }] })).toThrow(expect.objectContaining({ code: 'OPENAPI_REFUSED' }));
  });

  test('cannot bring a pattern that searches for ever', () => {
    const evil = anApi({ '/a': { get: { parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string', pattern: '^(a+)+$' } }] } } });
    const [action] = importedConnector({ id: 'x', title: 'X', versions: [{ version: 1, document: evil }] }).actions;

    expect(action?.input.safeParse({ q: `${'a'.repeat(40)}!` }).success).toBe(true);
  });
});
