import { aLivePlace, aRecordedEffect, aRecordedEvent, aRecordedRun, type LivePlace } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
beforeAll(async () => {
  api = await startTestApi();
  place = await aLivePlace(api);
});
afterAll(() => api.close());

test('the overview counts what happened today and what waits', async () => {
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
    moneyInDoubt: [],
    p95Ms: expect.closeTo(250, -2),
    unrouted: 1,
  });
});

test.each([
  ['needs attention', 'needs-attention', 'REJECTED', null, 'risk'],
  ['is given up by a person', 'needs-attention', 'REJECTED', 'stop', 'none'],
  ['was sent on a wrong word, and refused', 'needs-attention', 'REJECTED', 'send', 'risk'],
  ['is looked up by the platform', 'waiting', 'UNKNOWN', null, 'doubt'],
  ['is being sent', 'running', 'INTENT', null, 'none'],
  ['is done', 'needs-attention', 'DONE', null, 'none'],
] as const)('the overview counts the money of what %s', async (_what, status, state, says, where) => {
  await api.dataSource.query('truncate run, effect, event');
  const { runId } = await aRecordedRun(api, place, { status });
  await aRecordedEffect(api, runId, { state, amount: '5.00' });
  if (says) await api.dataSource.query(`update effect set word = $1`, [JSON.stringify({ says, by: 'ann', remoteId: null })]);

  const { body } = await api.as('auditor').get('/api/v1/overview?environment=sandbox');

  const sum = [{ currency: 'USD', amount: '5.00' }];
  expect([body.moneyAtRisk, body.moneyInDoubt]).toEqual([where === 'risk' ? sum : [], where === 'doubt' ? sum : []]);
});

test.each([
  ['NEEDS_HUMAN', [{ currency: 'USD', amount: '5.00' }]],
  ['DONE', []],
])('the overview counts the money of a step once, however often it was tried: at last %s', async (state, atRisk) => {
  await api.dataSource.query('truncate run, effect, event');
  const { runId } = await aRecordedRun(api, place, { status: 'needs-attention' });
  await aRecordedEffect(api, runId, { state: 'REJECTED', amount: '5.00' });
  await aRecordedEffect(api, runId, { state: 'REJECTED', amount: '5.00', attempt: 2 });
  await aRecordedEffect(api, runId, { state, amount: '5.00', attempt: 3 });

  const { body } = await api.as('auditor').get('/api/v1/overview?environment=sandbox');

  expect(body.moneyAtRisk).toEqual(atRisk);
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
