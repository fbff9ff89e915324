import type { FlowStep } from '@penstock/flow-model';
import { aFlow, anAction, EngineBench } from '../testing/engine-bench';

const order = { id: 'INV-1', amount: '19.99', kind: 'fee' };

/** Books under the business key that the environment gives. */
function booking(source: { readonly path: string; readonly table?: string }): EngineBench {
  const action = anAction('book') as Extract<FlowStep, { kind: 'action' }>;
  const rule = {
    kind: 'pipe' as const,
    id: 'environment',
    target: 'key',
    from: [{ path: source.path }],
    steps: source.table ? [{ op: 'valueTable', args: { table: source.table } }] : [],
    onError: 'fail' as const,
    origin: 'user' as const,
  };
  const rules = [...action.input.rules.filter(({ target }) => target !== 'key'), rule];
  return new EngineBench(aFlow({ ...action, input: { ...action.input, rules } }));
}

describe('a flow that reads its environment', () => {
  test('gets the value of a variable', async () => {
    const bench = booking({ path: 'run.variables.branch' });
    bench.environmentValues = { variables: { branch: '10' }, tables: {} };
    await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toMatchObject([{ key: '10' }]);
  });

  test('gets the row of a value table', async () => {
    const bench = booking({ path: 'trigger.kind', table: 'environment.accounts' });
    bench.environmentValues = { variables: {}, tables: { accounts: { rows: [['fee', '6000']], ignoreCase: false } } };
    await bench.receive(order);

    await bench.workUntilQuiet();

    expect(bench.remote.booked).toMatchObject([{ key: '6000' }]);
  });

  test.each([
    ['a variable', booking({ path: 'run.variables.branch' }), 'the variable “branch”'],
    ['a value table', booking({ path: 'trigger.kind', table: 'environment.accounts' }), 'the value table “accounts”'],
  ])('stops before anything is sent where %s is missing, and goes on once it is there', async (_, bench, missing) => {
    const runId = await bench.receive(order);
    await bench.workUntilQuiet();
    const stopped = { ...bench.run(runId) };

    bench.environmentValues = { variables: { branch: '10' }, tables: { accounts: { rows: [['fee', '6000']], ignoreCase: false } } };
    await bench.store.retryRun({ organizationId: stopped.event.organizationId, runId: stopped.runId });
    await bench.workUntilQuiet();

    expect([stopped.status, stopped.failure?.code, stopped.failure?.message]).toEqual(['needs-attention', 'ENVIRONMENT_VALUE_MISSING', expect.stringContaining(missing)]);
    expect([bench.run(runId).status, bench.remote.booked.length]).toEqual(['succeeded', 1]);
  });
});
