import type { ActionStep } from '@penstock/flow-model';
import { openGate, type GateEntry } from '../ports/connection-gate';
import type { RunStore } from '../ports/run-store';
import { executeRun } from './execute-run';
import { aFlow, anAction, EngineBench } from '../testing/engine-bench';

const order = { id: 'INV-1', amount: '19.99' };
const once = [{ key: 'INV-1', amount: '19.99' }];

/** A process that dies just before (or after) its n-th commit: everything later in it does not happen. */
class WorkerDied extends Error {}
const unlessWorkerDied = (thrown: unknown): void => {
  if (!(thrown instanceof WorkerDied)) throw thrown;
};
function dyingAt(store: RunStore, commitNumber: number, when: 'before' | 'after'): RunStore {
  let commits = 0;
  return new Proxy(store, {
    get(target, name: keyof RunStore) {
      if (name !== 'commit') return (target[name] as () => unknown).bind(target);
      return async (progress: Parameters<RunStore['commit']>[0]) => {
        commits += 1;
        if (commits > commitNumber || (commits === commitNumber && when === 'before')) throw new WorkerDied();
        const result = await target.commit(progress);
        if (commits === commitNumber) throw new WorkerDied();
        return result;
      };
    },
  });
}

describe('a run with one ledger effect', () => {
  let bench: EngineBench;
  beforeEach(() => {
    bench = new EngineBench(aFlow(anAction('book')));
  });

  test('succeeds with one booking', async () => {
    const runId = await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual(once);
    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('sends nothing that is outside the bounds of its connection, and goes on when they are widened', async () => {
    bench.bounds = { ceilings: [], onlyValues: [{ field: 'key', values: ['TEST'] }] };
    const runId = await bench.receive(order);
    await bench.workUntilQuiet();
    const refused = { booked: [...bench.remote.booked], effects: bench.database.effects.length, failure: bench.run(runId).failure?.code };

    bench.bounds = undefined;
    await bench.receive(order);
    await bench.workUntilQuiet();

    expect(refused).toEqual({ booked: [], effects: 0, failure: 'EFFECT_NOT_FOR_TESTS' });
    expect(bench.remote.booked).toEqual(once);
  });

  test('books a doubled event once', async () => {
    await bench.receive(order, 'same');
    await bench.receive(order, 'same');

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual(once);
  });

  test('W4: books one business fact once for two events', async () => {
    const runIds = [await bench.receive(order), await bench.receive(order)];

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual(once);
    expect(runIds.map((runId) => bench.run(runId).status)).toEqual(['succeeded', 'succeeded']);
  });

  test('W4: asks a person when the fact comes with other values', async () => {
    await bench.receive(order);
    const runId = await bench.receive({ id: 'INV-1', amount: '25.00' });

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual(once);
    expect(bench.run(runId).failure?.code).toBe('BUSINESS_KEY_IN_USE');
  });

  test('W2: finds a booking whose answer was lost', async () => {
    bench.remote.behaviours.push('book-silently');
    const runId = await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual(once);
    expect(bench.database.effects).toMatchObject([{ state: 'DONE', probes: 1 }]);
    expect(bench.database.lookUps).toMatchObject([{ effectId: bench.database.effects[0]?.id, number: 1, verdict: 'found' }]);
    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('W2: never sends again while the outcome is unknown', async () => {
    bench.remote.behaviours.push('book-silently');
    await bench.receive(order);
    await bench.work();

    bench.clock.advance(60_000);
    await bench.work();

    expect(bench.remote.calls).toBe(1);
    expect(bench.remote.lookUps).toBe(0);
  });

  test('W3: sends again after two empty look-ups', async () => {
    bench.remote.behaviours.push('swallow');
    const runId = await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual(once);
    expect(bench.remote.lookUps).toBe(2);
    expect(bench.database.effects.map(({ state, attempt }) => [state, attempt])).toEqual([['ABSENT', 1], ['DONE', 2]]);
    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('W3: sends it again as it was intended, whatever the environment says by now', async () => {
    const reference = { kind: 'copy', id: 'key', target: 'key', from: { path: 'run.variables.reference' }, onError: 'fail', origin: 'user' } as const;
    const step = anAction('book') as ActionStep;
    const bench = new EngineBench(aFlow({ ...step, input: { ...step.input, rules: [reference, ...step.input.rules.slice(1)] } }));
    bench.environmentValues = { variables: { reference: 'INV-1' }, tables: {} };
    bench.remote.behaviours.push('swallow');
    await bench.receive(order);
    await bench.work();
    bench.environmentValues = { variables: { reference: 'INV-2' }, tables: {} };

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual([{ key: 'INV-1', amount: '19.99' }]);
  });

  test('W3: stops sending what never arrives, and a person may send it once more', async () => {
    bench.remote.behaviours.push(...Array.from({ length: 7 }, () => 'swallow' as const));
    const runId = await bench.receive(order);
    await bench.workUntilQuiet();
    const { status, failure, event } = bench.run(runId);
    const callsBefore = bench.remote.calls;

    await bench.store.retryRun({ organizationId: event.organizationId, runId: bench.run(runId).runId });
    await bench.workUntilQuiet();

    expect([status, failure?.code, callsBefore]).toEqual(['needs-attention', 'NEVER_ARRIVED', 6]);
    expect(bench.remote.calls).toBe(7);
  });

  test('V2: leaves it to a person when look-ups never help', async () => {
    bench.remote.behaviours.push('swallow');
    bench.remote.verdicts.push(...Array.from({ length: 20 }, () => ({ verdict: 'unsure' as const, reason: 'export away' })));
    const runId = await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.remote.calls).toBe(1);
    expect(bench.run(runId).status).toBe('needs-attention');
    expect(bench.database.effects).toMatchObject([{ state: 'NEEDS_HUMAN' }]);
  });

  test('V3: shows a person what was found twice', async () => {
    bench.remote.behaviours.push('book-silently');
    bench.remote.verdicts.push({ verdict: 'duplicate', output: { id: 'R-1' }, remoteIds: ['R-1', 'R-2'] });
    const runId = await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.run(runId).failure?.code).toBe('DONE_TWICE_AT_REMOTE');
    expect(bench.database.effects).toMatchObject([{ state: 'DONE' }]);
  });

  test('parks a refusal for a person and retries on request', async () => {
    bench.remote.behaviours.push({ refuse: 'business' });
    const runId = await bench.receive(order);
    await bench.workUntilQuiet();
    const { status, event } = bench.run(runId);

    await bench.store.retryRun({ organizationId: event.organizationId, runId: bench.run(runId).runId });
    await bench.workUntilQuiet();

    expect(status).toBe('needs-attention');
    expect(bench.remote.booked).toEqual(once);
    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('retries by itself what certainly was not sent', async () => {
    bench.remote.behaviours.push({ refuse: 'not-sent' }, { refuse: 'throttled' });
    const runId = await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual(once);
    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('tells the gate which calls repeat one that failed', async () => {
    const repeats: (boolean | undefined)[] = [];
    bench.gate = { enter: ({ isRetry }) => (repeats.push(isRetry), openGate.enter({} as GateEntry)) };
    bench.remote.behaviours.push({ refuse: 'not-sent' });
    await bench.receive(order);

    await bench.workUntilQuiet();

    expect(repeats).toEqual([false, true]);
  });

  test('W1: sends nothing when the lease may end first', async () => {
    bench.canSend = false;
    await bench.receive(order);

    await bench.work();

    expect(bench.remote.calls).toBe(0);
    expect(bench.database.effects).toMatchObject([{ state: 'NOT_SENT' }]);
  });

  test('G6: sends nothing after its run went to another worker', async () => {
    await bench.receive(order);
    const zombie = bench.store;
    const [run] = await zombie.claim({ limit: 1 });
    await bench.restartWorker();

    await executeRun(bench.context(zombie), run!);

    expect(bench.remote.calls).toBe(0);
  });
});

describe('a worker that dies', () => {
  const flow = aFlow(anAction('book', 'first'), anAction('read'), anAction('book', 'second'));
  const points = [1, 2, 3].flatMap((commit) => (['before', 'after'] as const).map((when) => [when, commit] as const));

  test.each(points)('%s commit %i still leaves every effect done once', async (when, commit) => {
    const bench = new EngineBench(aFlow(anAction('book')));
    const runId = await bench.receive(order);
    await bench.work(dyingAt(bench.store, commit, when)).catch(unlessWorkerDied);

    await bench.restartWorker();
    await bench.workUntilQuiet();

    expect(bench.remote.booked).toEqual(once);
    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('G7: does not repeat steps finished before', async () => {
    const bench = new EngineBench(flow);
    bench.remote.behaviours.push('book', 'book', 'book-silently');
    await bench.receive(order);

    await bench.workUntilQuiet();

    // Both book steps name the same business fact: the second one reuses the first one's outcome.
    expect(bench.remote.booked.length).toBe(2);
    expect(bench.remote.calls).toBe(2);
  });
});

describe('a run with an effect nobody can look up', () => {
  test('goes to a person after a lost answer', async () => {
    const bench = new EngineBench(aFlow(anAction('mail')));
    bench.remote.behaviours.push('book-silently');
    const runId = await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.remote.calls).toBe(1);
    expect(bench.run(runId).status).toBe('needs-attention');
    expect(bench.database.effects).toMatchObject([{ state: 'NEEDS_HUMAN' }]);
  });
});

describe('a run that is to be cancelled', () => {
  test('stops before its next effect', async () => {
    const bench = new EngineBench(aFlow(anAction('book')));
    const runId = await bench.receive(order);
    await bench.store.cancelRun({ organizationId: bench.run(runId).event.organizationId, runId: bench.run(runId).runId });

    await bench.workUntilQuiet();

    expect(bench.remote.calls).toBe(0);
    expect(bench.run(runId).status).toBe('cancelled');
  });

  test('settles an unknown effect first', async () => {
    const bench = new EngineBench(aFlow(anAction('book'), anAction('mail')));
    bench.remote.behaviours.push('book-silently');
    const runId = await bench.receive(order);
    await bench.work();
    await bench.store.cancelRun({ organizationId: bench.run(runId).event.organizationId, runId: bench.run(runId).runId });

    await bench.workUntilQuiet();

    expect(bench.database.effects).toMatchObject([{ state: 'DONE' }]);
    expect(bench.remote.calls).toBe(1);
    expect(bench.run(runId).status).toBe('cancelled');
  });
});

describe('a connection that cannot be looked up because the database is away', () => {
  test('leaves the run as it is, to be tried again', async () => {
    const bench = new EngineBench(aFlow(anAction('book')));
    const runId = await bench.receive(order);
    const [run] = await bench.store.claim({ limit: 1 });
    const context = bench.context(bench.store);
    const away = { ...context, connections: { resolve: () => Promise.reject(new TypeError('Connection terminated unexpectedly')) } };

    await expect(executeRun(away, run!)).rejects.toThrow('Connection terminated');
    await bench.store.release({ runId: run!.runId, epoch: run!.epoch, readyInMs: 0 });
    await bench.workUntilQuiet();

    expect([bench.run(runId).status, bench.remote.booked]).toEqual(['succeeded', once]);
  });
});

describe('input that must not leave', () => {
  test('is refused when it carries a card number', async () => {
    const bench = new EngineBench(aFlow(anAction('book')));
    const runId = await bench.receive({ id: '4111 1111 1111 1111', amount: '19.99' });

    await bench.workUntilQuiet();

    expect(bench.remote.calls).toBe(0);
    expect(bench.run(runId).failure).toMatchObject({ code: 'CARD_DATA', field: 'key' });
  });

  test('is refused with the field that does not fit', async () => {
    const bench = new EngineBench(aFlow(anAction('book')));
    const runId = await bench.receive({ id: 'INV-1', amount: 19.99 });

    await bench.workUntilQuiet();

    expect(bench.run(runId).failure).toMatchObject({ code: 'INPUT_INVALID', field: 'amount', stepId: 'book' });
  });
});
