import { connectors } from '@penstock/connector-catalog';
import { createSimulatorServer, route, writeRoute } from '@penstock/connector-sdk/simulator';
import type { JsonObject } from '@penstock/kernel';
import { startTestApi, type TestApi } from '../../apps/api/src/testing/test-api';
import { liveHost } from './world/live-host';

/** An API description from its import to a run: REST API, checker, plan, vault, HTTP and the API it describes. */
const sent: string[] = [];
const warehouse = createSimulatorServer({
  name: 'warehouse',
  reset: () => undefined,
  state: () => ({}),
  routes: [
    route('GET', '/v1/items/:sku', (request) => {
      sent.push(`GET ${request.params.sku ?? ''} ${request.headers['authorization'] ?? ''}`);
      return { status: 200, body: { sku: request.params.sku ?? '', stock: 3 } };
    }),
    writeRoute('POST', '/v1/items', (request) => {
      request.commit({ kind: 'item', key: 'a', id: 'a' });
      return { status: 201, body: { made: true } };
    }),
  ],
});
let api: TestApi;
let url: string;

beforeAll(async () => {
  api = await startTestApi({}, { connectors, start: ({ databaseUrl, vault }) => liveHost({ databaseUrl, secrets: vault }) });
  ({ url } = await warehouse.listen());
}, 60_000);
afterAll(async () => {
  await api.close();
  await warehouse.close();
});

const description = (change: object = {}) => ({
  openapi: '3.0.3',
  info: { title: 'Warehouse', version: '9' },
  servers: [{ url: 'https://warehouse.example/v1' }],
  paths: {
    '/items/{sku}': { get: { operationId: 'getItem', parameters: [{ name: 'sku', in: 'path', required: true, schema: { type: 'string' } }] } },
    '/items': { post: { operationId: 'addItem', requestBody: { required: true, content: { 'application/json': { schema: { type: 'object' } } } } } },
    ...change,
  },
});
const yaml = 'openapi: 3.0.3\ninfo: { title: Small, version: "1" }\npaths:\n  /things:\n    get: { operationId: listThings }\n';
const post = (path: string, body: object, caller = api.as('builder')) => caller.post(`/api/v1/connectors/imports${path}`, body);
const importNew = async (): Promise<string> => (await post('', { text: JSON.stringify(description()) })).body.connector as string;
const described = async (id: string, caller = api.as('analyst')): Promise<{ actions: { id: string; version: number; effect: { class: string } }[] } | undefined> =>
  (await caller.get('/api/v1/connectors')).body.items.find((each: { id: string }) => each.id === id);

describe('an API description', () => {
  test('is shown as the actions it would become, and contacts nothing', async () => {
    const { status, body } = await post('/preview', { text: JSON.stringify(description()) });

    expect([status, body]).toEqual([
      200,
      {
        title: 'Warehouse',
        revision: '9',
        address: 'https://warehouse.example/v1',
        operations: [
          expect.objectContaining({ id: 'get-item', method: 'GET', path: '/items/{sku}', effect: 'R', fields: ['sku'] }),
          expect.objectContaining({ id: 'add-item', method: 'POST', path: '/items', effect: 'H', fields: ['key', 'body'] }),
        ],
      },
    ]);
    expect(sent).toEqual([]);
    expect((await post('/preview', { text: yaml })).body.operations).toHaveLength(1);
  });

  test.each([
    ['a bomb', 'a: &a [x]\nb: [*a, *a]', 'anchors'],
    ['a reference to elsewhere', JSON.stringify(description({ '/x': { $ref: 'https://elsewhere.example/x.json' } })), 'out of the document'],
    ['a path to another host', JSON.stringify(description({ '//elsewhere.example': { get: {} } })), 'none below the address'],
    ['Swagger 2', '{"swagger": "2.0"}', 'no OpenAPI 3'],
    ['no data at all', 'hello', 'no OpenAPI 3'],
  ])('%s is refused in plain words', async (_name, text, words) => {
    const { status, body } = await post('', { text });

    expect([status, body.code, body.detail]).toEqual([422, 'API_DESCRIPTION_REFUSED', expect.stringContaining(words)]);
  });

  test('is a connector of its organisation alone', async () => {
    const id = await importNew();

    expect((await described(id))?.actions.map((action) => `${action.id}@${action.version} ${action.effect.class}`)).toEqual(['get-item@1 R', 'add-item@1 H']);
    expect(await described(id, api.foreign.as('owner'))).toBeUndefined();
    const taken = await api.foreign.as('owner').post('/api/v1/connections', { name: 'x', connector: id, environment: 'sandbox', slot: 'x', settings: { address: url } });
    const replaced = await post('', { text: yaml, connector: id }, api.foreign.as('owner'));
    expect([taken.body.code, replaced.body.code]).toEqual(['CONNECTOR_NOT_FOUND', 'IMPORTED_CONNECTOR_NOT_FOUND']);
  });

  test('imported again adds a version, and keeps the ones before', async () => {
    const id = await importNew();

    const again = await post('', { text: JSON.stringify(description({ '/stock': { get: { operationId: 'getStock' } } })), connector: id });

    expect(again.body).toMatchObject({ connector: id, version: 2 });
    expect((await described(id))?.actions.map((action) => `${action.id}@${action.version}`)).toEqual(['get-item@1', 'add-item@1', 'get-item@2', 'add-item@2', 'get-stock@2']);
    const { body } = await api.as('auditor').get('/api/v1/connectors/imports');
    expect(body.items.filter((each: { connector: string }) => each.connector === id).map((each: { version: number }) => each.version)).toEqual([2, 1]);
  });

  test('runs in a flow by a connection with its secret', async () => {
    const id = await importNew();
    const connection = await api.as('owner').post('/api/v1/connections', {
      name: 'Warehouse', connector: id, environment: 'sandbox', slot: 'warehouse', settings: { address: `${url}/v1`, signIn: 'bearer', testPath: '/items/a' }, secrets: { credential: 'canary-token' },
    });
    const { body: flow } = await api.as('owner').post('/api/v1/flows', { name: 'Stock', document: aFlow(id) });
    await api.as('owner').post(`/api/v1/flows/${flow.id}/versions`, { revision: 1 });
    const deployed = await api.as('owner').post('/api/v1/deployments', { flowId: flow.id, versionNumber: 1, environment: 'sandbox' });
    expect([connection.status, deployed.status, deployed.text]).toEqual([201, 201, expect.any(String)]);

    await api.as('owner').post(`/api/v1/deployments/${deployed.body.id}/start`, { payload: { sku: 'PUMP-1' } });
    await until(() => sent.length > 0);

    expect(sent).toEqual(['GET PUMP-1 Bearer canary-token']);
  }, 30_000);
});

const aFlow = (connector: string): JsonObject => ({
  schemaVersion: 1,
  name: 'Stock',
  trigger: { name: 'Asked', connector: 'webhook', trigger: 'signed-webhook', version: 1, path: 'stock', settings: {}, position: { x: 0, y: 0 } },
  steps: {
    look: {
      id: 'look', name: 'Look', kind: 'action', disabled: false, position: { x: 300, y: 0 }, connector, action: 'get-item', version: 1, slot: 'warehouse',
      input: { v: 1, tables: {}, rules: [{ id: 'sku', kind: 'copy', target: 'sku', from: { path: 'trigger.sku' } }] },
    },
  },
  edges: [{ id: 'e', from: 'trigger', port: 'default', to: 'look' }],
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
