import type { ActionStep, FlowDocument, FlowTests } from '@penstock/flow-model';
import type { MappingRule, MappingTest } from '@penstock/mapping';
import { anAmountPayingFlow } from '../../testing/flow-documents';
import { aLivePlace, aRecordedPayment, aRecordedRun, type LivePlace } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
beforeAll(async () => {
  api = await startTestApi();
  place = await aLivePlace(api, anAmountPayingFlow());
}, 60_000);
afterAll(() => api.close());

const pays: FlowTests = {
  'pays-it': {
    name: 'Pays it',
    event: '{"reference":"INV-1","amount":"19.90"}',
    answers: { pay: { output: '{"id":"PAY-9"}' } },
    choices: {},
    expect: { outcome: 'succeeded', effects: [{ step: 'pay', action: 'bank.pay', businessKey: 'INV-1', amount: '19.9', currency: 'USD', fields: {} }], outputs: { pay: { fields: { id: 'PAY-9' } } } },
  },
};
const withTests = (tests: FlowTests): FlowDocument => ({ ...anAmountPayingFlow(), tests });
const runTests = (body: object, flowId = place.flowId) => api.as('auditor').post(`/api/v1/flows/${flowId}/tests/run`, body);
const save = async (document: FlowDocument, flowId = place.flowId) => {
  const { body } = await api.as('analyst').get(`/api/v1/flows/${flowId}/draft`);
  return api.as('analyst').send('PUT', `/api/v1/flows/${flowId}/draft`, { document, revision: body.revision });
};

describe('the tests of a flow', () => {
  test('run on the draft and pass when it does what they expect', async () => {
    await save(withTests(pays));

    const { status, body } = await runTests({});

    expect([status, body]).toEqual([200, { flowId: place.flowId, version: 'draft', environment: 'sandbox', passed: true, results: [{ id: 'pays-it', mappingOf: null, name: 'Pays it', passed: true, findings: [], standIns: [], problems: [] }] }]);
  });

  test('run on a document that is not saved, and say what is different', async () => {
    const { 'pays-it': test } = pays as Required<FlowTests>;
    const other = { ...test!, answers: {}, expect: { outcome: 'succeeded' as const, effects: [{ step: 'pay', amount: '20.00', fields: {} }], outputs: {} } };

    const { body } = await runTests({ document: withTests({ 'pays-it': other }) });

    expect(body).toMatchObject({ version: 'given', passed: false, results: [{ passed: false, standIns: ['pay'], findings: [{ kind: 'effect-differs', step: 'pay', path: 'amount', expected: '20.00', actual: '19.90' }] }] });
  });

  test('send nothing and write nothing but that somebody asked', async () => {
    const [before] = await api.dataSource.query(`select (select count(*) from run) as runs, (select count(*) from effect) as effects, (select count(*) from event) as events`);

    await runTests({ document: withTests(pays) });

    const [after] = await api.dataSource.query(`select (select count(*) from run) as runs, (select count(*) from effect) as effects, (select count(*) from event) as events`);
    expect(after).toEqual(before);
    const { body: log } = await api.as('auditor').get('/api/v1/audit-log?action=flow.tests-requested&limit=1');
    expect(log.items[0].object).toMatchObject({ id: place.flowId });
  });

  test('come out the same whatever real runs have done already', async () => {
    const { runId } = await aRecordedRun(api, place, {});
    await aRecordedPayment(api, runId, { state: 'DONE', reference: 'INV-1', amount: '19.90' });

    const { body } = await runTests({ document: withTests(pays) });

    expect(body.passed).toBe(true);
  });

  test('that cannot be run at all fail instead of the request', async () => {
    const document = withTests(pays);
    const pay = document.steps['pay']!;
    const { body } = await runTests({ document: { ...document, steps: { pay: { ...pay, connector: 'gone' } } } });

    expect(body.results).toMatchObject([{ passed: false, findings: [{ kind: 'not-runnable', message: expect.stringContaining('cannot be run') }] }]);
  });

  test('none of them is no pass', async () => {
    const { body } = await runTests({ document: anAmountPayingFlow() });

    expect(body).toMatchObject({ passed: false, results: [] });
  });

  test.each([
    ['a test that is not there', { tests: ['other'] }, 422, 'FLOW_TEST_NOT_FOUND'],
    ['an old revision', { revision: 900 }, 409, 'DRAFT_CONFLICT'],
    ['a document and a revision', { document: anAmountPayingFlow(), revision: 1 }, 400, 'REQUEST_INVALID'],
    ['a field of its own', { organizationId: 'x' }, 400, 'REQUEST_INVALID'],
  ])('are not run with %s', async (_, body, status, code) => {
    await save(withTests(pays));

    const answer = await runTests(body);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test.each([
    ['an event', { event: '{"note":"4111111111111111"}' }],
    ['a number in it', { event: '{"note":4111111111111111}' }],
    ['an answer', { answers: { pay: { output: '{"card":"4111 1111 1111 1111"}' } } }],
    ['an expected output', { expect: { outcome: 'succeeded' as const, outputs: { pay: { value: '"4111-1111-1111-1111"', fields: {} } } } }],
  ])('are not kept with card data in %s', async (_, wrong) => {
    const document = withTests({ bad: { ...pays['pays-it']!, ...wrong } });

    const answers = [await save(document), await runTests({ document }), await api.as('analyst').post('/api/v1/flows', { name: 'Card', document })];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([[422, 'FLOW_TEST_HAS_CARD_DATA'], [422, 'FLOW_TEST_HAS_CARD_DATA'], [422, 'FLOW_TEST_HAS_CARD_DATA']]);
  });
});

describe('the tests of a mapping', () => {
  const sale: MappingTest = {
    name: 'A sale',
    sample: '{"trigger":{"reference":"INV-1","amount":19.90}}',
    at: '2026-03-01T12:00:00Z',
    expect: { output: '{"reference":"INV-1","amount":19.90}' },
  };
  const withMappingTest = (test: Partial<MappingTest>, more: readonly MappingRule[] = []): FlowDocument => {
    const document = anAmountPayingFlow();
    const pay = document.steps['pay'] as ActionStep;
    const rules = [...pay.input.rules, ...more];
    return { ...document, steps: { pay: { ...pay, input: { ...pay.input, rules, tests: { sale: { ...sale, ...test } } } } } };
  };

  const number: MappingRule = { kind: 'pipe', id: 'n', target: 'number', from: [{ path: 'trigger.number' }], steps: [{ op: 'toDecimal', args: {} }], onError: 'fail', origin: 'user' };

  test('run with those of the flow, and alone when they are asked for', async () => {
    const document = { ...withMappingTest({}), tests: pays };

    const all = await runTests({ document });
    const one = await runTests({ document, tests: ['pay/sale'] });

    expect(all.body.results.map(({ id, passed }: { id: string; passed: boolean }) => [id, passed])).toEqual([['pays-it', true], ['pay/sale', true]]);
    expect(one.body.results).toEqual([{ id: 'pay/sale', mappingOf: 'pay', name: 'A sale', passed: true, findings: [], standIns: [], problems: [] }]);
  });

  test('compare money digit by digit', async () => {
    const { body } = await runTests({ document: withMappingTest({ expect: { output: '{"reference":"INV-1","amount":19.9}' } }) });

    expect(body.results).toMatchObject([{ passed: false, findings: [{ kind: 'output-differs', step: 'pay', path: 'amount', expected: 19.9 }] }]);
  });

  test.each([
    ['a value that cannot be made', { sample: '{"trigger":{"number":"a lot"}}' }, 'output-differs', 'number of “Pay” cannot be made.'],
    ['a refusal that does not come', { sample: '{"trigger":{"number":"1"}}', expect: { refused: [{ path: 'amount', code: 'WRONG_KIND' }] } }, 'output-differs', 'expects that the record is refused'],
    ['a sample that is no object', { sample: '[]' }, 'not-runnable', 'cannot be run'],
  ])('say in words that they meet %s', async (_, test, kind, words) => {
    const { body } = await runTests({ document: withMappingTest(test, kind === 'not-runnable' ? [] : [number]) });

    expect(body.results[0]).toMatchObject({ passed: false, findings: [{ kind, message: expect.stringContaining(words) }] });
  });

  test.each([
    ['the sample', { sample: '{"trigger":{"note":"4111111111111111"}}' }],
    ['what is expected', { expect: { output: '{"note":4111111111111111}' } }],
  ])('are not kept with card data in %s', async (_, wrong) => {
    const document = withMappingTest(wrong);

    const answers = [await save(document), await runTests({ document }), await api.as('analyst').post('/api/v1/flows', { name: 'Card', document })];

    expect(answers.map(({ body }) => body.code)).toEqual(['FLOW_TEST_HAS_CARD_DATA', 'FLOW_TEST_HAS_CARD_DATA', 'FLOW_TEST_HAS_CARD_DATA']);
  });
});

describe('a run saved as a test', () => {
  let invoices = 6;
  async function aPaidRun() {
    const run = await aRecordedRun(api, place, { payload: '{"reference":"INV-7","amount":"19.90","rate":1.10,"hpf_token":"tok-1"}' });
    await aRecordedPayment(api, run.runId, { state: 'DONE', reference: `INV-${(invoices += 1)}`, amount: '19.90' });
    return { ...run, invoice: `INV-${invoices}` };
  }

  test('stands in the draft, holds what came in, what was answered and what it did, and passes', async () => {
    await save(anAmountPayingFlow());
    const { runId } = await aPaidRun();

    const { status, body } = await api.as('builder').post(`/api/v1/runs/${runId}/save-as-test`, { name: 'As on Monday' });
    const draft = await api.as('builder').get(`/api/v1/flows/${place.flowId}/draft`);
    const tested = await runTests({});

    expect(status).toBe(201);
    expect(body).toMatchObject({ flowId: place.flowId, testId: 'as-on-monday', revision: draft.body.revision });
    expect(draft.body.document.tests['as-on-monday']).toMatchObject({
      event: '{\n  "reference": "INV-7",\n  "amount": "19.90",\n  "rate": 1.10,\n  "hpf_token": "[one-time token removed]"\n}',
      answers: { pay: { output: '{\n  "id": "PAY-INV-7"\n}' } },
      expect: { outcome: 'succeeded', effects: [{ step: 'pay', action: 'bank.pay', businessKey: 'INV-7', amount: '19.90', currency: 'USD' }] },
    });
    expect(tested.body).toMatchObject({ passed: true, results: [{ id: 'as-on-monday', standIns: [] }] });
  });

  test('twice is two tests', async () => {
    await save(anAmountPayingFlow());
    const { runId } = await aPaidRun();
    const keep = () => api.as('builder').post(`/api/v1/runs/${runId}/save-as-test`, { name: 'Again' });

    expect([(await keep()).body.testId, (await keep()).body.testId]).toEqual(['again', 'again-2']);
  });

  test('is refused to who may not design, and of a run of somebody else', async () => {
    const { runId } = await aPaidRun();

    const operator = await api.as('operator').post(`/api/v1/runs/${runId}/save-as-test`, { name: 'x' });
    const foreign = await api.foreign.as('owner').post(`/api/v1/runs/${runId}/save-as-test`, { name: 'x' });

    expect([operator.body.code, foreign.body.code]).toEqual(['ROLE_NOT_ALLOWED', 'RUN_NOT_FOUND']);
  });

  test('is refused when what came in is not kept any more', async () => {
    const { runId, eventId } = await aPaidRun();
    await api.dataSource.query('update event set payload = null where id = $1', [eventId]);

    const { status, body } = await api.as('builder').post(`/api/v1/runs/${runId}/save-as-test`, { name: 'x' });

    expect([status, body.code]).toEqual([409, 'EVENT_CONTENT_ERASED']);
  });
});
