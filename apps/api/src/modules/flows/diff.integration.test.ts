import { aPayingFlow } from '../../testing/flow-documents';
import { aFlowWithVersion } from '../../testing/live-flow';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const renamed = { ...aPayingFlow({ path: 'elsewhere' }), name: 'Renamed' };
/** Version 1 as it was made, the draft with another name and address. */
async function aChangedFlow(): Promise<string> {
  const flowId = await aFlowWithVersion(api);
  await api.as('analyst').send('PUT', `/api/v1/flows/${flowId}/draft`, { document: renamed, revision: 1 });
  return flowId;
}

describe('the diff of two versions', () => {
  test('lists what differs between a version and the draft, with both sides', async () => {
    const flowId = await aChangedFlow();

    const { status, body } = await api.as('auditor').get(`/api/v1/flows/${flowId}/diff?from=1&to=draft`);

    expect(status).toBe(200);
    expect(body).toMatchObject({ flowId, from: 1, to: 'draft', counts: { behaviour: 1, wording: 1, layout: 0 } });
    expect(body.differences).toEqual([
      { kind: 'flow-renamed', weight: 'wording', path: 'name', before: 'Pay by notice', after: 'Renamed', sentence: 'The flow is now called “Renamed” (it was “Pay by notice”).' },
      { kind: 'setting-changed', weight: 'behaviour', stepId: 'trigger', stepName: 'Notice', path: 'path', before: 'notices', after: 'elsewhere', sentence: '“Notice”: path is now “elsewhere” (it was “notices”).' },
    ]);
  });

  test('is empty, with the same hash, between a version and itself', async () => {
    const flowId = await aChangedFlow();

    const { body } = await api.as('auditor').get(`/api/v1/flows/${flowId}/diff?from=1&to=1`);

    expect([body.differences, body.fromHash]).toEqual([[], body.toHash]);
  });

  test.each([
    ['from=1', 400, 'REQUEST_INVALID'],
    ['from=live&to=1', 400, 'REQUEST_INVALID'],
    ['from=0&to=1', 400, 'REQUEST_INVALID'],
    ['from=1&to=9', 404, 'FLOW_VERSION_NOT_FOUND'],
  ])('is refused with %s', async (query, status, code) => {
    const flowId = await aChangedFlow();

    const answer = await api.as('auditor').get(`/api/v1/flows/${flowId}/diff?${query}`);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});
