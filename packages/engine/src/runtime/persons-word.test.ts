import type { EventId, RunId } from '@penstock/kernel';
import type { EffectSettlement } from '../ports/run-store';
import { aFlow, anAction, EngineBench } from '../testing/engine-bench';

const order = { id: 'INV-1', amount: '19.99' };
const unsure = { verdict: 'unsure', reason: 'The list cannot be read.' } as const;

/** A booking whose answer was lost, and that no look-up of the schedule could settle. */
async function inDoubt(behaviour: 'book-silently' | 'swallow') {
  const bench = new EngineBench(aFlow(anAction('book')));
  bench.remote.behaviours.push(behaviour);
  bench.remote.verdicts.push(...Array<typeof unsure>(7).fill(unsure));
  const runId = (await bench.receive(order)) as RunId;
  await bench.workUntilQuiet();
  const { organizationId } = bench.run(runId).event;
  const say = (state: EffectSettlement['state'], remoteId: string | null = null) =>
    bench.store.settleEffect({ organizationId, effectId: bench.database.effects.at(-1)!.id, state, isChecked: true, remoteId, response: null, actor: 'ann', reason: 'Looked.' });
  return { bench, say, runId, retry: () => bench.store.retryRun({ organizationId, runId }), cancel: () => bench.store.cancelRun({ organizationId, runId }) };
}
const statesOf = (bench: EngineBench) => bench.database.effects.map(({ state }) => state);

describe('“it did not happen: send”', () => {
  test('W9: is overruled by a look-up that finds it: nothing is sent, and the run goes on with what was found', async () => {
    const { bench, say, runId } = await inDoubt('book-silently');

    await say('ABSENT');
    await bench.workUntilQuiet();

    expect([bench.remote.booked.length, bench.remote.calls, statesOf(bench), bench.run(runId).status]).toEqual([1, 1, ['DONE'], 'succeeded']);
    expect(bench.database.effects[0]).toMatchObject({ remoteId: 'R-1', word: { says: 'send', by: 'ann' } });
  });

  test('W9: sends once two look-ups have borne it out', async () => {
    const { bench, say, runId } = await inDoubt('swallow');

    await say('ABSENT');
    await bench.workUntilQuiet();

    expect([bench.remote.lookUps, bench.remote.calls, statesOf(bench), bench.run(runId).status]).toEqual([9, 2, ['ABSENT', 'DONE'], 'succeeded']);
  });

  test('W9: sends nothing when the look-up cannot tell, and goes back to the person with its words', async () => {
    const { bench, say, runId } = await inDoubt('book-silently');
    bench.remote.verdicts.push(unsure);

    await say('ABSENT');
    await bench.workUntilQuiet();

    expect([bench.remote.calls, statesOf(bench), bench.run(runId).status]).toEqual([1, ['NEEDS_HUMAN'], 'needs-attention']);
    expect(bench.run(runId).failure).toMatchObject({ code: 'WORD_NOT_CHECKED', message: expect.stringContaining('The list cannot be read.') });
  });

  test('W9: is looked up by another worker when the first one dies on the way', async () => {
    const { bench, say, runId } = await inDoubt('book-silently');
    await say('ABSENT');
    await bench.store.claim({ limit: 1 });
    await bench.restartWorker();

    await bench.workUntilQuiet();

    expect([bench.remote.booked.length, bench.run(runId).status]).toEqual([1, 'succeeded']);
  });

  test('is undone with the rest when the run is cancelled before the look-up', async () => {
    const { bench, say, runId, cancel } = await inDoubt('book-silently');
    await say('ABSENT');
    await cancel();

    await bench.workUntilQuiet();

    expect([statesOf(bench), bench.run(runId).status]).toEqual([['DONE'], 'cancelled']);
  });
});

describe('“it did not happen: give up”', () => {
  test('W9: is looked up, and the person told when it has happened after all', async () => {
    const { bench, say, runId, retry } = await inDoubt('book-silently');

    await say('REJECTED');
    await bench.workUntilQuiet();

    expect([statesOf(bench), bench.run(runId).failure?.code]).toEqual([['DONE'], 'WORD_OVERRULED']);
    await retry();
    await bench.workUntilQuiet();
    expect([bench.remote.booked.length, bench.remote.calls, bench.run(runId).status]).toEqual([1, 1, 'succeeded']);
  });

  test('W9: is looked up once more before a retry sends it: somebody may have done it meanwhile', async () => {
    const { bench, say, runId, retry } = await inDoubt('swallow');
    await say('REJECTED');
    await bench.workUntilQuiet();
    expect([statesOf(bench), bench.run(runId).failure?.code]).toEqual([['REJECTED'], 'GIVEN_UP_BY_PERSON']);
    bench.remote.booked.push({ key: 'INV-1', amount: '19.99' });

    await retry();
    await bench.workUntilQuiet();

    expect([bench.remote.booked.length, bench.remote.calls, statesOf(bench), bench.run(runId).status]).toEqual([1, 1, ['REJECTED', 'DONE'], 'succeeded']);
    const [first, second] = bench.database.effects;
    expect(second?.sentAt).toBe(first?.sentAt);
  });
});

describe('“it happened”', () => {
  test('is taken with what the remote side knows of it, whatever id was given', async () => {
    const { bench, say, runId } = await inDoubt('book-silently');

    await say('DONE', 'R-7');
    await bench.workUntilQuiet();

    expect([bench.database.effects[0], bench.run(runId).status]).toMatchObject([{ state: 'DONE', remoteId: 'R-1', response: '{"id":"R-1"}', word: { remoteId: 'R-7' } }, 'succeeded']);
  });

  test('is given back when the remote side does not know it', async () => {
    const { bench, say, runId } = await inDoubt('swallow');

    await say('DONE', 'R-7');
    await bench.workUntilQuiet();

    expect([statesOf(bench), bench.remote.calls, bench.remote.lookUps]).toEqual([['NEEDS_HUMAN'], 1, 8]);
    expect(bench.run(runId).failure).toMatchObject({ code: 'WORD_NOT_KNOWN_THERE', message: expect.stringContaining('happened under R-7') });
  });
});

describe('a word before the end of the quarantine', () => {
  const early = async (behaviour: 'book-silently' | 'swallow') => {
    const bench = new EngineBench(aFlow(anAction('book')));
    bench.remote.behaviours.push(behaviour);
    const runId = (await bench.receive(order)) as RunId;
    await bench.work();
    const say = (state: EffectSettlement['state']) =>
      bench.store.settleEffect({ organizationId: bench.run(runId).event.organizationId, effectId: bench.database.effects[0]!.id, state, isChecked: true, remoteId: 'R-1', response: null, actor: 'ann', reason: 'Looked.' });
    return { bench, runId, say };
  };

  test('that it happened is looked up at once', async () => {
    const { bench, runId, say } = await early('book-silently');

    await say('DONE');
    await bench.work();

    expect([bench.clock.now(), bench.remote.lookUps, bench.run(runId).status]).toEqual([1_700_000_000_000, 1, 'succeeded']);
  });

  test('that it happened concludes nothing from not being found so early', async () => {
    const { bench, runId, say } = await early('swallow');
    await say('DONE');
    await bench.work();
    const due = bench.database.effects[0]?.resolveAfter ?? 0;
    expect([statesOf(bench), due > bench.clock.now(), await bench.work()]).toEqual([['UNKNOWN'], true, 0]);
    bench.remote.booked.push({ key: 'INV-1', amount: '19.99' });

    await bench.workUntilQuiet();

    expect([bench.remote.booked.length, bench.run(runId).status, bench.clock.now() >= due]).toEqual([1, 'succeeded', true]);
  });

  test('that it did not happen waits for it', async () => {
    const { bench, say } = await early('swallow');

    await say('ABSENT');
    await bench.work();

    expect([bench.remote.lookUps, statesOf(bench)]).toEqual([0, ['UNKNOWN']]);
  });
});

test('a retry takes back what was said before: what was to be given up is sent', async () => {
  const { bench, say, runId, retry } = await inDoubt('swallow');
  bench.remote.verdicts.push(unsure);
  await say('REJECTED');
  await bench.workUntilQuiet();

  await retry();
  await bench.workUntilQuiet();

  expect([bench.remote.calls, bench.run(runId).status]).toEqual([2, 'succeeded']);
});

describe('given up without being able to ask', () => {
  const leave = async (behaviour: 'book-silently' | 'swallow') => {
    const doubt = await inDoubt(behaviour);
    const { organizationId } = doubt.bench.run(doubt.runId).event;
    const settlement = { organizationId, effectId: doubt.bench.database.effects[0]!.id, remoteId: null, response: null, reason: 'The bank has closed.' };
    const left = await doubt.bench.store.settleEffect({ ...settlement, state: 'NEEDS_HUMAN', isChecked: false, actor: 'ann and bob' });
    await doubt.bench.workUntilQuiet();
    return { ...doubt, left };
  };

  test('stops the run, and says that nobody knows', async () => {
    const { bench, runId, left } = await leave('swallow');

    expect([left, bench.remote.lookUps, bench.remote.calls, statesOf(bench)]).toEqual(['done', 7, 1, ['NEEDS_HUMAN']]);
    expect(bench.run(runId)).toMatchObject({ status: 'needs-attention', failure: { code: 'GIVEN_UP_UNASKED', stepId: 'book' } });
  });

  test('keeps its business key: the same event again sends nothing', async () => {
    const { bench, runId } = await leave('swallow');
    const { organizationId } = bench.run(runId).event;
    const ids = { newRunId: bench.ids.next() as RunId, newEventId: bench.ids.next() as EventId };

    await bench.store.rerun({ organizationId, runId, ...ids, keepKeys: [], version: 'same', payload: null, actor: 'ann' });
    await bench.workUntilQuiet();

    expect([bench.remote.calls, bench.run(ids.newRunId).failure?.code]).toEqual([1, 'BUSINESS_KEY_IN_USE']);
  });

  test('lets the run be cancelled: it is not asked about and not undone', async () => {
    const { bench, runId, cancel } = await leave('book-silently');

    await cancel();
    await bench.workUntilQuiet();

    expect([bench.run(runId).status, bench.remote.lookUps, bench.remote.undone, statesOf(bench)]).toEqual(['cancelled', 7, [], ['NEEDS_HUMAN']]);
  });

  test('ends a run that was being cancelled when it was left', async () => {
    const { bench, runId, cancel } = await inDoubt('book-silently');
    bench.remote.verdicts.push(unsure);
    await cancel();
    await bench.workUntilQuiet();
    const before = bench.run(runId).status;

    const { organizationId } = bench.run(runId).event;
    const effectId = bench.database.effects[0]!.id;
    await bench.store.settleEffect({ organizationId, effectId, state: 'NEEDS_HUMAN', isChecked: false, remoteId: null, response: null, actor: 'ann and bob', reason: 'Closed.' });
    await bench.workUntilQuiet();

    expect([before, bench.run(runId).status]).toEqual(['needs-attention', 'cancelled']);
  });

  test('is asked about once more by a retry: what it finds then counts', async () => {
    const { bench, runId, retry } = await leave('book-silently');

    await retry();
    await bench.workUntilQuiet();

    expect([bench.remote.calls, statesOf(bench), bench.run(runId).status]).toEqual([1, ['DONE'], 'succeeded']);
  });
});
