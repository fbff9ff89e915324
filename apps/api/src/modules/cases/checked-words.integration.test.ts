import { saidBy, type EffectSettlement } from '@penstock/engine';
import { aLivePlace, aRecordedEffect, aRecordedRun, type LivePlace } from '../../testing/recorded-runs';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let place: LivePlace;
let effectId: string;
beforeAll(async () => {
  api = await startTestApi();
  place = await aLivePlace(api);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.host.asked.length = 0;
  api.host.settlements.length = 0;
  api.host.onSettlement = undefined;
  await api.dataSource.query('truncate run, run_queue, effect, effect_word, event');
  const { runId } = await aRecordedRun(api, place, { status: 'needs-attention' });
  await aRecordedEffect(api, runId, { state: 'NEEDS_HUMAN', amount: '19.99' });
  effectId = (await api.dataSource.query<{ id: string }[]>('select id from effect'))[0]?.id ?? '';
});

/** Writes what the effect's run would have found out: the look-up of the word takes a moment. */
function willFind(found: { readonly state: string; readonly remoteId?: string; readonly failure?: object }): void {
  api.host.onSettlement = async ({ state, remoteId }: EffectSettlement) => {
    const word = JSON.stringify({ says: saidBy[state], by: 'key operator', remoteId });
    await api.dataSource.query(`update effect set state = 'UNKNOWN', word = $1`, [word]);
    const { state: to, remoteId: id = null, failure = null } = found;
    setTimeout(() => void api.dataSource.query(`update effect set state = $1, remote_id = $2, failure = $3, resolved_by = 'verified'`, [to, id, failure && JSON.stringify(failure)]), 300);
  };
}
const settle = (body: object) => api.as('operator').post(`/api/v1/effects/${effectId}/settlement`, body);
const happened = { outcome: 'happened', remoteId: '123', reason: 'Seen in the portal.' };
const send = { outcome: 'did-not-happen-send', reason: 'Not in the portal.' };
const unknownThere = { class: 'ambiguous', code: 'WORD_NOT_KNOWN_THERE', message: 'Ann said that it happened under 123, but the remote system does not know it.' };

describe('a word on an effect that the remote side can be asked about', () => {
  test.each([
    ['that it did not happen, which the look-up overrules', send, 'You said that it did not happen. Bank knows it under 124: it was not sent again.'],
    ['that it happened under another id', happened, 'You gave 123. Bank knows it under 124, and that was taken.'],
    ['that it happened, which the look-up confirms', { ...happened, remoteId: '124' }, 'Bank knows it under 124.'],
  ])('is answered with what the remote side knows: %s', async (_what, word, message) => {
    willFind({ state: 'DONE', remoteId: '124' });

    const answer = await settle(word);

    expect([answer.status, answer.body.message, api.host.settlements.map(({ isChecked }) => isChecked)]).toEqual([200, message, [true]]);
  });

  test('is refused when the remote side does not know what is said to have happened', async () => {
    willFind({ state: 'NEEDS_HUMAN', failure: unknownThere });

    const { status, body } = await settle(happened);

    expect([status, body.code]).toEqual([409, 'WORD_NOT_CONFIRMED']);
    expect(body.detail).toMatch(/does not know it.*Look once more in Bank.*If you are sure/);
  });

  test('is taken without a look-up when the person insists that it happened', async () => {
    const { status, body } = await settle({ ...happened, unchecked: true });

    expect([status, body]).toEqual([200, { done: true, proposal: null, message: null }]);
    expect(api.host.settlements).toMatchObject([{ state: 'DONE', isChecked: false, remoteId: '123', response: expect.stringContaining('123') }]);
  });

  test('sends nothing without a look-up, however the person insists', async () => {
    const { status } = await settle({ ...send, unchecked: true });

    expect([status, api.host.settlements]).toEqual([400, []]);
  });

  test('is told what is being done while the look-up is under way', async () => {
    willFind({ state: 'UNKNOWN' });

    const { body } = await settle(send);

    expect(body).toMatchObject({ done: true, message: 'Bank is being asked. What follows from your word waits for its answer; nothing is sent meanwhile.' });
  }, 15_000);

  test('stays in the evidence with its reason, and beside the effect', async () => {
    await api.dataSource.query(`insert into effect_word (effect_id, word, reason) values ($1, '{"says":"send","by":"ann","remoteId":null}', 'Not there.')`, [effectId]);
    await api.dataSource.query(`update effect set word = '{"says":"send","by":"ann","remoteId":null}'`);

    const { body } = await api.as('auditor').get(`/api/v1/effects/${effectId}/evidence`);

    const word = { outcome: 'did-not-happen-send', by: 'ann', remoteId: null };
    expect(body).toMatchObject({ canBeAsked: true, effect: { word }, words: [{ ...word, reason: 'Not there.' }] });
  });
});

test('a word on an effect that nobody can be asked about counts as it is', async () => {
  await api.dataSource.query(`update effect set class = 'H', connector = 'gone'`);

  const { body } = await settle(send);

  expect([body.message, api.host.settlements.map(({ isChecked }) => isChecked)]).toEqual([null, [false]]);
});
