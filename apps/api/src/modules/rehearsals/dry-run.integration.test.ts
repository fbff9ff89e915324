import type { ActionStep, FlowDocument } from '@penstock/flow-model';
import { anAskingFlow, aPayingFlow } from '../../testing/flow-documents';
import { aLivePlace, aRecordedEffect, aRecordedEvent, aRecordedRun, type LivePlace } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
beforeAll(async () => {
  api = await startTestApi();
  place = await aLivePlace(api);
});
afterAll(() => api.close());
beforeEach(() => api.dataSource.query('truncate run, run_queue, step_log, effect, event'));

const dryRun = (body: object, flowId = place.flowId) => api.as('analyst').post(`/api/v1/flows/${flowId}/dry-run`, body);

describe('a dry run', () => {
  test('tells steps, effects and assumptions of the draft', async () => {
    const { status, body } = await dryRun({ payload: { reference: 'INV-1' } });

    expect([status, body]).toEqual([
      200,
      {
        flowId: place.flowId,
        version: 'draft',
        environment: 'sandbox',
        outcome: 'succeeded',
        steps: [
          {
            key: 'pay',
            stepId: 'pay',
            name: 'Pay',
            kind: 'action',
            iteration: [],
            status: 'succeeded',
            port: 'default',
            input: { reference: 'INV-1' },
            output: { id: 'PAY-1' },
            failure: null,
            answeredFrom: 'sample',
            restsOn: [],
            isGuess: false,
          },
        ],
        effects: [
          {
            key: 'pay',
            stepId: 'pay',
            iteration: [],
            connector: 'bank',
            action: 'pay',
            actionVersion: 1,
            slot: 'bank',
            kind: 'money',
            class: 'L',
            businessKey: 'INV-1',
            amount: null,
            currency: null,
            request: { reference: 'INV-1' },
            standing: 'new',
            restsOn: [],
            conditionalOn: [],
          },
        ],
        totals: [],
        assumptions: [{ key: 'pay', code: 'EFFECT_NOT_SENT', message: expect.stringContaining('was not sent') }],
        problems: [],
      },
    ]);
  });

  test('keeps every digit of a payload given as text', async () => {
    const pay = aPayingFlow().steps['pay'] as ActionStep;
    const total: FlowDocument['steps'] = {
      pay: { kind: 'map', id: 'pay', name: 'Total', disabled: false, position: pay.position, mapping: pay.input },
    };
    const { body: flow } = await api
      .as('owner')
      .post('/api/v1/flows', { name: 'Digits', document: { ...aPayingFlow(), steps: total } });

    const { text } = await dryRun({ payloadText: '{"reference":12345678901234567.10}' }, flow.id);

    expect(text).toContain('12345678901234567.10');
  });

  test('takes the draft at the revision that is on the screen', async () => {
    const { status, body } = await dryRun({ payload: { reference: 'INV-1' }, revision: 1 });

    expect([status, body.outcome]).toEqual([200, 'succeeded']);
  });

  test.each(['live', 1])('takes version %p', async (version) => {
    const { body } = await dryRun({ payload: { reference: 'INV-1' }, version });

    expect([body.version, body.outcome]).toEqual([1, 'succeeded']);
  });

  test('takes the payload of an event', async () => {
    const eventId = await aRecordedEvent(api, api.home, { state: 'unrouted', payload: '{"reference":"INV-7"}' });

    const { body } = await dryRun({ eventId });

    expect(body.effects).toMatchObject([{ businessKey: 'INV-7' }]);
  });

  test('takes the payload of a run, and knows what that run has done', async () => {
    const { runId } = await aRecordedRun(api, place, { payload: '{"reference":"INV-8"}' });
    await aRecordedEffect(api, runId, { state: 'DONE', amount: '10' });
    await api.dataSource.query(
      `update effect set scope = $2, business_key = 'INV-8', request = '{"reference":"INV-8"}', request_hash = sha256('{"reference":"INV-8"}'::bytea), response = '{"id":"PAY-88"}' where run_id = $1`,
      [runId, `${api.home.id}:bank:test`],
    );

    const { body } = await dryRun({ runId });

    expect(body.effects).toMatchObject([{ businessKey: 'INV-8', standing: 'confirmed' }]);
    expect(body.steps).toMatchObject([{ output: { id: 'PAY-88' }, answeredFrom: 'recording' }]);
  });

  test('takes given samples in place of the own ones', async () => {
    const { body } = await dryRun({ payload: { reference: 'INV-1' }, samples: { pay: { id: 'PAY-77' } } });

    expect(body.steps).toMatchObject([{ output: { id: 'PAY-77' }, answeredFrom: 'sample' }]);
  });

  test('tells what goes wrong with step and field', async () => {
    const { status, body } = await dryRun({ payload: {} });

    expect([status, body.outcome, body.problems]).toMatchObject([
      200,
      'needs-attention',
      [{ stepId: 'pay', field: 'reference', code: 'INPUT_INVALID' }],
    ]);
  });

  test('writes nothing', async () => {
    await dryRun({ payload: { reference: 'INV-1' } });

    const [counts] = await api.dataSource.query<object[]>(
      `select (select count(*) from run)::int as runs, (select count(*) from effect)::int as effects, (select count(*) from event)::int as events`,
    );
    expect([counts, api.host.asked.filter((asked) => asked.startsWith('rerun'))]).toEqual([
      { runs: 0, effects: 0, events: 0 },
      [],
    ]);
  });
});

describe('a test of one step', () => {
  const asking = async () => (await api.as('owner').post('/api/v1/flows', { name: 'Ask', document: anAskingFlow() })).body.id as string;
  const small = { payload: { reference: 'INV-1', amount: 5 } };

  test('runs the step though its branch would not be taken; a run to it does not', async () => {
    const flowId = await asking();

    const only = await dryRun({ ...small, only: 'pay' }, flowId);
    const until = await dryRun({ ...small, until: 'pay' }, flowId);

    expect(only.body.steps).toMatchObject([{ stepId: 'pay', status: 'succeeded', answeredFrom: 'sample' }]);
    expect(until.body.steps).toMatchObject([
      { stepId: 'ask', port: 'no' },
      { stepId: 'pay', status: 'skipped' },
    ]);
  });

  test('takes what was given for the steps before, and says so', async () => {
    const { body } = await dryRun({ ...small, until: 'pay', answers: { ask: { output: { result: true }, port: 'yes' } } }, await asking());

    expect(body.steps).toMatchObject([
      { stepId: 'ask', answeredFrom: 'given', output: { result: true } },
      { stepId: 'pay', status: 'succeeded' },
    ]);
  });

  describe('with long numbers before it', () => {
    const text = '{"number":12345678901234567890.10,"total":100.0000}';
    const summing = async () => {
      const flow = aPayingFlow();
      const pay = flow.steps['pay'] as ActionStep;
      const rules = ['number', 'total'].map((field) => ({ kind: 'copy' as const, id: field, target: field, from: { path: `steps.pay.${field}` }, onError: 'fail' as const, origin: 'user' as const }));
      const sum: FlowDocument['steps'][string] = { kind: 'map', id: 'sum', name: 'Sum', disabled: false, position: pay.position, mapping: { v: 1, rules, tables: {} } };
      const document = { ...flow, steps: { pay, sum }, edges: [...flow.edges, { id: 'e2', from: 'pay', port: 'default', to: 'sum' }] };
      return (await api.as('owner').post('/api/v1/flows', { name: 'Sum', document })).body.id as string;
    };

    test.each([
      ['in an answer', { only: 'sum', answers: { pay: { outputText: text } } }],
      ['in a sample', { until: 'sum', samplesText: { pay: text } }],
    ])('%s sees exactly their digits', async (_where, given) => {
      const { text: answer } = await dryRun({ payloadText: '{"reference":"INV-1"}', ...given }, await summing());

      expect(answer).toContain(`"output":${text},"failure":null,"answeredFrom":"computed"`);
    });
  });

  test('is in the audit log with its step, its environment and how it reads', async () => {
    const flowId = await asking();
    await dryRun({ ...small, only: 'pay', reads: 'live', environment: 'sandbox' }, flowId);

    const { body } = await api.as('auditor').get('/api/v1/audit-log?limit=200&action=flow.dry-run-requested');

    expect(body.items[0]).toMatchObject({ object: { id: flowId }, details: { only: 'pay', reads: 'live', environment: 'sandbox' } });
  });
});

describe('a dry run is refused', () => {
  const nobodysId = '01900000-0000-7000-8000-000000000000';

  test.each([
    ['without a payload', {}, 400, 'REQUEST_INVALID'],
    ['with a payload and a run', { payload: {}, runId: nobodysId }, 400, 'REQUEST_INVALID'],
    ['with a payload given twice', { payload: {}, payloadText: '{}' }, 400, 'REQUEST_INVALID'],
    ['with a payload that is not JSON', { payloadText: '{"total": 98.50' }, 422, 'PAYLOAD_NOT_JSON'],
    ['for a draft that changed meanwhile', { payload: {}, revision: 7 }, 409, 'DRAFT_CONFLICT'],
    ['for a run of nobody', { runId: nobodysId }, 404, 'RUN_NOT_FOUND'],
    ['for an event of nobody', { eventId: nobodysId }, 404, 'EVENT_NOT_FOUND'],
    ['for a version that is not there', { payload: {}, version: 9 }, 404, 'FLOW_VERSION_NOT_FOUND'],
    ['for an unknown environment', { payload: {}, environment: 'moon' }, 404, 'ENVIRONMENT_NOT_FOUND'],
    [
      'for a place where nothing is live',
      { payload: {}, environment: 'production', version: 'live' },
      409,
      'FLOW_NOT_LIVE',
    ],
    [
      'with live reads of an analyst in production',
      { payload: {}, environment: 'production', reads: 'live' },
      403,
      'ROLE_MAY_NOT_READ_LIVE',
    ],
    ['with a step of no name here', { payload: {}, only: 'nobody' }, 422, 'STEP_NOT_IN_FLOW'],
    ['with a step to be run alone and to be run to', { payload: {}, only: 'pay', until: 'pay' }, 400, 'REQUEST_INVALID'],
    ['with an answer that is not JSON', { payload: {}, only: 'pay', answers: { ask: { outputText: '{"total": 98.50' } } }, 422, 'PAYLOAD_NOT_JSON'],
    ['with a sample that is not JSON', { payload: {}, samplesText: { pay: '{"total": 98.50' } }, 422, 'PAYLOAD_NOT_JSON'],
    ['with an answer given twice', { payload: {}, only: 'pay', answers: { ask: { output: 1, outputText: '1' } } }, 400, 'REQUEST_INVALID'],
    ['with an answer that is none', { payload: {}, only: 'pay', answers: { ask: { port: 'yes' } } }, 400, 'REQUEST_INVALID'],
    ['with answers and no step', { payload: {}, answers: { pay: { output: 1 } } }, 400, 'REQUEST_INVALID'],
    [
      'with live reads of one step by an analyst in production',
      { payload: {}, environment: 'production', reads: 'live', only: 'pay' },
      403,
      'ROLE_MAY_NOT_READ_LIVE',
    ],
    [
      'with card data in an answer',
      { payload: {}, only: 'pay', answers: { ask: { output: { card: ['4111', '1111', '1111', '1111'].join('') } } } },
      422,
      'PAYLOAD_HAS_CARD_DATA',
    ],
    [
      'with card data in the text of an answer',
      { payload: {}, only: 'pay', answers: { ask: { outputText: `{"card":"${['4111', '1111', '1111', '1111'].join('')}"}` } } },
      422,
      'PAYLOAD_HAS_CARD_DATA',
    ],
    [
      'with card data in the text of a sample',
      { payload: {}, samplesText: { pay: `{"card":"${['4111', '1111', '1111', '1111'].join('')}"}` } },
      422,
      'PAYLOAD_HAS_CARD_DATA',
    ],
    ['with card data', { payload: { card: ['4111', '1111', '1111', '1111'].join('') } }, 422, 'PAYLOAD_HAS_CARD_DATA'],
  ])('%s', async (_name, body, status, code) => {
    const answer = await dryRun(body);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('when the event’s content is not kept any more', async () => {
    const eventId = await aRecordedEvent(api, api.home, { state: 'routed', payload: null });

    const { status, body } = await dryRun({ eventId });

    expect([status, body.code]).toEqual([409, 'EVENT_CONTENT_ERASED']);
  });

  test('when the version cannot be run, with its step', async () => {
    const document = aPayingFlow();
    const pay = { ...document.steps['pay'], action: 'pay-twice' };
    const { body: flow } = await api
      .as('owner')
      .post('/api/v1/flows', { name: 'Broken', document: { ...document, steps: { pay } } });

    const { status, body } = await dryRun({ payload: {} }, flow.id);

    expect([status, body.code, body.issues]).toMatchObject([422, 'FLOW_NOT_RUNNABLE', [{ stepId: 'pay' }]]);
  });

  test('for a flow of another organisation', async () => {
    const { status, body } = await api.foreign
      .as('owner')
      .post(`/api/v1/flows/${place.flowId}/dry-run`, { payload: {} });

    expect([status, body.code]).toEqual([404, 'FLOW_NOT_FOUND']);
  });

  test.each(['approver', 'auditor'] as const)('to the role %s', async (role) => {
    const { status, body } = await api.as(role).post(`/api/v1/flows/${place.flowId}/dry-run`, { payload: {} });

    expect([status, body.code]).toEqual([403, 'ROLE_NOT_ALLOWED']);
  });
});
