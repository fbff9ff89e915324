import { anAskingFlow } from '../../testing/flow-documents';
import { aRecordedEffect, aLivePlace, aRecordedRun, aRecordedStep, type LivePlace } from '../../testing/recorded-runs';
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
  await api.dataSource.query('truncate run, run_queue, step_log, effect, event');
});

const idsOf = (answer: { body: { items: { id: string }[] } }): string[] => answer.body.items.map(({ id }) => id);
const list = (query = '') => api.as('auditor').get(`/api/v1/runs${query}`);

describe('the list of runs', () => {
  test('shows a run with its flow, version and labels', async () => {
    const { runId, eventId } = await aRecordedRun(api, place, { labels: { invoice: 'WEB-1001', amount: '19.99' } });

    const { body } = await list();

    expect(body.items).toEqual([
      {
        id: runId,
        flowId: place.flowId,
        flowName: 'Pay by notice',
        versionNumber: 1,
        environment: 'sandbox',
        eventId,
        status: 'succeeded',
        labels: { invoice: 'WEB-1001', amount: '19.99' },
        attempts: 1,
        failure: null,
        createdAt: expect.any(String),
        finishedAt: expect.any(String),
        nextAt: null,
      },
    ]);
  });

  test('pages from the newest to the oldest', async () => {
    const older = await aRecordedRun(api, place);
    const newer = await aRecordedRun(api, place);

    const first = await list('?limit=1');
    const second = await list(`?limit=1&cursor=${first.body.nextCursor}`);

    expect([idsOf(first), idsOf(second), second.body.nextCursor]).toEqual([[newer.runId], [older.runId], null]);
  });

  test('filters by status, flow and environment', async () => {
    await aRecordedRun(api, place);
    const stopped = await aRecordedRun(api, place, { status: 'needs-attention' });

    const found = await list(`?status=needs-attention&flowId=${place.flowId}&environment=sandbox`);
    const elsewhere = await list('?environment=production');

    expect([idsOf(found), idsOf(elsewhere)]).toEqual([[stopped.runId], []]);
  });

  test('finds a run by label, by its ids and by the remote id', async () => {
    const wanted = await aRecordedRun(api, place, { labels: { invoice: 'WEB-2002' } });
    await aRecordedRun(api, place, { labels: { invoice: 'WEB-1001' } });
    await aRecordedEffect(api, wanted.runId, { state: 'DONE', remoteId: '105968532' });

    const found = await Promise.all(['web-2002', wanted.runId, wanted.eventId, '105968532'].map((q) => list(`?q=${q}`)));

    expect(found.map(idsOf)).toEqual([[wanted.runId], [wanted.runId], [wanted.runId], [wanted.runId]]);
  });

  test('takes wildcards of the search literally', async () => {
    await aRecordedRun(api, place, { labels: { invoice: 'WEB-1001' } });

    const found = await list('?q=%25');

    expect(idsOf(found)).toEqual([]);
  });

  test('shows a claimed run as running', async () => {
    const { runId } = await aRecordedRun(api, place, { status: 'queued' });
    await api.dataSource.query('insert into run_queue (run_id, organization_id, ready_at, owner) values ($1::uuid, $2, now(), $1::uuid)', [runId, api.home.id]);

    const [running, queued] = [await list('?status=running'), await list('?status=queued')];

    expect([running.body.items[0].status, idsOf(queued)]).toEqual(['running', []]);
  });

  test('shows nothing of another organisation', async () => {
    await aRecordedRun(api, place);

    const { body } = await api.foreign.as('owner').get('/api/v1/runs');

    expect(body.items).toEqual([]);
  });

  test.each(['status=done', 'limit=x', 'flowId=1'])('is refused with %s', async (query) => {
    const { status, body } = await list(`?${query}`);

    expect([status, body.code]).toEqual([400, 'REQUEST_INVALID']);
  });
});

describe('a run', () => {
  test('tells its failure in the words for people', async () => {
    const failure = { class: 'business', code: 'BANK_REFUSED', message: 'The bank refused.', stepId: 'pay', exchange: { request: 'secret' } };
    const { runId } = await aRecordedRun(api, place, { status: 'needs-attention', failure });

    const { body } = await api.as('operator').get(`/api/v1/runs/${runId}`);

    expect(body.failure).toEqual({ class: 'business', code: 'BANK_REFUSED', message: 'The bank refused.', stepId: 'pay' });
  });

  test('says when it will be looked at again', async () => {
    const { runId } = await aRecordedRun(api, place, { status: 'waiting' });
    await api.dataSource.query(`insert into run_queue (run_id, organization_id, ready_at) values ($1, $2, '2027-01-01T00:00:00Z')`, [runId, api.home.id]);

    const { body } = await api.as('operator').get(`/api/v1/runs/${runId}`);

    expect(body.nextAt).toBe('2027-01-01T00:00:00.000Z');
  });

  test.each(['', '/steps', '/effects'])('of another organisation is not found at %p', async (part) => {
    const { runId } = await aRecordedRun(api, place);

    const { status, body } = await api.foreign.as('owner').get(`/api/v1/runs/${runId}${part}`);

    expect([status, body.code]).toEqual([404, 'RUN_NOT_FOUND']);
  });

  test('shows its steps with every digit of their values', async () => {
    const { runId } = await aRecordedRun(api, place);
    await api.dataSource.query(
      `insert into step_log values ($1, 'pay', 1, 'succeeded', 'default', '{"amount":10.00}', '{"id":12345678901234567890}', null, now(), now())`,
      [runId],
    );

    const { body, text } = await api.as('operator').get(`/api/v1/runs/${runId}/steps`);

    expect(body.items).toMatchObject([{ stepId: 'pay', name: 'Pay', kind: 'action', status: 'succeeded', attempts: 1 }]);
    expect(text).toContain('"input":{"amount":10.00},"output":{"id":12345678901234567890}');
  });

  test('shows what a condition compared, digit by digit, and no one-time token', async () => {
    const { runId } = await aRecordedRun(api, await aLivePlace(api, anAskingFlow()));
    const line = (name: string, value: string) => `{"depth":0,"kind":"greater-than","left":{"path":"trigger.${name}","seen":{"${name}":${value}}},"right":{"seen":{"value":100.00}},"holds":true}`;
    await aRecordedStep(api, runId, { stepId: 'ask', input: `{"why":[${line('amount', '125.00')},${line('hpf_token', '"tok-1"')}]}`, output: '{"result":true}' });

    const { text } = await api.as('operator').get(`/api/v1/runs/${runId}/steps`);

    expect(text).toContain(`"why":[${line('amount', '125.00')},${line('hpf_token', '"[one-time token removed]"')}]`);
  });

  test.each([
    ['INTENT', 'intended'],
    ['DONE', 'confirmed'],
    ['REJECTED', 'rejected'],
    ['NOT_SENT', 'not-sent'],
    ['UNKNOWN', 'unknown'],
    ['ABSENT', 'absent'],
    ['NEEDS_HUMAN', 'needs-person'],
    ['COMPENSATED', 'compensated'],
  ])('shows an effect in state %s as %s', async (state, status) => {
    const { runId } = await aRecordedRun(api, place);
    await aRecordedEffect(api, runId, { state, amount: '19.9900', remoteId: '4711' });

    const { body } = await api.as('operator').get(`/api/v1/runs/${runId}/effects`);

    expect(body.items).toMatchObject([{ status, amount: '19.9900', currency: 'USD', remoteId: '4711', kind: 'money', stepId: 'pay' }]);
  });
});

test('an effect tells how and when its outcome became known', async () => {
  const { runId } = await aRecordedRun(api, place);
  await aRecordedEffect(api, runId, { state: 'DONE' });
  await api.dataSource.query(`update effect set resolved_by = 'Ann: Seen there', resolved_at = '2026-11-23T10:00:00Z' where run_id = $1`, [runId]);

  const { body } = await api.as('auditor').get(`/api/v1/runs/${runId}/effects`);

  expect(body.items).toMatchObject([{ resolvedBy: 'Ann: Seen there', settledAt: '2026-11-23T10:00:00.000Z' }]);
});

describe.each(['retry', 'cancel'])('asking to %s a run', (operation) => {
  test('hands it to the engine and answers with the run', async () => {
    const { runId } = await aRecordedRun(api, place, { status: 'needs-attention' });
    api.host.asked.length = 0;

    const { status, body } = await api.as('operator').post(`/api/v1/runs/${runId}/${operation}`);

    expect([status, body.id, api.host.asked]).toEqual([200, runId, [`${operation} ${runId}`]]);
  });

  test('is refused when the engine cannot', async () => {
    const { runId } = await aRecordedRun(api, place);
    api.host.nextOperation = 'not-possible';

    const { status, body } = await api.as('operator').post(`/api/v1/runs/${runId}/${operation}`);

    expect([status, body.code]).toEqual([409, operation === 'retry' ? 'RUN_NOT_RETRYABLE' : 'RUN_NOT_CANCELLABLE']);
  });
});

describe('what is around a run', () => {
  const contextOf = async (runId: string) => (await api.as('auditor').get(`/api/v1/runs/${runId}/context`)).body;

  test('are the run that started it, those it started, and repeats', async () => {
    const [parent, run, child, repeat] = [await aRecordedRun(api, place), await aRecordedRun(api, place), await aRecordedRun(api, place), await aRecordedRun(api, place)];
    await api.dataSource.query('update run set parent_run_id = $2, parent_key = $3 where id = $1', [run.runId, parent.runId, 'call']);
    await api.dataSource.query('update run set parent_run_id = $2, parent_key = $3 where id = $1', [child.runId, run.runId, 'call']);
    await api.dataSource.query('update run set rerun_of = $2 where id = $1', [repeat.runId, run.runId]);

    const { family } = await contextOf(run.runId);

    expect(family).toMatchObject({ parent: { runId: parent.runId, flowName: 'Pay by notice' }, children: [{ runId: child.runId }], original: null, repeats: [{ runId: repeat.runId }] });
  });

  test('are its waits, with their step, their end and their subject', async () => {
    const { runId } = await aRecordedRun(api, place, { status: 'waiting' });
    await aRecordedEffect(api, runId, { state: 'UNKNOWN', amount: '5.00' });
    await api.dataSource.query(
      `insert into run_queue (run_id, organization_id, ready_at, blocked_on) select $1, $2, 'infinity', id from connection where organization_id = $2 limit 1`,
      [runId, api.home.id],
    );
    await api.dataSource.query(
      `insert into waitpoint (run_id, key, organization_id, kind, state, prompt, expires_at)
       values ($1, 'each[2]/pay', $2, 'decision', 'open', '{"question":"Pay?"}', '2027-01-31T08:00:00Z')`,
      [runId, api.home.id],
    );

    const { waits } = await contextOf(runId);

    expect(waits).toMatchObject([
      { kind: 'connection', subject: expect.any(String), until: null },
      { kind: 'decision', stepName: 'Pay', until: '2027-01-31T08:00:00.000Z', subject: 'Pay?', caseId: `${runId}/each[2]/pay` },
      { kind: 'look-up', stepName: 'Pay', caseId: expect.any(String) },
    ]);
    await api.dataSource.query('truncate waitpoint');
  });

  test('is the next try of a run whose last one failed in passing', async () => {
    const { runId } = await aRecordedRun(api, place, { status: 'waiting', failure: { code: 'AWAY', message: 'The bank is away.', stepId: 'pay' } });
    await api.dataSource.query(`insert into run_queue (run_id, organization_id, ready_at) values ($1, $2, now() + interval '1 minute')`, [runId, api.home.id]);

    expect((await contextOf(runId)).waits).toMatchObject([{ kind: 'retry', stepName: 'Pay', subject: 'The bank is away.', until: expect.any(String) }]);
  });

  test('are nobody else’s', async () => {
    const { runId } = await aRecordedRun(api, place);

    expect((await api.foreign.as('auditor').get(`/api/v1/runs/${runId}/context`)).status).toBe(404);
  });
});
