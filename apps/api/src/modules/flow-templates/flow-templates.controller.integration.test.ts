import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('GET /flow-templates', () => {
  test('lists every template with what it needs', async () => {
    const { status, body } = await api.as('auditor').get('/api/v1/flow-templates');
    const needs = Object.fromEntries(body.items.map(({ id, needs: slots }: { id: string; needs: object[] }) => [id, slots]));

    expect(status).toBe(200);
    expect(body.items).toHaveLength(9);
    expect(needs['settlement-gl']).toEqual([
      { slot: 'paytrace', connector: 'paytrace' },
      { slot: 'erp', connector: 'prophet21' },
    ]);
    expect(needs['fraud-screening']).toEqual([{ slot: 'paytrace', connector: 'paytrace' }]);
  });

  test('a flow made from one is a draft like any other', async () => {
    const { body: templates } = await api.as('analyst').get('/api/v1/flow-templates');
    const [{ document }] = templates.items;
    const created = await api.as('analyst').post('/api/v1/flows', { name: 'Mine', document });
    const draft = await api.as('analyst').get(`/api/v1/flows/${created.body.id}/draft`);

    expect([created.status, draft.body.document.trigger]).toEqual([201, document.trigger]);
  });
});
