import type { ActionStep } from '@penstock/flow-model';
import { anAmountPayingFlow } from '../../testing/flow-documents';
import { aFlowWithVersion } from '../../testing/live-flow';
import { aLivePlace, aRecordedPayment, aRecordedRun, aRecordedStep, type LivePlace } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
const nobodysId = '01900000-0000-7000-8000-000000000000';
beforeAll(async () => {
  api = await startTestApi();
  place = await aLivePlace(api, anAmountPayingFlow());
});
afterAll(() => api.close());
beforeEach(() => api.dataSource.query('truncate run, run_queue, step_log, effect, event'));

const payloadOf = (reference: string, amount: string): string => JSON.stringify({ reference, amount });

describe('two runs side by side', () => {
  test('show what differs in payload, steps, effects and money', async () => {
    const { runId: a } = await aRecordedRun(api, place, { payload: payloadOf('INV-1', '10.00') });
    const { runId: b } = await aRecordedRun(api, place, { payload: payloadOf('INV-1', '12.50') });
    await aRecordedPayment(api, a, { state: 'DONE', reference: 'INV-1', amount: '10.00' });
    await aRecordedPayment(api, b, { state: 'REJECTED', reference: 'INV-1', amount: '12.50' });
    await aRecordedStep(api, b, {
      stepId: 'pay',
      input: '{"amount":"12.50","reference":"INV-1"}',
      failure: { class: 'business', code: 'BANK_REFUSED', message: 'No.' },
    });

    const { status, body } = await api.as('auditor').get(`/api/v1/runs/${a}/compare/${b}`);

    const amount = { path: 'amount', before: '10.00', after: '12.50' };
    expect(status).toBe(200);
    expect(body).toMatchObject({
      before: {
        id: a,
        flowId: place.flowId,
        versionNumber: 1,
        environment: 'sandbox',
        status: 'succeeded',
        money: [{ kind: 'money', currency: 'USD', count: 1, amount: '10.00' }],
      },
      after: { id: b, money: [] },
      payload: [amount],
      steps: [
        {
          key: 'pay',
          name: 'Pay',
          statusBefore: 'succeeded',
          statusAfter: 'failed',
          portBefore: 'default',
          portAfter: null,
          input: [amount],
          output: [{ path: '', before: { id: 'PAY-INV-1' } }],
        },
      ],
      effects: [{ change: 'changed', amountBefore: '10.00', amountAfter: '12.50', fields: [amount] }],
    });
  });

  test('show nothing where they are alike, and every digit where they are not', async () => {
    const { runId: a } = await aRecordedRun(api, place, { payload: '{"id":12345678901234567890,"x":1.0}' });
    const { runId: b } = await aRecordedRun(api, place, { payload: '{"id":12345678901234567891,"x":1.00}' });

    const { body, text } = await api.as('auditor').get(`/api/v1/runs/${a}/compare/${b}`);

    expect([body.steps, body.effects]).toEqual([[], []]);
    expect(text).toContain('"payload":[{"path":"id","before":12345678901234567890,"after":12345678901234567891}]');
  });

  test('are not found when one of them belongs to somebody else', async () => {
    const { runId } = await aRecordedRun(api, place);

    const answers = await Promise.all([
      api.as('owner').get(`/api/v1/runs/${runId}/compare/${nobodysId}`),
      api.foreign.as('owner').get(`/api/v1/runs/${runId}/compare/${runId}`),
    ]);

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [404, 'RUN_NOT_FOUND'],
      [404, 'RUN_NOT_FOUND'],
    ]);
  });
});

describe('the preview of a replay', () => {
  const preview = (body: object) => api.as('operator').post('/api/v1/runs/replay-preview', body);

  async function aRun(reference: string, state?: string, amount = '10.00'): Promise<string> {
    const { runId } = await aRecordedRun(api, place, {
      status: 'needs-attention',
      payload: payloadOf(reference, amount),
    });
    if (state) await aRecordedPayment(api, runId, { state, reference, amount });
    return runId;
  }

  /** Every row of every table, as one text per table. */
  async function everything(): Promise<unknown> {
    const tables = await api.dataSource.query<{ name: string }[]>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    );
    return Promise.all(
      tables.map(async ({ name }) => [
        name,
        await api.dataSource.query(
          `select md5(string_agg(t::text, '|' order by t::text)) as content, count(*)::int as n from "${name}" t`,
        ),
      ]),
    );
  }

  test('counts what is done, what is in doubt, what is new and what asks a person, with the money', async () => {
    const runIds = [
      await aRun('INV-1', 'DONE', '1.10'),
      await aRun('INV-2', 'UNKNOWN', '2.20'),
      await aRun('INV-3', undefined, '3.30'),
      await aRun('INV-4', undefined, '4.40'),
    ];
    const { runId: elsewhere } = await aRecordedRun(api, place);
    await aRecordedPayment(api, elsewhere, { state: 'DONE', reference: 'INV-4', amount: '9.99' });

    const { status, body } = await preview({ runIds });

    const sum = (amount: string) => ({ count: 1, money: [{ kind: 'money', currency: 'USD', count: 1, amount }] });
    expect([status, body]).toEqual([
      200,
      {
        runs: 4,
        confirmed: sum('1.10'),
        unknown: sum('2.20'),
        fresh: sum('3.30'),
        conflicts: sum('4.40'),
        effects: expect.any(Array),
        wouldStop: [{ runId: runIds[3], code: 'BUSINESS_KEY_IN_USE', message: expect.any(String) }],
        refusals: [],
        isPartial: false,
      },
    ]);
  });

  test('writes nothing at all', async () => {
    const runIds = [await aRun('INV-1', 'DONE'), await aRun('INV-2', 'UNKNOWN'), await aRun('INV-3')];
    const before = await everything();

    await preview({ runIds });
    await preview({ runIds, version: 'live' });

    expect(await everything()).toEqual(before);
    expect(api.host.asked.filter((asked) => /rerun|replay|retry/.test(asked))).toEqual([]);
  });

  test('counts one business fact once, however many runs come to it', async () => {
    const runIds = [await aRun('INV-1'), await aRun('INV-1')];

    const { body } = await preview({ runIds });

    expect([body.runs, body.fresh]).toMatchObject([2, { count: 1, money: [{ amount: '10.00' }] }]);
  });

  test('counts one business fact once though two flows reach the same remote system through slots of their own', async () => {
    const runIds = [await aRun('INV-1'), await aRun('INV-1')];
    const document = anAmountPayingFlow();
    const pay = document.steps['pay'] as ActionStep;
    const flowId = await aFlowWithVersion(api, { ...document, steps: { pay: { ...pay, slot: 'till' } } });
    await api.dataSource.query(
      `update run set flow_id = $1, flow_version_id = (select id from flow_version where flow_id = $1) where id = $2`,
      [flowId, runIds[1]],
    );

    const { body } = await preview({ runIds });

    expect([body.runs, body.fresh]).toMatchObject([2, { count: 1, money: [{ count: 1, amount: '10.00' }] }]);
  });

  test('takes the runs of a filter, and says when there are more', async () => {
    await aRun('INV-1');
    await aRun('INV-2');
    await aRecordedRun(api, place);

    const [all, some] = [
      await preview({ filter: { status: 'needs-attention' } }),
      await preview({ filter: { status: 'needs-attention' }, limit: 1 }),
    ];

    expect([all.body.runs, all.body.isPartial, some.body.runs, some.body.isPartial]).toEqual([2, false, 1, true]);
  });

  test('tells which runs cannot be replayed, and why', async () => {
    const [erased, fine] = [await aRun('INV-1'), await aRun('INV-2')];
    await api.dataSource.query(`update event set payload = null where id = (select event_id from run where id = $1)`, [
      erased,
    ]);

    const { body } = await preview({ runIds: [erased, fine, nobodysId] });

    expect([body.runs, body.refusals.map(({ runId, code }: { runId: string; code: string }) => [runId, code])]).toEqual(
      [
        1,
        expect.arrayContaining([
          [nobodysId, 'RUN_NOT_FOUND'],
          [erased, 'RUN_NOT_REPLAYABLE'],
        ]),
      ],
    );
  });

  test('tells where no version is live any more', async () => {
    const runId = await aRun('INV-1');
    await api.dataSource.query(`update deployment set status = 'stopped'`);

    const { body } = await preview({ runIds: [runId], version: 'live' });
    await api.dataSource.query(`update deployment set status = 'active'`);

    expect(body.refusals).toMatchObject([{ runId, code: 'RUN_NOT_REPLAYABLE' }]);
  });

  test.each([{}, { runIds: [nobodysId], filter: {} }, { runIds: [] }, { runIds: [nobodysId], version: 'newest' }])(
    'is refused with %j',
    async (body) => {
      expect((await preview(body)).status).toBe(400);
    },
  );

  test('is for those who may replay', async () => {
    const { status } = await api.as('analyst').post('/api/v1/runs/replay-preview', { runIds: [nobodysId] });

    expect(status).toBe(403);
  });

  test('lists what is reused and what would be sent, with amounts', async () => {
    const [done, open] = [await aRun('R-1', 'DONE'), await aRun('R-2')];

    const { body } = await preview({ runIds: [done, open] });

    expect(body.effects).toEqual([
      { runId: done, stepId: 'pay', connector: 'bank', action: 'pay', kind: 'money', businessKey: 'R-1', isAssumed: false, standing: 'confirmed', amount: '10.00', currency: 'USD' },
      { runId: open, stepId: 'pay', connector: 'bank', action: 'pay', kind: 'money', businessKey: 'R-2', isAssumed: false, standing: 'new', amount: '10.00', currency: 'USD' },
    ]);
  });

  test('tells what a changed payload would do: the same business fact with another amount is no repeat', async () => {
    const runId = await aRun('R-1', 'DONE');

    const changed = await preview({ runIds: [runId], payloadText: payloadOf('R-1', '12.00') });
    const other = await preview({ runIds: [runId], payloadText: payloadOf('R-9', '12.00') });

    expect([changed, other].map(({ body }) => body.effects)).toMatchObject([
      [{ businessKey: 'R-1', standing: 'conflict', amount: '12.00' }],
      [{ businessKey: 'R-9', standing: 'new', amount: '12.00' }],
    ]);
  });

  test.each([
    ['{', 422, 'PAYLOAD_NOT_JSON'],
    ['{"card":"4111 1111 1111 1111"}', 422, 'PAYLOAD_HAS_CARD_DATA'],
    ['{"hpf_token":"[one-time token 1 removed]"}', 422, 'PAYLOAD_TOKEN_UNKNOWN'],
  ])('refuses the changed payload %s as the replay does', async (payloadText, expected, code) => {
    const { status, body } = await preview({ runIds: [await aRun('R-1')], payloadText });

    expect([status, body.code]).toEqual([expected, code]);
  });
});
