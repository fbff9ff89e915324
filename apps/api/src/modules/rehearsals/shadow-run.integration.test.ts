import type { RunLeftOut } from '@penstock/contracts';
import type { FlowDocument } from '@penstock/flow-model';
import { anAmountPayingFlow } from '../../testing/flow-documents';
import {
  aLivePlace,
  aRecordedPayment,
  aRecordedRun,
  aRecordedStep,
  type LivePlace,
  type RecordedRun,
} from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
beforeAll(async () => {
  api = await startTestApi();
  place = await aLivePlace(api, anAmountPayingFlow());
});
afterAll(() => api.close());
beforeEach(() => api.dataSource.query('truncate run, run_queue, step_log, effect, event'));

const shadowRun = (body: object = { version: 1 }) =>
  api.as('operator').post(`/api/v1/flows/${place.flowId}/shadow-run`, body);

async function aPaidRun(
  reference: string,
  { amount = '10.00', ...run }: RecordedRun & { readonly amount?: string } = {},
): Promise<string> {
  const { runId } = await aRecordedRun(api, place, {
    labels: { invoice: reference },
    ...run,
    payload: JSON.stringify({ reference, amount, net: '8.00' }),
  });
  await aRecordedPayment(api, runId, { state: 'DONE', reference, amount });
  return runId;
}

async function draft(document: FlowDocument): Promise<void> {
  const { body } = await api.as('owner').get(`/api/v1/flows/${place.flowId}/draft`);
  const saved = await api
    .as('owner')
    .send('PUT', `/api/v1/flows/${place.flowId}/draft`, { document, revision: body.revision });
  expect(saved.status).toBe(200);
}

describe('a shadow run', () => {
  test('of the same version finds no difference', async () => {
    const runId = await aPaidRun('INV-1');

    const { status, body } = await shadowRun();

    expect([status, body]).toEqual([
      200,
      {
        flowId: place.flowId,
        version: 1,
        environment: 'sandbox',
        runs: [
          {
            runId,
            versionNumber: 1,
            createdAt: expect.any(String),
            labels: { invoice: 'INV-1' },
            recordedStatus: 'succeeded',
            outcome: 'succeeded',
            effects: [],
            withoutRecording: [],
            problems: [],
          },
        ],
        leftOut: [],
        summary: {
          compared: 1,
          identical: 1,
          different: 0,
          withoutRecording: 0,
          moneyBefore: [{ kind: 'money', currency: 'USD', count: 1, amount: '10.00' }],
          moneyAfter: [{ kind: 'money', currency: 'USD', count: 1, amount: '10.00' }],
        },
      },
    ]);
  });

  test('of a draft tells every field that would be sent otherwise, and the money', async () => {
    await aPaidRun('INV-1');
    await aPaidRun('INV-2', { amount: '10.05' });
    await draft(anAmountPayingFlow('trigger.net'));

    const { body } = await shadowRun({ version: 'draft' });

    expect(body.runs.map(({ effects }: { effects: object[] }) => effects)).toMatchObject([
      [
        {
          change: 'changed',
          key: 'pay',
          businessKey: 'INV-2',
          amountBefore: '10.05',
          amountAfter: '8.00',
          fields: [{ path: 'amount', before: '10.05', after: '8.00' }],
        },
      ],
      [{ change: 'changed', key: 'pay', businessKey: 'INV-1' }],
    ]);
    expect(body.summary).toMatchObject({
      identical: 0,
      different: 2,
      moneyBefore: [{ amount: '20.05', count: 2 }],
      moneyAfter: [{ amount: '16.00', count: 2 }],
    });
  });

  test('tries no draft that a colleague has saved since', async () => {
    await aPaidRun('INV-1');
    const { body: before } = await api.as('owner').get(`/api/v1/flows/${place.flowId}/draft`);
    await draft(anAmountPayingFlow('trigger.net'));

    const stale = await shadowRun({ version: 'draft', revision: before.revision });
    const fresh = await shadowRun({ version: 'draft', revision: before.revision + 1 });

    expect([stale.status, stale.body.code, fresh.status]).toEqual([409, 'DRAFT_CONFLICT', 200]);
  });

  test('tells effects that would be missing and steps nobody has answered', async () => {
    const runId = await aPaidRun('INV-1');
    const document = anAmountPayingFlow();
    const pay = document.steps['pay'];
    await draft({
      ...document,
      steps: { 'pay-again': { ...pay, id: 'pay-again', version: 1 } as never },
      edges: [{ id: 'e1', from: 'trigger', port: 'default', to: 'pay-again' }],
    });
    await api.dataSource.query(`update effect set business_key = 'other' where run_id = $1`, [runId]);

    const { body } = await shadowRun({ version: 'draft' });

    expect(body.runs).toMatchObject([
      {
        effects: [
          { change: 'missing', key: 'pay' },
          { change: 'added', key: 'pay-again' },
        ],
        withoutRecording: ['pay-again'],
      },
    ]);
  });

  test('answers a recorded refusal as it was', async () => {
    const { runId } = await aRecordedRun(api, place, {
      status: 'needs-attention',
      payload: '{"reference":"INV-1","amount":"10.00"}',
    });
    await aRecordedPayment(api, runId, { state: 'REJECTED', reference: 'INV-1', amount: '10.00' });
    await aRecordedStep(api, runId, {
      stepId: 'pay',
      failure: { class: 'business', code: 'BANK_REFUSED', message: 'The bank refused.' },
    });

    const { body } = await shadowRun();

    expect(body.runs).toMatchObject([
      { outcome: 'needs-attention', effects: [], withoutRecording: [], problems: [{ code: 'BANK_REFUSED' }] },
    ]);
    expect(body.summary).toMatchObject({ identical: 1, moneyBefore: [], moneyAfter: [] });
  });

  test('lets a version mend what had failed in the platform itself', async () => {
    const { runId } = await aRecordedRun(api, place, {
      status: 'needs-attention',
      payload: '{"reference":"INV-1","amount":"10.00"}',
    });
    await aRecordedStep(api, runId, {
      stepId: 'pay',
      failure: { class: 'config', code: 'MAPPING_FAILED', message: 'No.' },
    });

    const { body } = await shadowRun();

    expect(body.runs).toMatchObject([
      { outcome: 'succeeded', effects: [{ change: 'added' }], withoutRecording: ['pay'] },
    ]);
  });

  test('does not count an effect that another run had done', async () => {
    const { runId } = await aRecordedRun(api, place, { payload: '{"reference":"INV-1","amount":"10.00"}' });
    await aRecordedStep(api, runId, { stepId: 'pay', output: '{"id":"PAY-OF-ANOTHER"}' });

    const { body } = await shadowRun();

    expect(body.runs).toMatchObject([{ effects: [], withoutRecording: [] }]);
    expect(body.summary).toMatchObject({ moneyBefore: [], moneyAfter: [] });
  });

  test('takes the newest runs, those of a time, or the named ones', async () => {
    const [older, newer] = [await aPaidRun('INV-1'), await aPaidRun('INV-2')];
    await api.dataSource.query(`update run set created_at = '2026-01-05T12:00:00Z' where id = $1`, [older]);
    const idsOf = async (body: object): Promise<string[]> =>
      (await shadowRun({ version: 1, ...body })).body.runs.map(({ runId }: { runId: string }) => runId);

    expect(await idsOf({ limit: 1 })).toEqual([newer]);
    expect(await idsOf({ from: '2026-01-05T00:00:00Z', to: '2026-01-06T00:00:00Z' })).toEqual([older]);
    expect(await idsOf({ runIds: [older] })).toEqual([older]);
    expect(await idsOf({ environment: 'production' })).toEqual([]);
  });

  test('leaves out runs under way, and those whose content is not kept', async () => {
    await aPaidRun('INV-1', { status: 'waiting' });
    const erased = await aPaidRun('INV-2');
    await api.dataSource.query(`update event set payload = null where id = (select event_id from run where id = $1)`, [
      erased,
    ]);

    const { body } = await shadowRun();

    expect([body.runs, body.leftOut]).toMatchObject([[], [{ runId: erased, code: 'EVENT_CONTENT_ERASED' }]]);
  });

  test('of named runs cuts none of them off, and says why one is left out', async () => {
    const runIds = [await aPaidRun('INV-1'), await aPaidRun('INV-2'), await aPaidRun('INV-3', { status: 'waiting' })];
    const large = await aPaidRun('INV-4');
    await api.dataSource.query(
      `insert into step_log (run_id, step_id, attempt, status, port, started_at, finished_at)
       select $1, 'lines[' || n || ']/pay', 1, 'succeeded', 'default', now(), now() from generate_series(1, 5001) n`,
      [large],
    );
    const elsewhere = await aPaidRun('INV-5');
    await api.dataSource.query(`update run set flow_id = gen_random_uuid() where id = $1`, [elsewhere]);
    const nobodys = '01900000-0000-7000-8000-000000000000';

    const { body } = await shadowRun({ version: 1, limit: 1, runIds: [...runIds, large, elsewhere, nobodys] });

    expect([body.summary.compared, body.runs.map(({ runId }: { runId: string }) => runId)]).toEqual([
      2,
      expect.arrayContaining(runIds.slice(0, 2)),
    ]);
    expect(Object.fromEntries(body.leftOut.map(({ runId, code }: RunLeftOut) => [runId, code]))).toEqual({
      [runIds[2] ?? '']: 'STILL_UNDER_WAY',
      [large]: 'RUN_TOO_LARGE',
      [elsewhere]: 'OTHER_FLOW',
      [nobodys]: 'RUN_NOT_FOUND',
    });
  });

  test('is for those who design flows or run them', async () => {
    const { status } = await api.as('approver').post(`/api/v1/flows/${place.flowId}/shadow-run`, { version: 1 });

    expect(status).toBe(403);
  });

  test('is done one at a time, the next one is told to come later', async () => {
    await aPaidRun('INV-1');
    const holder = api.dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('lock table step_log in access exclusive mode');
    const first = shadowRun();
    while ((await holder.query(`select 1 from pg_locks where not granted and relation = 'step_log'::regclass`)).length === 0);

    const busy = await shadowRun();
    await holder.commitTransaction();
    await holder.release();

    expect([busy.status, busy.body.code, busy.body.detail]).toEqual([503, 'REHEARSALS_BUSY', expect.stringContaining('Try again')]);
    expect((await first).status).toBe(200);
    expect((await shadowRun()).status).toBe(200);
  });

  test('of a flow of another organisation is not found', async () => {
    const { status, body } = await api.foreign
      .as('owner')
      .post(`/api/v1/flows/${place.flowId}/shadow-run`, { version: 1 });

    expect([status, body.code]).toEqual([404, 'FLOW_NOT_FOUND']);
  });
});
