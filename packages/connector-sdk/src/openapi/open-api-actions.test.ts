import { manualClock, type Json } from '@penstock/kernel';
import { defineConnector } from '../define';
import { describeConnector } from '../descriptor';
import { restConnection } from '../rest/rest-connection';
import { createSimulatorServer, route, writeRoute, type SimulatorServer } from '../simulator';
import { createLoopbackHttpClient, testConnector, type LoopbackHttpClient } from '../testing';
import { openApiActions } from './open-api-actions';
import { operationsOf } from './operations';

const document = {
  openapi: '3.0.3',
  info: { title: 'Warehouse', version: '1' },
  paths: {
    '/items/{sku}': {
      parameters: [{ $ref: '#/components/parameters/sku' }],
      get: {
        operationId: 'getItem',
        summary: 'Get an item',
        parameters: [
          { name: 'fields', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
          { name: 'Authorization', in: 'header', required: true, schema: { type: 'string' } },
          { name: 'X-Site', in: 'header', schema: { type: 'string' } },
        ],
        responses: { 200: { description: 'ok', content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } } },
      },
    },
    '/items': {
      post: {
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } },
        responses: { 201: { description: 'made' } },
      },
    },
  },
  components: {
    parameters: { sku: { name: 'sku', in: 'path', required: true, schema: { type: 'string' }, description: 'Item number' } },
    schemas: {
      Item: {
        type: 'object',
        required: ['sku', 'stock'],
        properties: { sku: { type: 'string' }, stock: { type: 'integer' }, note: { type: 'string', nullable: true }, parts: { type: 'array', items: { $ref: '#/components/schemas/Item' } } },
      },
    },
  },
} satisfies Json;

const reading = { system: 'Warehouse', codePrefix: 'WAREHOUSE' };
const connection = restConnection('warehouse', reading);
const connector = defineConnector({ id: 'warehouse', title: 'Warehouse', summary: '', category: 'general', mark: '', apiRevision: '1', connection, actions: openApiActions(document, reading), triggers: [] });

let simulator: SimulatorServer;
let http: LoopbackHttpClient;

async function bench() {
  const { url } = await simulator.listen();
  const settings = { address: `${url}/v1` };
  http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(settings), secrets: {} });
  return testConnector(connector, { http, settings, clock: manualClock(0) });
}

beforeEach(() => {
  simulator = createSimulatorServer({
    name: 'warehouse',
    reset: () => undefined,
    state: () => ({}),
    routes: [
      route('GET', '/v1/items/:sku', ({ params }) => ({ status: 200, body: params.sku === 'odd' ? { sku: 'odd' } : { sku: params.sku ?? '', stock: 3, note: null } })),
      writeRoute('POST', '/v1/items', (request) => {
        request.commit({ kind: 'item', key: 'a', id: 'a' });
        return { status: 201, body: { made: true } };
      }),
    ],
  });
});
afterEach(() => simulator.close());

test('operations become actions: reads are reads, all else is for a person after a lost answer', () => {
  expect(connector.actions.map(({ id, title, contract }) => [id, title, contract.class])).toEqual([
    ['get-item', 'Get an item', 'R'],
    ['post-items', 'post /items', 'H'],
  ]);
});

test('inputs are typed, and the sign-in is none of them', () => {
  const [get, post] = describeConnector(connector).actions;

  expect(get?.inputSchema).toMatchObject({ properties: { sku: { type: 'string', title: 'sku', description: 'Item number' }, fields: { type: 'array' }, 'X-Site': { type: 'string' } }, required: ['sku'] });
  expect(get?.inputSchema).not.toHaveProperty('properties.Authorization');
  expect(post?.inputSchema).toMatchObject({ properties: { body: { type: 'object', required: ['sku', 'stock'] } }, required: ['key', 'body'] });
});

test('a request is built from the parameters', async () => {
  const answer = await (await bench()).run('get-item', { sku: 'A/1 b', fields: ['sku', 'stock'], 'X-Site': 'HQ' });

  expect(answer).toEqual({ body: { sku: 'A/1 b', stock: 3, note: null } });
  expect(http.sent[0]).toMatchObject({ method: 'GET', path: '/v1/items/A%2F1%20b?fields=sku%2Cstock', headers: { 'x-site': 'HQ' } });
});

test('a body of another shape is refused before anything is sent', async () => {
  await expect((await bench()).run('post-items', { key: 'k', body: { sku: 'a', stock: 'many' } })).rejects.toThrow();
  expect(http.sent).toEqual([]);
});

test('a read answered in another shape fails; a write that was answered is done', async () => {
  const warehouse = await bench();

  await expect(warehouse.run('get-item', { sku: 'odd' })).rejects.toMatchObject({ details: { class: 'transient', code: 'WAREHOUSE_ANSWER_UNEXPECTED' } });
  expect(await warehouse.run('post-items', { key: 'k', body: { sku: 'a', stock: 1 } })).toEqual({ body: { made: true } });
});

test.each(['..', '.', ''])('the value “%s” cannot stand in the path', async (sku) => {
  await expect((await bench()).run('get-item', { sku })).rejects.toMatchObject({ details: { class: 'config', code: 'OPENAPI_PATH_VALUE' } });
  expect(http.sent).toEqual([]);
});

test('two operations of one name get ids of their own', () => {
  const twice = { ...document, paths: { '/a': { get: { operationId: 'x' } }, '/b': { get: { operationId: 'X' } } } };

  expect(operationsOf(twice).map(({ id }) => id)).toEqual(['x', 'x-2']);
});

test.each<[string, Json, string]>([
  ['a Swagger 2 document', { swagger: '2.0' }, 'no OpenAPI 3'],
  ['a list', [], 'no OpenAPI 3'],
  ['no paths', { openapi: '3.1.0' }, 'no paths'],
  ['a reference to elsewhere', { openapi: '3.0.0', paths: { '/a': { $ref: 'https://elsewhere.example/a.json' } } }, 'out of the document'],
  ['a reference to nothing', { openapi: '3.0.0', paths: { '/a': { $ref: '#/components/x' } } }, 'to nothing'],
  ['a reference to itself', { openapi: '3.0.0', paths: { '/a': { $ref: '#/paths/~1a' } } }, 'circle'],
  ['a way to the prototype', { openapi: '3.0.0', paths: { '/a': { $ref: '#/constructor' } } }, 'to nothing'],
])('%s is refused', (_name, given, words) => {
  expect(() => operationsOf(given)).toThrow(expect.objectContaining({ code: 'OPENAPI_REFUSED', message: expect.stringContaining(words) }));
});
