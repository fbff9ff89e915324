import { aPayingFlow } from '../../testing/flow-documents';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const stored = async (flowId: string): Promise<unknown> =>
  (await api.dataSource.query<{ draft: unknown }[]>('select to_jsonb(d) as draft from flow_draft d where flow_id = $1', [flowId]))[0]?.draft;

async function aFlowWith(change: object): Promise<string> {
  const { id } = (await api.as('analyst').post('/api/v1/flows', { name: 'From the future', document: aPayingFlow() })).body as { id: string };
  await api.dataSource.query('update flow_draft set document = document || $2::jsonb where flow_id = $1', [id, JSON.stringify(change)]);
  return id;
}

describe('a flow that a newer Penstock made', () => {
  test.each([
    ['another document version', { schemaVersion: 2 }, 'version 2 of the flow document'],
    ['a kind of step nobody here knows', { steps: { race: { id: 'race', kind: 'race', name: 'Race', disabled: false, position: { x: 0, y: 0 } } } }, 'steps of the kind “race”'],
  ])('with %s is neither opened, compared nor written, and says why', async (_what, change, words) => {
    const flowId = await aFlowWith(change);
    const before = await stored(flowId);

    const opened = await api.as('builder').get(`/api/v1/flows/${flowId}/draft`);
    const saved = await api.as('builder').send('PUT', `/api/v1/flows/${flowId}/draft`, { document: aPayingFlow(), revision: 1 });
    const frozen = await api.as('builder').post(`/api/v1/flows/${flowId}/versions`, { revision: 1 });
    const compared = await api.as('builder').get(`/api/v1/flows/${flowId}/diff?from=draft&to=draft`);

    expect([opened, saved, frozen, compared].map(({ status, body }) => [status, body.code])).toEqual(Array(4).fill([409, 'FLOW_IS_NEWER']));
    expect(opened.body.detail).toContain(words);
    expect(await stored(flowId)).toEqual(before);
  });

  test('stands in the list like the others', async () => {
    const flowId = await aFlowWith({ schemaVersion: 2 });

    const { status, body } = await api.as('builder').get('/api/v1/flows');

    expect([status, body.items.find(({ id }: { id: string }) => id === flowId)?.problemCount]).toEqual([200, 1]);
  });
});
