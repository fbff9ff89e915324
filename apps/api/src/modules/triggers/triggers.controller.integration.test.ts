import type { TriggerRefusal } from '@penstock/engine-host';
import { aPayingFlow } from '../../testing/flow-documents';
import { aFlowWithVersion, connectBank, deploy } from '../../testing/live-flow';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await connectBank(api);
});
afterAll(() => api.close());
beforeEach(() => {
  api.host.nextTrigger = undefined;
  api.host.triggerAnswers = {};
  api.host.askedOfTriggers.length = 0;
});

const EVENT_ID = '0193aaaa-0000-7000-8000-00000000e7e7';
const clockFlow = (settings: object) => {
  const document = aPayingFlow({ trigger: 'clock', settings: settings as never });
  delete document.trigger.path;
  return document;
};
const pollingFlow = () => {
  const document = aPayingFlow({ trigger: 'statement', slot: 'bank' });
  delete document.trigger.path;
  return document;
};
async function aDeployment(document = aPayingFlow({ path: `notices-${String(Math.random()).slice(2)}` })): Promise<{ flowId: string; id: string; url: string }> {
  const flowId = await aFlowWithVersion(api, document);
  const { body } = await deploy(api, flowId);
  return { flowId, id: body.id, url: `/api/v1/deployments/${body.id}` };
}
async function nextVersion(flowId: string, document = aPayingFlow()): Promise<void> {
  const { body } = await api.as('owner').get(`/api/v1/flows/${flowId}/draft`);
  const saved = await api.as('owner').send('PUT', `/api/v1/flows/${flowId}/draft`, { document, revision: body.revision });
  await api.as('owner').post(`/api/v1/flows/${flowId}/versions`, { revision: saved.body.revision });
}
const moveToProduction = (id: string) =>
  api.dataSource.query(`update deployment set environment_id = (select id from environment where key = 'production' and organization_id = deployment.organization_id) where id = $1`, [id]);

describe('starting a flow', () => {
  test('hands payload and key to the engine and answers with the event', async () => {
    const { id, url } = await aDeployment();
    api.host.triggerAnswers = { start: async () => ({ outcome: 'accepted', eventId: EVENT_ID as never }) };

    const { status, body } = await api.as('analyst').post(`${url}/start`, { payload: { reference: 'R-7' }, key: 'once' });

    expect([status, body]).toEqual([201, { eventId: EVENT_ID, status: 'accepted', runIds: [] }]);
    expect(api.host.askedOfTriggers).toEqual([{ operation: 'start', of: { organizationId: api.home.id, deploymentId: id }, request: { payload: { reference: 'R-7' }, key: 'once' } }]);
  });

  test('takes the header Idempotency-Key for its key', async () => {
    const { url } = await aDeployment();
    api.host.triggerAnswers = { start: async () => ({ outcome: 'accepted', eventId: EVENT_ID as never }) };

    await api.as('operator', { 'idempotency-key': 'by-header' }).post(`${url}/start`, { payload: {} });

    expect(api.host.askedOfTriggers).toMatchObject([{ request: { key: 'by-header' } }]);
  });

  test.each<[TriggerRefusal['reason'], number, string]>([
    ['not-live', 409, 'DEPLOYMENT_NOT_LIVE'],
    ['shared-address', 409, 'DEPLOYMENT_SHARES_ADDRESS'],
    ['payload', 422, 'EVENT_PAYLOAD_INVALID'],
    ['card-data', 422, 'CARD_DATA_REFUSED'],
    ['busy', 503, 'INTAKE_BUSY'],
  ])('refused by the engine as %s is answered with %i %s', async (reason, status, code) => {
    const { url } = await aDeployment();
    api.host.nextTrigger = { outcome: 'refused', reason, message: 'No.', issues: [{ path: 'reference', message: 'Text is expected.' }] };

    const answer = await api.as('operator').post(`${url}/start`, { payload: {} });

    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.issues).toEqual([{ code: 'PAYLOAD_INVALID', path: 'payload.reference', message: 'Text is expected.' }]);
  });

  test('outside the sandbox is for operators', async () => {
    const { id, url } = await aDeployment();
    await moveToProduction(id);
    api.host.triggerAnswers = { start: async () => ({ outcome: 'accepted', eventId: EVENT_ID as never }) };

    const answers = [await api.as('builder').post(`${url}/start`, { payload: {} }), await api.as('operator').post(`${url}/start`, { payload: {} })];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([[403, 'ROLE_MAY_NOT_START_HERE'], [201, undefined]]);
  });

  test('of another organisation is not found, whatever is asked', async () => {
    const { url } = await aDeployment();
    const stranger = api.foreign.as('owner');

    const answers = [
      await stranger.post(`${url}/start`, { payload: {} }),
      await stranger.post(`${url}/backfills`, { from: '2026-05-01T00:00:00Z', to: '2026-05-02T00:00:00Z' }),
      await stranger.post(`${url}/sync-record`, { id: '7' }),
      await stranger.get(`${url}/backfills`),
      await stranger.get(`${url}/trigger-state`),
    ];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 'DEPLOYMENT_NOT_FOUND']));
    expect(api.host.askedOfTriggers).toEqual([]);
  });
});

describe('a backfill', () => {
  const range = { from: '2026-05-01T00:00:00+02:00', to: '2026-05-08T00:00:00+02:00' };
  /** What the engine writes when a backfill is opened. */
  async function engineOpens(flowId: string): Promise<string> {
    const [row] = await api.dataSource.query<{ id: string }[]>(
      `insert into backfill (id, organization_id, environment_id, intake_source_id, from_at, to_at, requested_by, state)
       select gen_random_uuid(), organization_id, environment_id, intake_source_id, '2026-05-01T00:00+02', '2026-05-08T00:00+02', 'analyst', 'running'
       from subscription where flow_id = $1 and active returning id`,
      [flowId],
    );
    return row?.id ?? '';
  }

  test('is opened with its range and shows its progress', async () => {
    const { flowId, url } = await aDeployment(pollingFlow());
    api.host.triggerAnswers = { backfill: async () => ({ outcome: 'opened', backfillId: await engineOpens(flowId) }) };

    const { status, body } = await api.as('analyst').post(`${url}/backfills`, range);
    await api.dataSource.query(`update backfill set fresh = 3, known = 4, pages = 1 where id = $1`, [body.id]);
    const list = await api.as('auditor').get(`${url}/backfills`);

    expect(status).toBe(201);
    expect(api.host.askedOfTriggers).toMatchObject([{ operation: 'backfill', request: { from: Date.parse(range.from), to: Date.parse(range.to), requestedBy: 'key analyst' } }]);
    expect(list.body.items).toMatchObject([{ id: body.id, from: '2026-04-30T22:00:00.000Z', state: 'running', fresh: 3, known: 4, finishedAt: null }]);
  });

  test.each([
    ['ends before it begins', { from: range.to, to: range.from }],
    ['lies in the future', { from: '2999-01-01T00:00:00Z', to: '2999-01-02T00:00:00Z' }],
    ['is longer than a year', { from: '2020-01-01T00:00:00Z', to: '2022-01-01T00:00:00Z' }],
  ])('that %s is refused', async (_words, wrong) => {
    const { url } = await aDeployment(pollingFlow());

    const { status, body } = await api.as('analyst').post(`${url}/backfills`, wrong);

    expect([status, body.code, api.host.askedOfTriggers]).toEqual([422, 'BACKFILL_RANGE_INVALID', []]);
  });

  test('is aborted once', async () => {
    const { flowId, url } = await aDeployment(pollingFlow());
    const id = await engineOpens(flowId);
    const answers: ('done' | 'not-possible')[] = ['done', 'not-possible'];
    api.host.triggerAnswers = { abortBackfill: async () => answers.shift() ?? 'not-found' };

    const results = [1, 2, 3].map(() => api.as('operator').post(`${url}/backfills/${id}/abort`));

    expect((await Promise.all(results)).map(({ status }) => status).sort()).toEqual([200, 404, 409]);
  });
});

describe('a single record', () => {
  test('is synced and counted', async () => {
    const { url } = await aDeployment(pollingFlow());
    api.host.triggerAnswers = { syncOne: async () => ({ outcome: 'synced', fresh: 1, known: 2, parked: 0 }) };

    expect(await api.as('operator').post(`${url}/sync-record`, { id: ' 392 ' })).toMatchObject({ status: 200, body: { fresh: 1, known: 2, parked: 0 } });
    expect(api.host.askedOfTriggers).toMatchObject([{ operation: 'sync', id: '392' }]);
  });

  test('that the remote side refuses is answered in its words', async () => {
    const { url } = await aDeployment(pollingFlow());
    api.host.nextTrigger = { outcome: 'refused', reason: 'remote', message: 'PayTrace refused the password.' };

    expect(await api.as('operator').post(`${url}/sync-record`, { id: '1' })).toMatchObject({ status: 502, body: { code: 'REMOTE_SIDE_REFUSED', detail: 'PayTrace refused the password.' } });
  });
});

describe('the state of a trigger', () => {
  test('tells next and last times of a schedule, what waits and what was left out', async () => {
    const { id, url } = await aDeployment(clockFlow({ cron: '0 6 * * *' }));
    await api.dataSource.query(
      `update schedule_state set next_at = '2027-03-28T04:00Z', last_nominal = '2027-03-27T05:00Z', note = 'Away.', failure = 'Broken.', waiting = '[{"nominal": 1806123600000}]'
       where intake_source_id = (select intake_source_id from subscription where deployment_id = $1)`,
      [id],
    );

    const { body } = await api.as('auditor').get(`${url}/trigger-state`);

    expect(body).toEqual({
      schedule: {
        cron: '0 6 * * *', timeZone: 'Europe/Paris', note: 'Away.', failure: 'Broken.',
        next: { at: '2027-03-28T04:00:00.000Z', local: '2027-03-28T06:00:00+02:00' },
        last: { at: '2027-03-27T05:00:00.000Z', local: '2027-03-27T06:00:00+01:00' },
        waiting: [{ at: '2027-03-27T05:00:00.000Z', local: '2027-03-27T06:00:00+01:00' }],
      },
      poll: null, canBackfill: false, canSyncRecord: false,
    });
  });

  test('tells the last look of a poll, its failure and the age of its cursor', async () => {
    const { id, url } = await aDeployment(pollingFlow());
    await api.dataSource.query(
      `update poll_state set last_polled_at = '2026-05-04T10:00Z', cursor_at = now() - interval '90 seconds', failure = 'The password was refused.'
       where intake_source_id = (select intake_source_id from subscription where deployment_id = $1)`,
      [id],
    );

    const { body } = await api.as('auditor').get(`${url}/trigger-state`);

    expect(body).toMatchObject({ schedule: null, canBackfill: true, canSyncRecord: true, poll: { lastAt: '2026-05-04T10:00:00.000Z', failure: 'The password was refused.', nextAt: expect.any(String) } });
    expect(body.poll.cursorAgeSeconds).toBeGreaterThanOrEqual(90);
  });

  test('is empty for a former version', async () => {
    const { flowId, url } = await aDeployment(pollingFlow());
    await deploy(api, flowId);

    expect((await api.as('auditor').get(`${url}/trigger-state`)).body).toEqual({ schedule: null, poll: null, canBackfill: false, canSyncRecord: false });
  });
});

describe('deploying a flow with a schedule', () => {
  const stateOf = (flowId: string) =>
    api.dataSource.query<{ next: string; epoch: number; cron: string; overlap: string }[]>(
      `select to_char(c.next_at, 'YYYY') as next, c.epoch, c.spec->>'cron' as cron, c.spec->>'overlap' as overlap from schedule_state c
       where c.intake_source_id in (select intake_source_id from subscription where flow_id = $1)`,
      [flowId],
    );
  const longAgo = () => api.dataSource.query(`update schedule_state set next_at = '2001-01-01'`);

  test('begins it with its next time', async () => {
    const { id } = await aDeployment(clockFlow({ cron: '0 6 * * *' }));

    const [row] = await api.dataSource.query<{ waits: boolean }[]>(
      `select next_at between now() and now() + interval '25 hours' and look_at = next_at as waits from schedule_state
       where intake_source_id = (select intake_source_id from subscription where deployment_id = $1)`,
      [id],
    );

    expect(row?.waits).toBe(true);
  });

  test('needs no address, and takes none from other flows', async () => {
    const receiving = await aDeployment(aPayingFlow({ path: 'still-receiving' }));
    const document = { ...clockFlow({ cron: '0 6 * * *' }) };
    document.trigger.path = 'still-receiving';

    const { flowId } = await aDeployment(document);

    const [{ paths }] = await api.dataSource.query<[{ paths: string[] }]>(
      `select array_agg(i.path order by i.path) as paths from subscription s join intake_source i on i.id = s.intake_source_id where s.active and s.flow_id = any($1)`,
      [[receiving.flowId, flowId]],
    );
    expect(paths).toEqual(['still-receiving', `without-address.${flowId}`]);
  });

  test('keeps the times of a version that has the same, also those that were missed', async () => {
    const { flowId } = await aDeployment(clockFlow({ cron: '0 6 * * *' }));
    await longAgo();
    await nextVersion(flowId, clockFlow({ cron: '0 6 * * *', overlap: 'skip' }));

    await deploy(api, flowId, 2);

    expect(await stateOf(flowId)).toEqual([{ next: '2001', epoch: 1, cron: '0 6 * * *', overlap: 'skip' }]);
  });

  test('begins anew when the times changed', async () => {
    const { flowId } = await aDeployment(clockFlow({ cron: '0 6 * * *' }));
    await longAgo();
    await nextVersion(flowId, clockFlow({ cron: '0 7 * * *' }));

    await deploy(api, flowId, 2);

    expect(await stateOf(flowId)).toMatchObject([{ next: expect.stringMatching(/^20[2-9]/), cron: '0 7 * * *' }]);
  });

  test('removes the schedule that no version uses any more', async () => {
    const { flowId } = await aDeployment(clockFlow({ cron: '0 6 * * *' }));
    await nextVersion(flowId, aPayingFlow({ path: 'no-more-times' }));

    await deploy(api, flowId, 2);

    expect(await stateOf(flowId)).toEqual([]);
  });

  test('is refused when its times cannot be kept', async () => {
    const flowId = await aFlowWithVersion(api, clockFlow({ cron: '0 25 * * *' }));

    const { status, body } = await deploy(api, flowId);

    expect([status, body.issues]).toMatchObject([422, [{ code: 'SCHEDULE_INVALID', stepId: 'trigger', field: 'cron' }]]);
    expect(await stateOf(flowId)).toEqual([]);
  });
});

describe('the preview of a schedule', () => {
  test('shows the next ten times in both clocks', async () => {
    const { status, body } = await api.as('auditor').post('/api/v1/schedules/preview', { cron: '30 2 * * *', timeZone: 'Asia/Kolkata' });

    expect([status, body.times.length]).toEqual([200, 10]);
    expect(body.times[0]).toEqual({ at: expect.stringMatching(/T21:00:00\.000Z$/), local: expect.stringMatching(/T02:30:00\+05:30$/) });
  });

  test.each([
    [{ cron: '0 25 * * *', timeZone: 'UTC' }, 'cron'],
    [{ cron: '0 6 * * *', timeZone: 'Mars/Olympus' }, 'timeZone'],
  ])('says what is wrong with %j', async (request, field) => {
    const { status, body } = await api.as('auditor').post('/api/v1/schedules/preview', request);

    expect([status, body.code, body.issues]).toMatchObject([422, 'SCHEDULE_INVALID', [{ path: field }]]);
  });
});
