import { aLivePlace, aRecordedEvent, aRecordedRun, type LivePlace } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
beforeAll(async () => {
  api = await startTestApi();
  place = await aLivePlace(api);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.host.nextOperation = 'done';
  await api.dataSource.query('truncate run, event');
});

describe('the list of events', () => {
  test('shows what came in and which runs it started', async () => {
    const { eventId, runId } = await aRecordedRun(api, place);

    const { body } = await api.as('auditor').get('/api/v1/events');

    expect(body.items).toMatchObject([{ id: eventId, environment: 'sandbox', path: 'notices', state: 'routed', reason: null, runIds: [runId] }]);
  });

  test.each(['unrouted', 'refused'] as const)('filters the %s ones', async (state) => {
    await aRecordedRun(api, place);
    const id = await aRecordedEvent(api, api.home, { state });

    const { body } = await api.as('auditor').get(`/api/v1/events?state=${state}`);

    expect(body.items).toMatchObject([{ id, state, reason: 'NO_ROUTE', runIds: [] }]);
  });

  test('shows nothing of another organisation', async () => {
    await aRecordedEvent(api, api.home, { state: 'unrouted' });

    const { body } = await api.foreign.as('owner').get('/api/v1/events');

    expect(body.items).toEqual([]);
  });
});

describe('an event', () => {
  test('shows its payload with every digit', async () => {
    const id = await aRecordedEvent(api, api.home, { state: 'unrouted', payload: '{"total":10.00}' });

    const { text } = await api.as('auditor').get(`/api/v1/events/${id}`);

    expect(text).toContain('"payload":{"total":10.00}');
  });

  test.each([
    ['{"total":10.00,"hpf_token":"tok-secret","enc_key":"key-secret"}', '"payload":{"total":10.00,"hpf_token":"[one-time token 1 removed]","enc_key":"[one-time token 2 removed]"}'],
    ['total=10.00&hpf_token=tok-secret', '"payload":"total=10.00&hpf_token=[one-time token removed]"'],
  ])('shows no one-time token of %s, which stays in the database for a replay', async (payload, shown) => {
    const id = await aRecordedEvent(api, api.home, { state: 'unrouted', payload });

    const { text } = await api.as('auditor').get(`/api/v1/events/${id}`);
    const replayed = await api.as('operator').post(`/api/v1/events/${id}/replay`);

    expect(text).toContain(shown);
    expect(text + replayed.text).not.toContain('secret');
    expect(await api.dataSource.query('select payload from event where id = $1', [id])).toEqual([{ payload }]);
  });

  test('that was refused shows no payload', async () => {
    const id = await aRecordedEvent(api, api.home, { state: 'refused', payload: null });

    const { body } = await api.as('auditor').get(`/api/v1/events/${id}`);

    expect(body.payload).toBeNull();
  });

  test('of another organisation is not found', async () => {
    const id = await aRecordedEvent(api, api.home, { state: 'unrouted' });

    const answers = [
      await api.foreign.as('owner').get(`/api/v1/events/${id}`),
      await api.foreign.as('owner').post(`/api/v1/events/${id}/replay`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  test('goes to the engine to be replayed', async () => {
    const id = await aRecordedEvent(api, api.home, { state: 'unrouted' });

    const { status, body } = await api.as('operator').post(`/api/v1/events/${id}/replay`);

    expect([status, body.id, api.host.asked.at(-1)]).toEqual([200, id, `replay ${id}`]);
  });

  test('that cannot be replayed says what to do', async () => {
    const id = await aRecordedEvent(api, api.home, { state: 'unrouted' });
    api.host.nextOperation = 'not-possible';

    const { status, body } = await api.as('operator').post(`/api/v1/events/${id}/replay`);

    expect([status, body.code]).toEqual([409, 'EVENT_NOT_REPLAYABLE']);
    expect(body.detail).toContain('Deploy the flow');
  });
});
