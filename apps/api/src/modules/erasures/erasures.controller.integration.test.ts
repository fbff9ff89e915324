import { aLivePlace, aRecordedEffect, aRecordedEvent, aRecordedRun, type LivePlace } from '../../testing/recorded-runs';
import { problemOf, startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
beforeAll(async () => {
  api = await startTestApi();
  place = await aLivePlace(api);
});
afterAll(() => api.close());

const reason = 'The customer asked for it by letter of 3 March.';
const erase = (selection: object, caller = api.as('administrator')) => caller.post('/api/v1/erasures', { reason, ...selection });

/** A run with content in every place that has some. */
async function aRunWithContent({ status = 'succeeded', labels = {} }: { status?: string; labels?: Record<string, string> } = {}) {
  const ids = await aRecordedRun(api, place, { status, labels, payload: '{"name":"Jane Roe"}' });
  await aRecordedEffect(api, ids.runId, { state: 'DONE', amount: '19.99', remoteId: 'T-1' });
  await api.dataSource.query(`update effect set request = '{"name":"Jane Roe"}', response = '{"to":"Jane Roe"}', request_hash = '\\xabcd' where run_id = $1`, [ids.runId]);
  await api.dataSource.query(`update event set labels = $2, headers = '{"x":"Jane Roe"}' where id = $1`, [ids.eventId, JSON.stringify(labels)]);
  await api.dataSource.query(
    `insert into step_log (run_id, step_id, attempt, status, input, output, started_at, finished_at) values ($1, 'map', 1, 'succeeded', '"Jane Roe"', '"Jane Roe"', now(), now())`,
    [ids.runId],
  );
  return ids;
}

/** Every row of every table that still has the text. */
async function placesWith(text: string): Promise<string[]> {
  const tables = await api.dataSource.query<{ name: string }[]>(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`);
  const hits = await Promise.all(tables.map(async ({ name }) => ((await api.dataSource.query<unknown[]>(`select 1 from "${name}" t where t::text like '%' || $1 || '%' limit 1`, [text])).length > 0 ? name : '')));
  return hits.filter(Boolean);
}

describe('an erasure', () => {
  test('leaves the content nowhere and everything that prevents a second charge', async () => {
    const { runId, eventId } = await aRunWithContent();

    const { status, body } = await erase({ eventIds: [eventId] });

    expect([status, body.events, body.runs, body.steps, body.effects]).toEqual([201, 1, 1, 1, 1]);
    expect(await placesWith('Jane Roe')).toEqual([]);
    const [effect] = await api.dataSource.query(`select state, business_key, amount, encode(request_hash, 'hex') as hash, remote_id from effect where run_id = $1`, [runId]);
    expect(effect).toEqual({ state: 'DONE', business_key: runId, amount: '19.99', hash: 'abcd', remote_id: 'T-1' });
  });

  test('still refuses the same business fact a second time', async () => {
    const { runId } = await aRunWithContent();
    await erase({ runId });
    const again = await aRecordedRun(api, place);

    const second = api.dataSource.query(
      `insert into effect select gen_random_uuid(), organization_id, environment_id, $2, step_id, 1, connection_id, scope, connector, action, action_version,
         class, kind, business_key, amount, currency, '{}', request_hash, 'INTENT', 1 from effect where run_id = $1`, [runId, again.runId]);

    await expect(second).rejects.toThrow(/effect_live_business/);
  });

  test('by label takes every event of the customer and the label itself', async () => {
    const labels = { customer: 'C-4711', invoice: 'WEB-1' };
    const [one, two, other] = [await aRunWithContent({ labels }), await aRunWithContent({ labels }), await aRunWithContent({ labels: { customer: 'C-1' } })];

    const { body } = await erase({ label: { name: 'customer', value: 'C-4711' } });

    expect(body).toMatchObject({ events: 2, runs: 2, selection: { label: { name: 'customer', value: '(erased)' } } });
    expect(await placesWith('C-4711')).toEqual([]);
    const rows = await api.dataSource.query('select labels, payload from event where id = any($1)', [[one.eventId, two.eventId]]);
    expect(rows).toEqual([{ labels: '{"invoice": "WEB-1"}', payload: null }, { labels: '{"invoice": "WEB-1"}', payload: null }]);
    expect((await api.as('auditor').get(`/api/v1/events/${other.eventId}`)).body.payload).toEqual({ name: 'Jane Roe' });
    await erase({ runId: other.runId });
  });

  test('takes an event of the shelf that never ran', async () => {
    const id = await aRecordedEvent(api, api.home, { state: 'unrouted', payload: '{"who":"Someone Else"}' });

    const { body } = await erase({ eventIds: [id] });

    expect([body.events, body.runs]).toEqual([1, 0]);
    expect(await placesWith('Someone Else')).toEqual([]);
  });

  test('makes an export that was not dropped yet be made again', async () => {
    const { eventId } = await aRunWithContent();
    const insert = (state: string, to: string) =>
      api.dataSource.query(
        `insert into retention_archive (table_name, span_from, span_to, day, state, file, row_count, sha256)
         values ('event', '00000000-0000-0000-0000-000000000000', $2, 'd', $1, 'f', 1, 'x')`, [state, to]);
    await insert('verified', '00000000-0000-0000-0000-000000000001');
    await insert('dropped', '00000000-0000-0000-0000-000000000002');

    await erase({ eventIds: [eventId] });

    expect(await api.dataSource.query('select state from retention_archive')).toEqual([{ state: 'dropped' }]);
  });

  test('asks at once for the comparison of schemas of its environment, which forgets the words it remembers', async () => {
    const { eventId } = await aRunWithContent();
    const [event] = await api.dataSource.query<{ environment_id: string }[]>('select environment_id from event where id = $1', [eventId]);
    const environmentId = event?.environment_id;
    await api.dataSource.query(
      `insert into schema_snapshot (id, organization_id, environment_id, subject, kind, title, facts, taken_at, confirmed_at)
       values (gen_random_uuid(), $1, $2, 'observed/x', 'observed', 'Payment', '[]', now(), now())`, [api.home.id, environmentId]);

    await erase({ eventIds: [eventId] });

    const checks = await api.dataSource.query('select requested_by, checked_at from schema_check where environment_id = $1', [environmentId]);
    expect(checks).toEqual([{ requested_by: 'key administrator', checked_at: null }]);
  });

  test('shows its run and event as they are now', async () => {
    const { runId, eventId } = await aRunWithContent();
    await erase({ runId });

    const reads = await Promise.all(['', '/steps', '/effects'].map((part) => api.as('auditor').get(`/api/v1/runs/${runId}${part}`)));
    const event = await api.as('auditor').get(`/api/v1/events/${eventId}`);

    expect([...reads, event].map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(event.body.payload).toBeNull();
  });

  test('is recorded with who, when and why', async () => {
    const { runId } = await aRunWithContent();
    const { body } = await erase({ runId });

    const list = await api.as('owner').get('/api/v1/erasures?limit=1');

    expect(list.body.items).toEqual([body]);
    expect(body).toMatchObject({ requestedBy: 'key administrator', reason, selection: { runId } });
    expect((await api.foreign.as('owner').get('/api/v1/erasures')).body.items).toEqual([]);
  });
});

describe('an erasure is refused', () => {
  test.each(['needs-attention', 'queued', 'waiting'])('while a run is %s, and nothing changes', async (status) => {
    const open = await aRunWithContent({ status });
    const settled = await aRunWithContent();

    const answer = await erase({ eventIds: [open.eventId, settled.eventId] });

    expect(problemOf(answer)).toMatchObject({ status: 409, code: 'ERASURE_RUNS_OPEN', detail: expect.stringContaining(open.runId) });
    expect((await api.as('auditor').get(`/api/v1/events/${settled.eventId}`)).body.payload).toEqual({ name: 'Jane Roe' });
  });

  test('for what belongs to somebody else', async () => {
    const { eventId, runId } = await aRunWithContent();

    const answers = await Promise.all([erase({ eventIds: [eventId] }, api.foreign.as('owner')), erase({ runId }, api.foreign.as('owner'))]);

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([[404, 'ERASURE_NOTHING_FOUND'], [404, 'ERASURE_NOTHING_FOUND']]);
  });

  test('as a whole when one of the events is unknown', async () => {
    const { eventId } = await aRunWithContent();

    const { status } = await erase({ eventIds: [eventId, '0193aaaa-0000-7000-8000-000000000000'] });

    expect(status).toBe(404);
    expect((await api.as('auditor').get(`/api/v1/events/${eventId}`)).body.payload).toEqual({ name: 'Jane Roe' });
  });

  test.each([
    ['no selection', {}],
    ['two selections', { runId: '0193aaaa-0000-7000-8000-000000000000', label: { name: 'a', value: 'b' } }],
    ['no reason worth the name', { reason: 'because', runId: '0193aaaa-0000-7000-8000-000000000000' }],
    ['an unknown field', { runId: '0193aaaa-0000-7000-8000-000000000000', force: true }],
  ])('with %s', async (_, request) => {
    expect((await erase(request)).status).toBe(400);
  });
});
