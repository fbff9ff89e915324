import { aLivePlace, aRecordedRun } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const request = {
  name: 'House bank', connector: 'bank', environment: 'sandbox', slot: 'savings',
  settings: { baseUrl: 'https://bank.example', account: '4711' }, secrets: { password: 'canary-password' },
};
const aConnection = async (): Promise<string> => (await api.as('builder').post('/api/v1/connections', request)).body.id;
const at = (id: string, what: string): string => `/api/v1/connections/${id}/${what}`;
const weatherOf = async (id: string) => (await api.as('auditor').get(at(id, 'weather'))).body;

async function aBreaker(id: string, changes: { state: string; cause?: string; failure?: object; since?: string }): Promise<void> {
  await api.dataSource.query(
    `insert into connection_health (connection_id, organization_id, state, cause, failure, since, probe_at)
     values ($1, $2, $3::text, $4, $5, now() - $6::interval, case when $3::text = 'open' then now() + interval '1 minute' end)`,
    [id, api.home.id, changes.state, changes.cause ?? null, changes.failure ? JSON.stringify(changes.failure) : null, changes.since ?? '0'],
  );
}

describe('the weather of a connection', () => {
  test('is clear at first', async () => {
    const id = await aConnection();

    expect(await weatherOf(id)).toEqual({
      connectionId: id,
      state: 'clear',
      since: null,
      reason: '',
      remedy: null,
      nextProbeAt: null,
      held: { runs: 0, money: [] },
      recent: { calls: 0, failures: 0, failureShare: null },
      loadShare: 1,
      ratePerSecondNow: null,
      hold: null,
      limits: { maxConcurrent: null, ratePerSecond: null, burst: null, holdMs: 250, maintenance: [], ceilings: [], onlyValues: [] },
      maintenance: { now: null, next: null },
    });
  });

  test('says what failed, what to do and when it is asked again', async () => {
    const id = await aConnection();
    await aBreaker(id, { state: 'open', cause: 'failures', failure: { message: 'bank.example could not be reached.', remedy: 'Check the address.' } });
    await api.dataSource.query(`insert into connection_calls (connection_id, worker_id, version, calls, failures) values ($1, $1, 0, 8, 6)`, [id]);

    expect(await weatherOf(id)).toMatchObject({
      state: 'down',
      reason: expect.stringContaining('bank.example could not be reached.'),
      remedy: 'Check the address.',
      nextProbeAt: expect.any(String),
      recent: { calls: 8, failures: 6, failureShare: 0.75 },
      loadShare: 0,
    });
  });

  test.each([
    ['open', 'credentials', 'credentials', 0],
    ['half-open', 'failures', 'probing', 0],
    ['slow-start', 'failures', 'recovering', 0.1],
  ])('of a breaker that is %s (%s) is %s', async (state, cause, expected, loadShare) => {
    const id = await aConnection();
    await aBreaker(id, { state, cause });

    expect(await weatherOf(id)).toMatchObject({ state: expected, loadShare });
  });

  test('counts the runs that wait and the money they carry', async () => {
    const id = await aConnection();
    const place = await aLivePlace(api);
    for (const labels of [{ amount: '100.10', currency: 'USD' }, { amount: '50', currency: 'USD' }, { amount: '7.5', currency: 'CAD' }, {}] as Record<string, string>[]) {
      const { runId } = await aRecordedRun(api, place, { status: 'waiting', labels });
      await api.dataSource.query(`insert into run_queue (run_id, organization_id, ready_at, blocked_on) values ($1, $2, now() + interval '1 hour', $3)`, [runId, api.home.id, id]);
    }

    const { held } = await weatherOf(id);

    expect(held).toEqual({ runs: 4, money: [{ currency: 'CAD', amount: '7.5' }, { currency: 'USD', amount: '150.10' }] });
  });

  test('is listed for all connections', async () => {
    const id = await aConnection();

    const { body } = await api.as('auditor').get('/api/v1/connections/weather');

    expect(body.items).toMatchObject([{ connectionId: id, state: 'clear' }]);
  });
});

describe('the limits of a connection', () => {
  const nights = { kind: 'weekly', days: ['mon', 'tue'], from: '22:00', to: '02:00', timeZone: 'America/Los_Angeles' };
  const setLimits = (id: string, limits: object) => api.as('builder').send('PUT', at(id, 'limits'), limits);

  test('are stored with their maintenance windows and told to the engine', async () => {
    const id = await aConnection();

    const { status, body } = await setLimits(id, { maxConcurrent: 4, ratePerSecond: 2.5, burst: 3, maintenance: [nights] });

    expect(status).toBe(200);
    expect(body).toMatchObject({
      limits: { maxConcurrent: 4, ratePerSecond: 2.5, burst: 3, holdMs: 250, maintenance: [nights] },
      maintenance: { next: { from: expect.any(String) } },
    });
    expect(api.host.asked).toContain(`weather ${id}`);
  });

  test('say when a maintenance window holds', async () => {
    const id = await aConnection();
    const hour = 3_600_000;
    const [from, to] = [-1, 1].map((hours) => new Date(Date.now() + hours * hour).toISOString());

    const { body } = await setLimits(id, { maintenance: [{ kind: 'once', from, to }] });

    expect(body).toMatchObject({ state: 'maintenance', since: from, maintenance: { now: { from, to } }, loadShare: 0 });
  });

  test.each([
    ['a time zone that does not exist', { maintenance: [{ ...nights, timeZone: 'Mars/Olympus' }] }, 'maintenance.0.timeZone'],
    ['a time of day that does not exist', { maintenance: [{ ...nights, from: '25:00' }] }, 'maintenance.0.from'],
    ['a window that ends before it starts', { maintenance: [{ kind: 'once', from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' }] }, 'maintenance.0.to'],
    ['no slot at all', { maxConcurrent: 0 }, 'maxConcurrent'],
    ['an unknown field', { speed: 3 }, 'speed'],
  ])('are refused with %s', async (_, limits, path) => {
    const id = await aConnection();

    const { status, body } = await setLimits(id, limits);

    expect([status, body.code, body.issues[0].path]).toEqual([400, 'REQUEST_INVALID', path]);
  });

  test('are not changed by an operator', async () => {
    const id = await aConnection();

    expect((await api.as('operator').send('PUT', at(id, 'limits'), {})).status).toBe(403);
  });
});

describe('holding a connection', () => {
  test('stops its calls and says who, why and since when', async () => {
    const id = await aConnection();

    const { body } = await api.as('operator').post(at(id, 'hold'), { reason: 'P21 is being upgraded' });

    expect(body).toMatchObject({
      state: 'held',
      hold: { reason: 'P21 is being upgraded', by: expect.any(String), since: expect.any(String) },
      reason: expect.stringContaining('P21 is being upgraded'),
      loadShare: 0,
    });
    expect(api.host.asked).toContain(`weather ${id}`);
  });

  test.each([[{}], [{ reason: '  ' }]])('needs a reason: %j', async (body) => {
    const id = await aConnection();

    expect((await api.as('operator').post(at(id, 'hold'), body)).status).toBe(400);
    expect((await weatherOf(id)).state).toBe('clear');
  });

  test('ends with resuming, which wakes what waits', async () => {
    const id = await aConnection();
    await api.as('operator').post(at(id, 'hold'), { reason: 'P21 is being upgraded' });

    const { body } = await api.as('operator').post(at(id, 'resume'));

    expect(body).toMatchObject({ state: 'clear', hold: null });
    expect(api.host.asked).toContain(`wake ${id}`);
  });

  test('wakes nothing when the other system is down', async () => {
    const id = await aConnection();
    await aBreaker(id, { state: 'open', cause: 'failures' });
    await api.as('operator').post(at(id, 'hold'), { reason: 'P21 is being upgraded' });

    await api.as('operator').post(at(id, 'resume'));

    expect(api.host.asked).not.toContain(`wake ${id}`);
  });

  test('is not ended twice', async () => {
    const id = await aConnection();

    const { status, body } = await api.as('operator').post(at(id, 'resume'));

    expect([status, body.code]).toEqual([409, 'CONNECTION_NOT_HELD']);
  });
});

test('new credentials are tried at once when the breaker is open', async () => {
  const id = await aConnection();
  await aBreaker(id, { state: 'open', cause: 'credentials' });

  await api.as('builder').send('PATCH', `/api/v1/connections/${id}`, { secrets: { password: 'the-right-one' } });

  expect(Date.parse((await weatherOf(id)).nextProbeAt)).toBeLessThanOrEqual(Date.now());
});

test('the weather of another organisation is neither seen nor changed', async () => {
  const id = await aConnection();
  const stranger = api.foreign.as('owner');

  const answers = [
    await stranger.get(at(id, 'weather')),
    await stranger.send('PUT', at(id, 'limits'), { maxConcurrent: 1 }),
    await stranger.post(at(id, 'hold'), { reason: 'mischief' }),
    await stranger.post(at(id, 'resume')),
  ];

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(await weatherOf(id)).toMatchObject({ state: 'clear', limits: { maxConcurrent: null } });
});
