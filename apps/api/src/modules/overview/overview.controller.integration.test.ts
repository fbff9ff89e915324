import { aLivePlace, aRecordedEffect, aRecordedEvent, aRecordedRun } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('the overview counts what happened today and what waits', async () => {
  const place = await aLivePlace(api);
  await aRecordedRun(api, place);
  await aRecordedRun(api, place);
  const stopped = await aRecordedRun(api, place, { status: 'needs-attention' });
  await aRecordedEffect(api, stopped.runId, { state: 'UNKNOWN', amount: '19.99' });
  await aRecordedEvent(api, api.home, { state: 'unrouted' });

  const { body } = await api.as('auditor').get('/api/v1/overview?environment=sandbox');

  expect(body).toEqual({
    environment: 'sandbox',
    receivedToday: 4,
    succeededToday: 2,
    inFlight: 0,
    needsAttention: 1,
    moneyAtRisk: [{ currency: 'USD', amount: '19.99' }],
    p95Ms: expect.closeTo(250, -2),
    unrouted: 1,
  });
});

test('the overview of another organisation is empty', async () => {
  const { body } = await api.foreign.as('owner').get('/api/v1/overview');

  expect(body).toMatchObject({ receivedToday: 0, needsAttention: 0, moneyAtRisk: [], p95Ms: null });
});

test('the overview of an unknown environment is not found', async () => {
  const { status, body } = await api.as('auditor').get('/api/v1/overview?environment=moon');

  expect([status, body.code]).toEqual([404, 'ENVIRONMENT_NOT_FOUND']);
});

test('the environments come in the order of promotion', async () => {
  const { body } = await api.as('auditor').get('/api/v1/environments');

  expect(body.items.map(({ key, kind }: { key: string; kind: string }) => [key, kind])).toEqual([
    ['sandbox', 'sandbox'],
    ['production', 'production'],
  ]);
});

test('the connectors describe what can be built', async () => {
  const { body } = await api.as('analyst').get('/api/v1/connectors');

  const [bank, ...others] = body.items as { id: string; actions: object[]; triggers: { polls: boolean }[] }[];
  expect(bank).toMatchObject({ id: 'bank', actions: [{ id: 'pay', effect: { class: 'L', kind: 'money', verifies: true } }] });
  expect(bank?.triggers.map(({ polls }) => polls)).toContain(true);
  expect(others.map(({ id }) => id)).toEqual(['flow']);
});
