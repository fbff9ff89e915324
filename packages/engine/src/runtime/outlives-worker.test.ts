import { anAction, EngineBench, flowOf, place } from '../testing/engine-bench';

/** What a run has come to must outlive its worker, also where several steps were under way: found by the simulation. */
const order = { id: 'INV-1', amount: '19.99' };
const booked = (bench: EngineBench): string[] => bench.remote.booked.map(({ key }) => key).sort();

describe('branches side by side whose worker dies', () => {
  const flow = flowOf([anAction('book', 'left', { keyPath: 'trigger.left' }), anAction('book', 'right', { keyPath: 'trigger.right' })], [['trigger', 'left'], ['trigger', 'right']]);
  const payload = { ...order, left: 'L', right: 'R' };
  const sentFor = (bench: EngineBench, step: string) => bench.database.effects.filter(({ stepId }) => stepId === step).length;

  test('X4: a refusal beside another branch outlives its worker', async () => {
    const bench = new EngineBench(flow);
    bench.remote.refusedKeys.add('L');
    bench.remote.behaviours.push('book-and-hang');
    const runId = await bench.receive(payload);
    void bench.work();
    await bench.passTimers();

    await bench.restartWorker();
    await bench.workUntilQuiet();

    expect(bench.run(runId)).toMatchObject({ status: 'needs-attention', held: ['left'], failure: { code: 'REFUSED' } });
    expect([sentFor(bench, 'left'), booked(bench)]).toEqual([1, ['R']]);
  });

  test('a person’s word that comes while the run is being executed is not taken back', async () => {
    const bench = new EngineBench(flowOf([anAction('mail', 'left', { keyPath: 'trigger.left' }), anAction('book', 'right', { keyPath: 'trigger.right' })], [['trigger', 'left'], ['trigger', 'right']]));
    bench.remote.behaviours.push('book-silently', 'swallow');
    const runId = await bench.receive(payload);
    await bench.work();
    const [asked] = bench.database.effects;
    const { organizationId } = bench.run(runId).event;
    bench.clock.advance(75_000);

    await bench.work(
      withCommits(bench, async (progress) => {
        await bench.store.settleEffect({ organizationId, effectId: asked!.id, state: 'DONE', isChecked: false, remoteId: 'R-1', response: '{"id":"R-1"}', actor: 'ann', reason: 'It is in the outbox.' });
        return bench.store.commit(progress);
      }),
    );
    await bench.workUntilQuiet();

    expect(bench.run(runId)).toMatchObject({ status: 'succeeded', held: [] });
    expect(booked(bench)).toEqual(['L', 'R']);
  });

  test('L4: writes nothing more once a commit has failed', async () => {
    const bench = new EngineBench(flowOf([anAction('mail', 'left', { keyPath: 'trigger.left' }), anAction('book', 'right', { keyPath: 'trigger.right' }), anAction('book', 'next', { keyPath: 'trigger.next' })], [['trigger', 'left'], ['trigger', 'right'], ['right', 'next']]));
    const runId = await bench.receive({ ...payload, next: 'N' });
    let hasLost = false;
    const store = withCommits(bench, async (progress) => {
      if (hasLost || progress.outcomes.every(({ state }) => state !== 'DONE')) return bench.store.commit(progress);
      hasLost = true;
      throw new TypeError('the connection was cut');
    });

    await bench.work(store).catch(() => undefined);

    expect(booked(bench)).toEqual(['L', 'R']);
    expect(bench.run(runId).journal).toEqual([]);
  });
});

/** The bench's store with commits of its own. */
function withCommits(bench: EngineBench, commit: EngineBench['store']['commit']): EngineBench['store'] {
  return new Proxy(bench.store, { get: (target, name: keyof EngineBench['store']) => (name === 'commit' ? commit : (target[name] as () => unknown).bind(target)) });
}

test('an overdue run in doubt does not spin: it sleeps until the look-up is due', async () => {
  const flow = flowOf([anAction('book')], [['trigger', 'book']], { undo: [], deadlineSeconds: 60 });
  const bench = new EngineBench(flow);
  bench.remote.behaviours.push('book-silently');
  const runId = await bench.receive(order);
  await bench.work();
  bench.clock.advance(61_000);
  await bench.store.nudge({ runIds: [bench.run(runId).runId] });

  await bench.work();

  expect(bench.run(runId).queue?.readyAt).toBe(bench.database.effects[0]!.sentAt + 75_000);
  await bench.workUntilQuiet();
  expect([bench.run(runId).status, booked(bench)]).toEqual(['succeeded', ['INV-1']]);
});

test('a cancelled run that could not undo everything does not go on when a person retries: it undoes the rest', async () => {
  const pause = { kind: 'wait' as const, id: 'pause', name: 'Pause', wait: { kind: 'duration' as const, seconds: 60 }, ...place };
  const steps = [anAction('book', 'first', { keyPath: 'trigger.first' }), anAction('book', 'second', { keyPath: 'trigger.second' }), pause, anAction('book', 'after')];
  const lines = [['trigger', 'first'], ['first', 'second'], ['second', 'pause'], ['pause', 'after']] as const;
  const bench = new EngineBench(flowOf(steps, lines, { undo: ['second', 'first'] }));
  bench.remote.refusedKeys.add('undo F');
  const runId = await bench.receive({ ...order, first: 'F', second: 'S' });
  await bench.work();
  const whose = { organizationId: bench.run(runId).event.organizationId, runId: bench.run(runId).runId };
  await bench.store.cancelRun(whose);
  await bench.workUntilQuiet();
  const asked = bench.run(runId).status;
  bench.remote.refusedKeys.clear();

  await bench.store.retryRun(whose);
  await bench.workUntilQuiet();

  expect([asked, bench.run(runId).status]).toEqual(['needs-attention', 'cancelled']);
  expect([booked(bench), bench.remote.undone]).toEqual([['F', 'S'], ['S', 'F']]);
});

test('a cancelled run ends although nobody knows whether its undoing happened, once that was given up', async () => {
  const pause = { kind: 'wait' as const, id: 'pause', name: 'Pause', wait: { kind: 'duration' as const, seconds: 60 }, ...place };
  const steps = [anAction('book', 'first', { keyPath: 'trigger.first' }), anAction('book', 'second', { keyPath: 'trigger.second' }), pause];
  const bench = new EngineBench(flowOf(steps, [['trigger', 'first'], ['first', 'second'], ['second', 'pause']], { undo: ['second', 'first'] }));
  bench.remote.refusedKeys.add('undo S');
  const runId = await bench.receive({ ...order, first: 'F', second: 'S' });
  await bench.work();
  const { organizationId } = bench.run(runId).event;
  await bench.store.cancelRun({ organizationId, runId: bench.run(runId).runId });
  await bench.workUntilQuiet();
  // As after look-ups that could not tell.
  const { effects } = bench.database;
  const undoing = effects.findIndex(({ stepId }) => stepId === 'second~undo');
  effects[undoing] = { ...effects[undoing]!, state: 'NEEDS_HUMAN' };

  await bench.store.settleEffect({ organizationId, effectId: effects[undoing]!.id, state: 'NEEDS_HUMAN', isChecked: false, remoteId: null, response: null, actor: 'ann and bob', reason: 'The bank has closed.' });
  await bench.workUntilQuiet();

  expect([bench.run(runId).status, bench.remote.undone, effects[undoing]?.state]).toEqual(['cancelled', ['F'], 'NEEDS_HUMAN']);
});

test('a cancelled run with an idempotent message in doubt asks a person: no repetition would end the doubt', async () => {
  const bench = new EngineBench(flowOf([anAction('notify')], [['trigger', 'notify']]));
  bench.remote.behaviours.push('book-silently');
  const runId = await bench.receive(order);
  await bench.work();
  await bench.store.cancelRun({ organizationId: bench.run(runId).event.organizationId, runId: bench.run(runId).runId });

  await bench.workUntilQuiet();

  expect(bench.run(runId).status).toBe('needs-attention');
  expect([bench.database.effects.map(({ state }) => state), bench.remote.calls]).toEqual([['NEEDS_HUMAN'], 1]);
});

test('W8: an idempotent message in doubt is done again until there is an answer, whatever fails in between', async () => {
  const bench = new EngineBench(flowOf([anAction('notify')], [['trigger', 'notify']]));
  bench.remote.behaviours.push('book-silently', { refuse: 'not-sent' }, { refuse: 'business' });
  const runId = await bench.receive(order);

  await bench.workUntilQuiet();

  expect(bench.run(runId).status).toBe('succeeded');
  expect([bench.database.effects.map(({ state }) => state), bench.remote.calls]).toEqual([['DONE'], 4]);
});

describe('an effect that a person has given up', () => {
  const inDoubt = async () => {
    const bench = new EngineBench(flowOf([anAction('mail')], [['trigger', 'mail']]));
    bench.remote.behaviours.push('swallow');
    const runId = await bench.receive(order);
    await bench.workUntilQuiet();
    const { organizationId } = bench.run(runId).event;
    const [effect] = bench.database.effects;
    await bench.store.settleEffect({ organizationId, effectId: effect!.id, state: 'REJECTED', isChecked: false, remoteId: null, response: null, actor: 'ann', reason: 'The customer paid in cash.' });
    return { bench, runId, organizationId };
  };

  test('is not sent: its run stops with the reason', async () => {
    const { bench, runId } = await inDoubt();

    await bench.workUntilQuiet();

    expect([bench.remote.calls, bench.run(runId).status, bench.run(runId).failure?.code]).toEqual([1, 'needs-attention', 'GIVEN_UP_BY_PERSON']);
  });

  test('is sent when a person asks for another try after all', async () => {
    const { bench, runId, organizationId } = await inDoubt();
    await bench.workUntilQuiet();

    await bench.store.retryRun({ organizationId, runId: bench.run(runId).runId });
    await bench.workUntilQuiet();

    expect([bench.remote.calls, bench.run(runId).status]).toEqual([2, 'succeeded']);
  });
});
