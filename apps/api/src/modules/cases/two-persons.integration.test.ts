import { Decimal } from '@penstock/kernel';
import { aLivePlace, aRecordedEffect, aRecordedRun, type LivePlace } from '../../testing/recorded-runs';
import { signedIn } from '../../testing/signed-in';
import { startTestApi, type Caller, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
let [ann, bob]: Caller[] = [];
beforeAll(async () => {
  api = await startTestApi({ twoPersonLimit: Decimal.from('1000.00') });
  place = await aLivePlace(api);
  [ann, bob] = [await signedIn(api, 'ann@home.example'), await signedIn(api, 'bob@home.example')];
}, 60_000);
afterAll(() => api.close());
beforeEach(async () => {
  api.host.nextOperation = 'done';
  api.host.asked.length = 0;
  api.host.settlements.length = 0;
  await api.dataSource.query('truncate run, run_queue, step_log, effect, event, waitpoint, settlement_proposal, effect_look_up');
});

async function inDoubt(amount: string): Promise<string> {
  const { runId } = await aRecordedRun(api, place, { status: 'needs-attention' });
  await aRecordedEffect(api, runId, { state: 'NEEDS_HUMAN', amount });
  const [row] = await api.dataSource.query<{ id: string }[]>('select id from effect where run_id = $1', [runId]);
  return row?.id ?? '';
}
const send = { outcome: 'did-not-happen-send', reason: 'Not in the portal.' };
const settle = (who: Caller | undefined, effectId: string, body: object = send) =>
  who?.post(`/api/v1/effects/${effectId}/settlement`, body);

/** Proposes, and tells what the next person has to confirm. */
async function proposed(who: Caller | undefined, effectId: string, body: object = send): Promise<object> {
  const { by, at } = (await settle(who, effectId, body))?.body.proposal ?? {};
  return { by, at };
}

describe('money above the limit', () => {
  test('is only proposed by the first person: nothing is sent', async () => {
    const effectId = await inDoubt('1000.01');

    const answer = await settle(ann, effectId);

    expect(answer).toMatchObject({
      status: 200,
      body: { done: false, proposal: { by: 'ann@home.example', outcome: 'did-not-happen-send' } },
    });
    expect(api.host.asked).toEqual([]);
    const { body } = await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`);
    expect(body).toMatchObject({
      needsTwoPersons: true,
      proposals: [{ by: 'ann@home.example', reason: 'Not in the portal.' }],
    });
    expect((await api.as('auditor').get('/api/v1/cases')).body.items).toMatchObject([
      { proposedBy: 'ann@home.example' },
    ]);
  });

  test('is not confirmed by the same person', async () => {
    const effectId = await inDoubt('1000.01');
    await settle(ann, effectId);

    const again = await settle(ann, effectId);

    expect(again).toMatchObject({
      status: 409,
      body: { code: 'SECOND_PERSON_NEEDED', detail: expect.stringContaining('Ask a colleague') },
    });
    expect(api.host.asked).toEqual([]);
  });

  test('is carried out by the second person, under both names', async () => {
    const effectId = await inDoubt('1000.01');
    const confirms = await proposed(ann, effectId);

    const answer = await settle(bob, effectId, { ...send, reason: 'Looked as well.', confirms });

    expect(answer).toMatchObject({ status: 200, body: { done: true, proposal: { by: 'ann@home.example' } } });
    expect(api.host.settlements).toMatchObject([
      {
        effectId,
        state: 'ABSENT',
        actor: 'ann@home.example and bob@home.example',
        reason: 'Not in the portal. / Looked as well.',
      },
    ]);
  });

  test('is not given up by one person either: a retry would send it', async () => {
    const effectId = await inDoubt('1000.01');
    const giveUp = { outcome: 'did-not-happen-stop', reason: 'Not needed.' };

    const confirms = await proposed(ann, effectId, giveUp);
    expect([
      (await settle(bob, effectId, send))?.body.done,
      (await settle(bob, effectId, { ...giveUp, confirms }))?.body.done,
    ]).toEqual([false, true]);
    expect(api.host.settlements).toMatchObject([{ state: 'REJECTED' }]);
  });

  test('is said to have happened by one person: that sends nothing', async () => {
    const effectId = await inDoubt('1000.01');

    const answer = await settle(ann, effectId, {
      outcome: 'happened',
      remoteId: '105968532',
      reason: 'Seen in the portal.',
    });

    expect(answer?.body).toMatchObject({ done: true, proposal: null });
  });

  test.each([
    ['was made too long ago', `update settlement_proposal set proposed_at = proposed_at - interval '25 hours'`, 'too long ago'],
    ['rests on what a look-up has added to since', `update effect set probes = probes + 1`, 'more has become known'],
    ['rests on what a person has said since', `insert into effect_word (effect_id, word, reason) select id, '{"says":"send","by":"eve","remoteId":null}', 'Seen.' from effect`, 'more has become known'],
  ])('is not confirmed when the proposal %s; it is proposed anew', async (_what, change, why) => {
    const effectId = await inDoubt('1000.01');
    await settle(ann, effectId);
    await api.dataSource.query(change);
    const [{ at }] = (await api.dataSource.query<{ at: Date }[]>('select proposed_at as at from settlement_proposal')) as [{ at: Date }];

    const answer = await settle(bob, effectId, { ...send, confirms: { by: 'ann@home.example', at: at.toISOString() } });
    const evidence = await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`);
    const cases = await api.as('auditor').get('/api/v1/cases');
    const again = await settle(bob, effectId, send);

    expect(answer).toMatchObject({ status: 409, body: { code: 'PROPOSAL_OUTDATED', detail: expect.stringContaining(why) } });
    expect([api.host.asked, evidence.body.proposals, cases.body.items[0].proposedBy]).toEqual([[], [], null]);
    expect(again?.body).toMatchObject({ done: false, proposal: { by: 'bob@home.example' } });
    expect((await settle(ann, effectId, { ...send, confirms: { by: 'bob@home.example', at: again?.body.proposal.at } }))?.body.done).toBe(true);
  });

  test('takes no API key for a person, neither as the first nor as the second', async () => {
    const effectId = await inDoubt('1000.01');
    const first = await settle(api.as('operator'), effectId);
    const confirms = await proposed(ann, effectId);

    const second = await settle(api.as('owner'), effectId, { ...send, confirms });

    expect([first?.body.code, second?.body.code, api.host.asked]).toEqual(['KEY_IS_NO_PERSON', 'KEY_IS_NO_PERSON', []]);
  });

  test('is proposed by one of two who speak at the same moment', async () => {
    const effectId = await inDoubt('1000.01');

    const answers = await Promise.all([settle(ann, effectId), settle(bob, effectId)]);

    expect(answers.map((answer) => answer?.status).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer?.status === 409)?.body.code).toBe('PROPOSAL_WAITS');
    expect(api.host.asked).toEqual([]);
  });

  test('is not sent by a second person who only meant to propose it, and is told what waits', async () => {
    const effectId = await inDoubt('1000.01');
    await settle(ann, effectId);

    const answers = [await settle(bob, effectId), await settle(bob, effectId, { ...send, confirms: null })];

    expect(answers).toMatchObject(
      Array(2).fill({
        status: 409,
        body: {
          code: 'PROPOSAL_WAITS',
          detail: expect.stringMatching(/ann@home\.example proposed this at .*“Not in the portal\.”/),
        },
      }),
    );
    expect(api.host.asked).toEqual([]);
  });

  test.each([
    ['of another time', { at: '2020-01-01T00:00:00.000Z' }],
    ['of another person', { by: 'eve@home.example' }],
  ])('is not sent by confirming a proposal %s', async (_what, wrong) => {
    const effectId = await inDoubt('1000.01');
    const confirms = await proposed(ann, effectId);

    const answer = await settle(bob, effectId, { ...send, confirms: { ...confirms, ...wrong } });

    expect(answer).toMatchObject({ status: 409, body: { code: 'PROPOSAL_CHANGED' } });
    expect(api.host.asked).toEqual([]);
  });

  test('is not confirmed by the person who proposed it', async () => {
    const effectId = await inDoubt('1000.01');
    const confirms = await proposed(ann, effectId);

    const answer = await settle(ann, effectId, { ...send, confirms });

    expect(answer).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect(api.host.asked).toEqual([]);
  });
});

test('money at the limit is settled by one person', async () => {
  const effectId = await inDoubt('1000.00');

  expect((await settle(ann, effectId))?.body).toMatchObject({ done: true, proposal: null });
});

describe('what cannot be asked about any more', () => {
  const giveUp = { outcome: 'give-up-unasked', reason: 'The bank has closed the account.' };
  const couldNotTell = (effectId: string, verdict = 'unsure') =>
    api.dataSource.query(`insert into effect_look_up (effect_id, number, run_id, verdict, words) select id, 7, run_id, $2, 'No such host.' from effect where id = $1`, [effectId, verdict]);

  test('is given up by two persons, however little it is, and is not asked about', async () => {
    const effectId = await inDoubt('1.00');
    await couldNotTell(effectId);
    const { body: evidence } = await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`);
    const confirms = await proposed(ann, effectId, giveUp);

    const answer = await settle(bob, effectId, { ...giveUp, confirms });

    expect([evidence.mayGiveUpUnasked, answer?.status, answer?.body.done]).toEqual([true, 200, true]);
    expect(api.host.settlements).toMatchObject([{ state: 'NEEDS_HUMAN', isChecked: false, actor: 'ann@home.example and bob@home.example', response: null }]);
  });

  test('is not given up by one person', async () => {
    const effectId = await inDoubt('1.00');
    await couldNotTell(effectId);
    const confirms = await proposed(ann, effectId, giveUp);

    const again = await settle(ann, effectId, { ...giveUp, confirms });

    expect([again?.body.code, api.host.settlements]).toEqual(['SECOND_PERSON_NEEDED', []]);
  });

  test.each([
    ['nobody has asked yet', async () => undefined],
    ['the last look-up could tell', (effectId: string) => couldNotTell(effectId, 'absent')],
    ['it is being asked', async (effectId: string) => {
      await couldNotTell(effectId);
      await api.dataSource.query(`update effect set state = 'UNKNOWN' where id = $1`, [effectId]);
    }],
    ['there is nobody to ask: then it is given up as it always was', async (effectId: string) => {
      await couldNotTell(effectId);
      await api.dataSource.query(`update effect set class = 'H', connector = 'gone' where id = $1`, [effectId]);
    }],
  ])('is not given up without asking when %s', async (_what, prepare) => {
    const effectId = await inDoubt('1.00');
    await prepare(effectId);

    const answer = await settle(ann, effectId, giveUp);

    expect([answer?.status, answer?.body.code]).toEqual([409, 'ASK_FIRST']);
    expect((await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`)).body).toMatchObject({ mayGiveUpUnasked: false, proposals: [] });
  });

  test('is no case any more once it was given up, and says that nobody knows', async () => {
    const effectId = await inDoubt('1.00');
    await api.dataSource.query(
      `update effect set resolved_by = 'ann and bob: closed', resolved_at = now(), word = '{"says":"leave","by":"ann and bob","remoteId":null}' where id = $1`,
      [effectId],
    );

    const { body: cases } = await api.as('auditor').get('/api/v1/cases');
    const { body: evidence } = await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`);

    expect(cases.items).toEqual([]);
    expect(evidence.effect).toMatchObject({ status: 'left-unknown', word: { outcome: 'give-up-unasked', by: 'ann and bob' } });
  });
});
