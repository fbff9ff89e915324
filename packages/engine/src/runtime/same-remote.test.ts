import type { ConnectionId, RunId } from '@penstock/kernel';
import { aFlow, anAction, EngineBench, flowOf } from '../testing/engine-bench';

const order = { id: 'INV-1', amount: '19.99' };
const other = 'another connection' as ConnectionId;

/** Tells by which connection the remote was asked, and takes bookings of the first connection for unknown at any other. */
function watched(bench: EngineBench) {
  const asked: ConnectionId[] = [];
  const context = bench.context.bind(bench);
  bench.context = (store) => {
    const plain = context(store);
    const resolve: typeof plain.connections.resolve = async (params) => {
      const connection = await plain.connections.resolve(params);
      asked.push(connection.connectionId as ConnectionId);
      return connection;
    };
    return { ...plain, connections: { resolve } };
  };
  return asked;
}

/** A booking whose answer was lost; meanwhile its slot is bound to another connection. */
async function boundElsewhere() {
  const bench = new EngineBench(aFlow(anAction('book')));
  bench.remote.behaviours.push('book-silently');
  const runId = (await bench.receive(order)) as RunId;
  await bench.work();
  bench.bound = other;
  return { bench, runId, asked: watched(bench) };
}

describe('W10: an effect in doubt whose slot was bound to another connection', () => {
  test('is looked up where it went, and not done a second time', async () => {
    const { bench, runId, asked } = await boundElsewhere();

    await bench.workUntilQuiet();

    expect([asked, bench.remote.booked.length, bench.run(runId).status]).toEqual([['connection'], 1, 'succeeded']);
  });

  test('goes to a person when its connection leads elsewhere by now', async () => {
    const { bench, runId, asked } = await boundElsewhere();
    bench.fingerprints.set('connection' as ConnectionId, 'moved');

    await bench.workUntilQuiet();

    expect([new Set(asked), bench.remote.lookUps, bench.remote.calls, bench.run(runId).status]).toEqual([new Set(['connection']), 0, 1, 'needs-attention']);
    expect(bench.database.effects.map(({ state }) => state)).toEqual(['NEEDS_HUMAN']);
  });

  test('is sent by the new connection once the first one has shown that it never arrived', async () => {
    const { bench, runId, asked } = await boundElsewhere();
    bench.remote.booked.splice(0);

    await bench.workUntilQuiet();

    expect([asked, bench.run(runId).status]).toEqual([['connection', 'connection', other], 'succeeded']);
    expect(bench.database.effects.map(({ state, scope }) => [state, scope.split(':').slice(1).join(':')])).toEqual([
      ['ABSENT', 'ledger:connection'],
      ['DONE', 'ledger:another connection'],
    ]);
  });
});

describe('W10: what undoes an effect', () => {
  test('goes where the effect went', async () => {
    const bench = new EngineBench(flowOf([anAction('book'), anAction('mail')], [['trigger', 'book'], ['book', 'mail']], { undo: ['book'] }));
    bench.remote.behaviours.push('book', { refuse: 'business' });
    const runId = (await bench.receive(order)) as RunId;
    await bench.workUntilQuiet();
    bench.bound = other;
    const asked = watched(bench);

    await bench.store.cancelRun({ organizationId: bench.run(runId).event.organizationId, runId });
    await bench.workUntilQuiet();

    expect([asked, bench.remote.undone, bench.run(runId).status]).toEqual([['connection'], ['INV-1'], 'cancelled']);
  });
});
