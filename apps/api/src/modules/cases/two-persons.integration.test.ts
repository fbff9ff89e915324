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
  await api.dataSource.query('truncate run, run_queue, step_log, effect, event, waitpoint, settlement_proposal');
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
    await settle(ann, effectId);

    const answer = await settle(bob, effectId, { ...send, reason: 'Looked as well.' });

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

    expect([
      (await settle(ann, effectId, giveUp))?.body.done,
      (await settle(bob, effectId, send))?.body.done,
      (await settle(bob, effectId, giveUp))?.body.done,
    ]).toEqual([false, false, true]);
    expect(api.host.settlements).toMatchObject([{ state: 'REJECTED' }]);
  });

  test('is said to have happened by one person: that sends nothing', async () => {
    const effectId = await inDoubt('1000.01');

    const answer = await settle(ann, effectId, {
      outcome: 'happened',
      remoteId: '105968532',
      reason: 'Seen in the portal.',
    });

    expect(answer?.body).toEqual({ done: true, proposal: null });
  });

  test('takes no API key for a person, neither as the first nor as the second', async () => {
    const effectId = await inDoubt('1000.01');
    const first = await settle(api.as('operator'), effectId);
    await settle(ann, effectId);

    const second = await settle(api.as('owner'), effectId);

    expect([first?.body.code, second?.body.code, api.host.asked]).toEqual(['KEY_IS_NO_PERSON', 'KEY_IS_NO_PERSON', []]);
  });

  test('is proposed by one of two who speak at the same moment', async () => {
    const effectId = await inDoubt('1000.01');

    const answers = await Promise.all([settle(ann, effectId), settle(bob, effectId)]);

    expect(answers.map((answer) => answer?.body.done).sort()).toEqual([false, true]);
    expect(api.host.asked).toEqual([`settle ${effectId}`]);
  });
});

test('money at the limit is settled by one person', async () => {
  const effectId = await inDoubt('1000.00');

  expect((await settle(ann, effectId))?.body).toEqual({ done: true, proposal: null });
});
