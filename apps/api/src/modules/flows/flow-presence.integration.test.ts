import { hash } from '@node-rs/argon2';
import { presenceEndsAfterMs } from '@penstock/contracts';
import { createSystemIds } from '@penstock/runtime-adapters';
import { aPayingFlow } from '../../testing/flow-documents';
import { startTestApi, type Caller, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const tab = (number: number): string => `0193aaaa-0000-4000-8000-00000000000${number}`;
const make = async (): Promise<string> => (await api.as('analyst').post('/api/v1/flows', { name: 'Shared', document: aPayingFlow() })).body.id as string;
const announce = async (who: Caller, flowId: string, body: object) => (await who.post(`/api/v1/flows/${flowId}/presence`, body)).body.tabs as object[];

describe('people who have the same flow open', () => {
  test('see each other, and the step each has open', async () => {
    const flowId = await make();
    await announce(api.as('builder'), flowId, { tabId: tab(1), stepId: 'pay' });

    const seen = await announce(api.as('analyst'), flowId, { tabId: tab(2), stepId: null });
    const back = await announce(api.as('builder'), flowId, { tabId: tab(1), stepId: null });

    expect(seen).toEqual([{ tabId: tab(1), name: expect.stringContaining('builder'), isYou: false, stepId: 'pay' }]);
    expect(back).toEqual([{ tabId: tab(2), name: expect.stringContaining('analyst'), isYou: false, stepId: null }]);
  });

  test('see their own other tabs as theirs', async () => {
    const flowId = await make();
    await announce(api.as('builder'), flowId, { tabId: tab(1), stepId: null });

    const seen = await announce(api.as('builder'), flowId, { tabId: tab(2), stepId: null });

    expect(seen).toEqual([expect.objectContaining({ tabId: tab(1), isYou: true })]);
  });

  test('are gone when their tab closes', async () => {
    const flowId = await make();
    await announce(api.as('builder'), flowId, { tabId: tab(1), stepId: 'pay' });

    await announce(api.as('builder'), flowId, { tabId: tab(1), stepId: null, isOpen: false });

    expect(await announce(api.as('analyst'), flowId, { tabId: tab(2), stepId: null })).toEqual([]);
  });

  test('are gone after half a minute of silence, and not before', async () => {
    const flowId = await make();
    for (const number of [1, 2]) await announce(api.as('builder'), flowId, { tabId: tab(number), stepId: null });
    const silentSince = (number: number, ms: number) =>
      api.dataSource.query(`update flow_presence set seen_at = now() - $3 * interval '1 millisecond' where flow_id = $1 and tab_id = $2`, [flowId, tab(number), ms]);
    await silentSince(1, presenceEndsAfterMs + 1_000);
    await silentSince(2, presenceEndsAfterMs - 5_000);

    const seen = await announce(api.as('analyst'), flowId, { tabId: tab(3), stepId: null });

    expect(seen).toEqual([expect.objectContaining({ tabId: tab(2) })]);
  });

  test('do not speak for the tab of somebody else', async () => {
    const flowId = await make();
    await announce(api.as('builder'), flowId, { tabId: tab(1), stepId: 'pay' });

    await announce(api.as('analyst'), flowId, { tabId: tab(1), stepId: 'other' });
    await announce(api.as('analyst'), flowId, { tabId: tab(1), stepId: null, isOpen: false });

    expect(await announce(api.as('owner'), flowId, { tabId: tab(2), stepId: null })).toEqual([expect.objectContaining({ stepId: 'pay', name: expect.stringContaining('builder') })]);
  });

  test('are called by their name, not by their address', async () => {
    const flowId = await make();
    await api.dataSource.query(
      `insert into app_user (id, organization_id, email, name, role, password_hash) values ($1, $2, 'ann@home.example', 'Ann', 'analyst', $3)`,
      [createSystemIds().next(), api.home.id, await hash('correct horse')],
    );
    const { headers, body } = await api.caller().post('/api/v1/session', { email: 'ann@home.example', password: 'correct horse' });
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    await announce(api.caller({ cookie, 'x-csrf-token': body.csrfToken as string }), flowId, { tabId: tab(1), stepId: null });

    expect(await announce(api.as('builder'), flowId, { tabId: tab(2), stepId: null })).toEqual([expect.objectContaining({ name: 'Ann' })]);
  });
});

describe('another organisation', () => {
  test('sees nobody and nothing of the flow, and is seen by nobody', async () => {
    const flowId = await make();
    await announce(api.as('builder'), flowId, { tabId: tab(1), stepId: 'pay' });

    const { status, body } = await api.foreign.as('owner').post(`/api/v1/flows/${flowId}/presence`, { tabId: tab(2), stepId: null });

    expect([status, body.code]).toEqual([404, 'FLOW_NOT_FOUND']);
    expect(await announce(api.as('analyst'), flowId, { tabId: tab(3), stepId: null })).toHaveLength(1);
  });
});
