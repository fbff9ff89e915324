import { createSystemIds } from '@penstock/runtime-adapters';
import { aLivePlace, aRecordedEffect, aRecordedRun, aRecordedStep, type LivePlace } from '../../testing/recorded-runs';
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
  api.host.asked.length = 0;
  await api.dataSource.query('truncate run, run_queue, step_log, effect, event, waitpoint');
});

const effectIdOf = async (runId: string): Promise<string> => {
  const [row] = await api.dataSource.query<{ id: string }[]>('select id from effect where run_id = $1', [runId]);
  return row?.id ?? '';
};
async function anEffectInDoubt(): Promise<{ runId: string; effectId: string }> {
  const { runId } = await aRecordedRun(api, place, { status: 'needs-attention' });
  await aRecordedEffect(api, runId, { state: 'NEEDS_HUMAN', amount: '19.99' });
  return { runId, effectId: await effectIdOf(runId) };
}
async function anOpenDecision(): Promise<string> {
  const { runId } = await aRecordedRun(api, place, { status: 'waiting' });
  await api.dataSource.query(
    `insert into waitpoint (run_id, key, organization_id, kind, state, prompt, expires_at)
     values ($1, 'ask', $2, 'decision', 'open', '{"question":"Refund?","choices":[{"id":"yes","label":"Yes"},{"id":"no","label":"No"}],"shown":[{"path":"trigger.reference","value":"R-1"}]}', now() + interval '1 hour')`,
    [runId, api.home.id],
  );
  return runId;
}

describe('open cases', () => {
  test('are effects in doubt with their money, and questions with their choices', async () => {
    const { effectId } = await anEffectInDoubt();
    await anOpenDecision();

    const { body } = await api.as('auditor').get('/api/v1/cases');

    expect(body.items).toMatchObject([
      {
        kind: 'effect',
        id: effectId,
        effectKind: 'money',
        action: 'pay',
        failure: null,
        environment: 'sandbox',
        stepName: 'Pay',
        amount: '19.99',
        currency: 'USD',
        proposedBy: null,
      },
      {
        kind: 'decision',
        action: null,
        question: 'Refund?',
        choices: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
        shown: [{ path: 'trigger.reference', value: 'R-1' }],
      },
    ]);
  });
});

describe('open cases of one place', () => {
  test('are those of the environment, also when others fill the list', async () => {
    const { effectId } = await anEffectInDoubt();
    const { runId } = await aRecordedRun(api, place, { status: 'needs-attention' });
    await api.dataSource.query(
      `insert into environment (id, organization_id, key, name, kind, position) values ($1, $2, 'live', 'Live', 'production', 9) on conflict do nothing`,
      [createSystemIds().next(), api.home.id],
    );
    await api.dataSource.query(
      `update run set environment_id = (select id from environment where key = 'live' and organization_id = $2) where id = $1`,
      [runId, api.home.id],
    );
    await aRecordedEffect(api, runId, { state: 'NEEDS_HUMAN', amount: '5.00' });
    const idsOf = async (query: string): Promise<string[]> =>
      (await api.as('auditor').get(`/api/v1/cases?${query}`)).body.items.map(({ id }: { id: string }) => id);

    expect(await idsOf('environment=live')).toEqual([await effectIdOf(runId)]);
    expect(await idsOf('environment=sandbox')).toEqual([effectId]);
    expect(await idsOf(`runId=${runId}`)).toEqual([await effectIdOf(runId)]);
  });
});

describe('an effect in doubt', () => {
  test('shows its evidence with a fingerprint', async () => {
    const { effectId, runId } = await anEffectInDoubt();

    const { body } = await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`);

    expect(body).toMatchObject({
      effect: { id: effectId, runId, status: 'needs-person' },
      sameBusinessKey: [],
      needsTwoPersons: false,
      proposals: [],
      lookUps: [],
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(body.meaning).toContain('can be asked');
  });

  test('shows what every look-up said, without card data', async () => {
    const { effectId, runId } = await anEffectInDoubt();
    await api.dataSource.query(
      `insert into effect_look_up (effect_id, number, run_id, verdict, words) values ($1, 2, $2, 'absent', 'Not there.'), ($1, 1, $2, 'unsure', 'It said 4111 1111 1111 1111.')`,
      [effectId, runId],
    );

    const { body } = await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`);

    expect(body.lookUps).toMatchObject([
      { number: 1, verdict: 'unsure' },
      { number: 2, verdict: 'absent', words: 'Not there.' },
    ]);
    expect(JSON.stringify(body)).not.toContain('4111 1111');
  });

  test('shows no one-time token of a card, neither in the evidence nor in the steps of its run', async () => {
    const { effectId, runId } = await anEffectInDoubt();
    const request = '{"amount":98.50,"hpf_token":"tok-1","enc_key":"key-1"}';
    await api.dataSource.query('update effect set request = $2 where id = $1', [effectId, request]);
    await aRecordedStep(api, runId, { stepId: 'pay', input: request, output: request });

    const evidence = await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`);
    const steps = await api.as('auditor').get(`/api/v1/runs/${runId}/steps`);

    expect(evidence.body.request).toEqual({
      amount: 98.5,
      hpf_token: '[one-time token removed]',
      enc_key: '[one-time token removed]',
    });
    expect(JSON.stringify(steps.body)).toContain('[one-time token removed]');
    expect(JSON.stringify([evidence.body, steps.body])).not.toMatch(/tok-1|key-1/);
  });

  test('is settled with what else the remote side shows', async () => {
    const { effectId } = await anEffectInDoubt();

    await api.as('operator').post(`/api/v1/effects/${effectId}/settlement`, {
      outcome: 'happened',
      remoteId: '7',
      output: { approval: 'TAS610' },
      reason: 'Seen.',
    });

    expect(JSON.parse(api.host.settlements.at(-1)?.response ?? '')).toEqual({ id: '7', approval: 'TAS610' });
  });

  test('takes no card data from a person', async () => {
    const { effectId } = await anEffectInDoubt();

    const { status, body } = await api.as('operator').post(`/api/v1/effects/${effectId}/settlement`, {
      outcome: 'happened',
      remoteId: '7',
      output: { card: '4111 1111 1111 1111' },
      reason: 'Seen.',
    });

    expect([status, body.code, api.host.asked]).toEqual([422, 'PAYLOAD_HAS_CARD_DATA', []]);
  });

  test('says by whom it was settled already', async () => {
    const { effectId } = await anEffectInDoubt();
    await api.dataSource.query(
      `update effect set state = 'DONE', resolved_by = 'ann@home.example: Seen.' where id = $1`,
      [effectId],
    );
    api.host.nextOperation = 'not-possible';

    const { status, body } = await api
      .as('operator')
      .post(`/api/v1/effects/${effectId}/settlement`, { outcome: 'did-not-happen-stop', reason: 'Not there.' });

    expect([status, body.detail]).toEqual([409, expect.stringContaining('settled already by ann@home.example')]);
  });

  test('is settled by a person with a reason', async () => {
    const { effectId } = await anEffectInDoubt();

    const { status } = await api.as('operator').post(`/api/v1/effects/${effectId}/settlement`, {
      outcome: 'happened',
      remoteId: '105968532',
      reason: 'Seen in the portal.',
    });

    expect([status, api.host.asked]).toEqual([200, [`settle ${effectId}`]]);
    expect(api.host.settlements.at(-1)).toMatchObject({
      state: 'DONE',
      remoteId: '105968532',
      response: '{"id":"105968532"}',
    });
  });

  test.each([
    ['without the id under which it happened', { outcome: 'happened', reason: 'Seen.' }],
    ['without a reason', { outcome: 'did-not-happen-send' }],
  ])('is not settled %s', async (_what, body) => {
    const { effectId } = await anEffectInDoubt();

    const { status } = await api.as('operator').post(`/api/v1/effects/${effectId}/settlement`, body);

    expect([status, api.host.asked]).toEqual([400, []]);
  });

  test('says when its outcome is known already', async () => {
    const { effectId } = await anEffectInDoubt();
    api.host.nextOperation = 'not-possible';

    const { status, body } = await api
      .as('operator')
      .post(`/api/v1/effects/${effectId}/settlement`, { outcome: 'did-not-happen-send', reason: 'Not there.' });

    expect([status, body.code]).toEqual([409, 'EFFECT_SETTLED']);
  });
});

describe('a decision', () => {
  test('is taken by one of the choices', async () => {
    const runId = await anOpenDecision();

    const { status } = await api.as('operator').post(`/api/v1/runs/${runId}/decisions/ask`, { choice: 'yes' });

    expect([status, api.host.asked]).toEqual([200, [`decide ${runId}`]]);
  });

  test('refuses what nobody offered', async () => {
    const runId = await anOpenDecision();

    const { status, body } = await api.as('operator').post(`/api/v1/runs/${runId}/decisions/ask`, { choice: 'maybe' });

    expect([status, body.code, api.host.asked]).toEqual([422, 'CHOICE_UNKNOWN', []]);
  });

  test('tells the second person who was quicker', async () => {
    const runId = await anOpenDecision();
    await api.dataSource.query(`update waitpoint set state = 'answered', actor = 'ann' where run_id = $1`, [runId]);
    api.host.nextOperation = 'not-possible';

    const { status, body } = await api.as('operator').post(`/api/v1/runs/${runId}/decisions/ask`, { choice: 'no' });

    expect([status, body.code]).toEqual([409, 'DECISION_NOT_OPEN']);
    expect(body.detail).toContain('by ann');
  });
});

describe('a run', () => {
  test('is replayed as a run of its own', async () => {
    const { runId } = await aRecordedRun(api, place);

    const { status, body } = await api
      .as('operator')
      .post(`/api/v1/runs/${runId}/replay`, { version: 'live', reason: 'The mapping is mended.' });

    expect([status, body]).toEqual([201, { runId }]);
  });

  test.each([
    ['{"total": 98.50', 422, 'PAYLOAD_NOT_JSON', 0],
    ['{"card":"4111 1111 1111 1111"}', 422, 'PAYLOAD_HAS_CARD_DATA', 0],
    ['{"total": 12345678901234567.10}', 201, undefined, 1],
  ])('is replayed with the payload text %s: %i', async (payloadText, expected, code, started) => {
    const { runId } = await aRecordedRun(api, place);

    const { status, body } = await api
      .as('operator')
      .post(`/api/v1/runs/${runId}/replay`, { payloadText, reason: 'A try.' });

    expect([status, body.code, api.host.asked.length]).toEqual([expected, code, started]);
  });

  test('is replayed with its one-time token although the payload that comes back has it masked', async () => {
    const { runId, eventId } = await aRecordedRun(api, place, { payload: '{"total":98.50,"card":{"hpf_token":"tok-1"}}' });
    const { text } = await api.as('operator').get(`/api/v1/events/${eventId}`);
    const [, shown = ''] = /"payload":(.*)}$/.exec(text) ?? [];

    const { status } = await api
      .as('operator')
      .post(`/api/v1/runs/${runId}/replay`, { payloadText: shown.replace('98.50', '9.60'), reason: 'The total was wrong.' });

    expect(shown).toContain('[one-time token 1 removed]');
    expect([status, api.host.reruns.at(-1)?.payload]).toEqual([201, '{"total":9.60,"card":{"hpf_token":"tok-1"}}']);
  });

  test.each([
    { payload: { card: { hpf_token: '[one-time token 2 removed]' } } },
    { payloadText: '{"note":"[one-time token 1 removed]"}' },
  ])('is not replayed with a mask that stands for no token: %j', async (edited) => {
    const { runId } = await aRecordedRun(api, place, { payload: '{"card":{"hpf_token":"tok-1"}}' });

    const { status, body } = await api.as('operator').post(`/api/v1/runs/${runId}/replay`, { ...edited, reason: 'A try.' });

    expect([status, body.code, api.host.asked]).toEqual([422, 'PAYLOAD_TOKEN_UNKNOWN', []]);
  });

  test('takes no card data in an edited payload', async () => {
    const { runId } = await aRecordedRun(api, place);

    const { status, body } = await api
      .as('operator')
      .post(`/api/v1/runs/${runId}/replay`, { payload: { card: '4111 1111 1111 1111' }, reason: 'A try.' });

    expect([status, body.code, api.host.asked]).toEqual([422, 'PAYLOAD_HAS_CARD_DATA', []]);
  });

  test('starts again from one of its steps', async () => {
    const { runId } = await aRecordedRun(api, place);

    const { status } = await api
      .as('operator')
      .post(`/api/v1/runs/${runId}/restart`, { fromStep: 'pay', reason: 'The bank was away.' });

    expect(status).toBe(201);
  });

  test('does not start from a step it has not', async () => {
    const { runId } = await aRecordedRun(api, place);

    const { status, body } = await api
      .as('operator')
      .post(`/api/v1/runs/${runId}/restart`, { fromStep: 'ship', reason: 'A try.' });

    expect([status, body.code]).toEqual([422, 'STEP_NOT_IN_FLOW']);
  });

  test('of somebody else is not there', async () => {
    const { status } = await api
      .as('operator')
      .post(`/api/v1/runs/${createSystemIds().next()}/restart`, { fromStep: 'pay', reason: 'A try.' });

    expect(status).toBe(404);
  });
});
