import { sendingRule, sendWindow, type RestoreGuardState } from '../core/restore-guard';
import type { RestoreGuard } from '../ports/restore-guard';
import { aFlow, anAction, EngineBench } from '../testing/engine-bench';

const order = { id: 'INV-1', amount: '19.99' };

function guardOf(state: RestoreGuardState): RestoreGuard {
  return { state, ruleFor: (contract, run) => sendingRule(contract, run, state), windowFor: (sentAt) => sendWindow(sentAt, state) };
}

describe('a run from before a gap that the database has forgotten', () => {
  const started = async (action: 'book' | 'mail', prepare: (bench: EngineBench) => void = () => undefined) => {
    const bench = new EngineBench(aFlow(anAction(action)));
    prepare(bench);
    const runId = await bench.receive(order);
    const gapTo = bench.clock.now() + 60_000;
    bench.clock.advance(120_000);
    const gap = { gapFrom: gapTo - 60_000, gapTo };
    return { bench, runId, gap };
  };

  test('W7: sends nothing while sending is held', async () => {
    const { bench, runId, gap } = await started('book');
    bench.restoreGuard = guardOf({ kind: 'held', ...gap });

    await bench.work();

    expect([bench.remote.calls, bench.database.effects.length, bench.run(runId).status]).toEqual([0, 0, 'waiting']);
  });

  test('W7: repeats nothing while sending is held, not even what is idempotent', async () => {
    const bench = new EngineBench(aFlow(anAction('notify')));
    bench.remote.behaviours.push('book-silently');
    const runId = await bench.receive(order);
    await bench.work();
    bench.restoreGuard = guardOf({ kind: 'held', gapFrom: bench.clock.now(), gapTo: bench.clock.now() + 60_000 });
    bench.clock.advance(120_000);

    await bench.work();

    expect([bench.remote.calls, bench.database.effects[0]?.state, bench.run(runId).status]).toEqual([1, 'UNKNOWN', 'waiting']);
  });

  test('W7: does not send again what was done in the forgotten time', async () => {
    const { bench, runId, gap } = await started('book', ({ remote }) => remote.booked.push({ key: 'INV-1', amount: '19.99' }));
    bench.restoreGuard = guardOf({ kind: 'resumed', ...gap });

    await bench.workUntilQuiet();

    expect([bench.remote.calls, bench.remote.booked.length, bench.run(runId).status]).toEqual([0, 1, 'succeeded']);
  });

  test('W7: sends once what two look-ups did not find', async () => {
    const { bench, runId, gap } = await started('book');
    bench.restoreGuard = guardOf({ kind: 'resumed', ...gap });

    await bench.workUntilQuiet();

    expect([bench.remote.lookUps, bench.remote.calls, bench.run(runId).status]).toEqual([2, 1, 'succeeded']);
  });

  test('W7: asks a person about what cannot be looked up', async () => {
    const { bench, runId, gap } = await started('mail');
    bench.restoreGuard = guardOf({ kind: 'resumed', ...gap });

    await bench.workUntilQuiet();

    expect([bench.remote.calls, bench.run(runId).status, bench.run(runId).failure?.code]).toEqual([0, 'needs-attention', 'MAY_BE_FORGOTTEN']);
  });

  test('would be sent a second time without the guard', async () => {
    const { bench } = await started('book', ({ remote }) => remote.booked.push({ key: 'INV-1', amount: '19.99' }));

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toHaveLength(2);
  });
});
