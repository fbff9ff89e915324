import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { emptyMapping } from '@penstock/mapping';
import { anAction, copy, EngineBench, flowOf, place } from '../testing/engine-bench';

/** Every construct of a flow, executed; parallel branches, loops, undo lists and waits also through crashes. */
const order = { id: 'INV-1', amount: '19.99', total: 250 };
const equals = (left: string, value: string | number) => ({ left, op: 'equals' as const, value });
const stop = (id: string, parent?: string): FlowStep => ({ kind: 'stop', id, name: id, message: 'Stopped by the flow.', ...place, ...(parent !== undefined && { parent }) });
const booked = (bench: EngineBench): string[] => bench.remote.booked.map(({ key }) => key).sort();

async function ran(flow: FlowDocument, payload: object = order, prepare: (bench: EngineBench) => void = () => undefined) {
  const bench = new EngineBench(flow);
  prepare(bench);
  const runId = await bench.receive(payload);
  await bench.workUntilQuiet();
  return { bench, runId, run: bench.run(runId) };
}
const output = (run: { journal: readonly { stepId: string; output: string | null }[] }, key: string): unknown =>
  JSON.parse(run.journal.findLast(({ stepId }) => stepId === key)?.output ?? 'null');

describe('a switch', () => {
  const cases = [
    { id: 'big', name: 'Big', condition: { left: 'trigger.total', op: 'greater-than' as const, value: 1000 } },
    { id: 'medium', name: 'Medium', condition: { left: 'trigger.total', op: 'greater-than' as const, value: 100 } },
  ];
  const flow = flowOf(
    [{ kind: 'switch', id: 'size', name: 'Size', cases, ...place }, anAction('book', 'big-way'), anAction('book', 'medium-way'), anAction('book', 'other-way')],
    [['trigger', 'size'], ['size', 'big-way', 'big'], ['size', 'medium-way', 'medium'], ['size', 'other-way']],
  );

  test.each([
    [5000, 'big-way'],
    [250, 'medium-way'],
    [1, 'other-way'],
  ])('sends %i along the first case that holds', async (total, way) => {
    const { run } = await ran(flow, { ...order, total });

    expect(run.status).toBe('succeeded');
    expect(run.journal.map(({ stepId }) => stepId)).toEqual(['size', way]);
  });
});

describe('a filter', () => {
  const flow = flowOf(
    [{ kind: 'filter', id: 'only', name: 'Only USD', condition: equals('trigger.currency', 'USD'), ...place }, anAction('book')],
    [['trigger', 'only'], ['only', 'book']],
  );

  test('ends the branch without a problem when it does not hold', async () => {
    const { bench, run } = await ran(flow, { ...order, currency: 'EUR' });

    expect([run.status, bench.remote.calls]).toEqual(['succeeded', 0]);
  });

  test('lets the run go on when it holds', async () => {
    const { bench } = await ran(flow, { ...order, currency: 'USD' });

    expect(bench.remote.calls).toBe(1);
  });
});

describe('branches side by side', () => {
  const left = anAction('book', 'left', { keyPath: 'trigger.left' });
  const right = anAction('book', 'right', { keyPath: 'trigger.right' });
  const joined = anAction('book', 'joined', { keyPath: 'trigger.joined' });
  const flow = flowOf([left, right, joined], [['trigger', 'left'], ['trigger', 'right'], ['left', 'joined'], ['right', 'joined']]);
  const payload = { ...order, left: 'L', right: 'R', joined: 'J' };

  test('join once both are done', async () => {
    const { bench, run } = await ran(flow, payload);

    expect(run.status).toBe('succeeded');
    expect(bench.remote.booked.at(-1)?.key).toBe('J');
    expect(booked(bench)).toEqual(['J', 'L', 'R']);
  });

  test('do not wait for each other’s doubt', async () => {
    const bench = new EngineBench(flow);
    bench.remote.behaviours.push('book-silently');
    const runId = await bench.receive(payload);

    await bench.work();

    const { journal } = bench.run(runId);
    expect(journal.map(({ stepId }) => stepId)).toEqual(['right']);
    await bench.workUntilQuiet();
    expect(booked(bench)).toEqual(['J', 'L', 'R']);
  });

  test('E3: a refused one is not sent again when the other goes on by itself', async () => {
    const bench = new EngineBench(flow);
    bench.remote.refusedKeys.add('L');
    bench.remote.behaviours.push('swallow');
    const runId = await bench.receive(payload);

    await bench.workUntilQuiet();

    expect(bench.run(runId).status).toBe('needs-attention');
    expect(bench.run(runId).held).toEqual(['left']);
    expect(bench.database.effects.filter(({ stepId }) => stepId === 'left')).toHaveLength(1);
    expect(booked(bench)).toEqual(['R']);
  });
});

describe('an error exit', () => {
  const flow = flowOf([anAction('book'), anAction('mail', 'tell', { keyPath: 'steps.book.error.code' })], [['trigger', 'book'], ['book', 'tell', 'error']]);

  test('takes over after a refusal, with what was said', async () => {
    const { bench, run } = await ran(flow, order, ({ remote }) => remote.refusedKeys.add('INV-1'));

    expect(run.status).toBe('succeeded');
    expect(booked(bench)).toEqual(['REFUSED']);
  });

  test('is not taken while it is not known whether it happened', async () => {
    const { bench, run } = await ran(flow, order, ({ remote }) => remote.behaviours.push('book-silently'));

    expect(run.status).toBe('succeeded');
    expect(booked(bench)).toEqual(['INV-1']);
  });
});

describe('a loop', () => {
  const loop = (settings: { concurrency?: number; onItemError?: 'stop' | 'continue' } = {}): FlowStep => ({
    kind: 'for-each', id: 'lines', name: 'Lines', items: 'trigger.lines', concurrency: 1, onItemError: 'stop', ...place, ...settings,
  });
  const flow = (settings?: Parameters<typeof loop>[0]): FlowDocument =>
    flowOf(
      [loop(settings), anAction('book', 'post', { keyPath: 'loop.lines.item.sku', parent: 'lines' }), anAction('book', 'after')],
      [['trigger', 'lines'], ['lines', 'post', 'each'], ['lines', 'after']],
    );
  const lines = (...skus: string[]) => ({ ...order, lines: skus.map((sku) => ({ sku })) });

  test('posts every item once, in order, then goes on', async () => {
    const { bench, run } = await ran(flow(), lines('A', 'B', 'C'));

    expect(run.status).toBe('succeeded');
    expect(bench.remote.booked.map(({ key }) => key)).toEqual(['A', 'B', 'C', 'INV-1']);
    expect(output(run, 'lines')).toMatchObject({ total: 3, succeeded: 3, failed: 0 });
  });

  test('of an empty list goes on at once', async () => {
    const { run } = await ran(flow(), lines());

    expect(run.status).toBe('succeeded');
    expect(output(run, 'lines')).toMatchObject({ total: 0 });
  });

  test('P5: has no more items under way than it may', async () => {
    const bench = new EngineBench(flow({ concurrency: 2 }));
    bench.remote.behaviours.push('swallow', 'swallow');
    await bench.receive(lines('A', 'B', 'C', 'D'));

    await bench.work();

    expect(bench.database.effects.map(({ businessKey }) => businessKey)).toEqual(['A', 'B']);
    await bench.workUntilQuiet();
    expect(booked(bench)).toEqual(['A', 'B', 'C', 'D', 'INV-1']);
  });

  test('lists a failed item and goes on when told so', async () => {
    const { bench, run } = await ran(flow({ onItemError: 'continue' }), lines('A', 'B', 'C'), ({ remote }) => remote.refusedKeys.add('B'));

    expect(run.status).toBe('succeeded');
    expect(booked(bench)).toEqual(['A', 'C', 'INV-1']);
    expect(output(run, 'lines')).toMatchObject({ succeeded: 2, failed: 1, results: [{ ok: true }, { ok: false, error: { code: 'REFUSED' } }, { ok: true }] });
  });

  test('asks a person about a failed item and starts no other', async () => {
    const { bench, run } = await ran(flow(), lines('A', 'B', 'C'), ({ remote }) => remote.refusedKeys.add('B'));

    expect(run).toMatchObject({ status: 'needs-attention', held: ['lines[1]/post'], failure: { code: 'REFUSED' } });
    expect(booked(bench)).toEqual(['A']);
  });

  test('goes on where it stopped when the person retries', async () => {
    const { bench, run } = await ran(flow(), lines('A', 'B', 'C'), ({ remote }) => remote.refusedKeys.add('B'));
    bench.remote.refusedKeys.clear();

    await bench.store.retryRun({ organizationId: run.event.organizationId, runId: run.runId });
    await bench.workUntilQuiet();

    expect(booked(bench)).toEqual(['A', 'B', 'C', 'INV-1']);
  });

  test('needs a list', async () => {
    const { run } = await ran(flow(), { ...order, lines: 'A' });

    expect(run.failure?.code).toBe('LOOP_WITHOUT_LIST');
  });

  test('posts every item once although its worker dies in between', async () => {
    const bench = new EngineBench(flow({ concurrency: 3 }));
    bench.remote.behaviours.push('book-silently', 'book', 'book-silently', 'swallow');
    await bench.receive(lines('A', 'B', 'C', 'D', 'E'));
    await bench.work();
    await bench.restartWorker();

    await bench.workUntilQuiet();

    expect(booked(bench)).toEqual(['A', 'B', 'C', 'D', 'E', 'INV-1']);
  });
});

describe('a try', () => {
  const guard: FlowStep = { kind: 'try', id: 'guard', name: 'Guard', undo: ['receipt', 'charge'], ...place };
  const flow = flowOf(
    [
      guard,
      anAction('book', 'charge', { keyPath: 'trigger.charge', parent: 'guard' }),
      anAction('book', 'receipt', { keyPath: 'trigger.receipt', parent: 'guard' }),
      anAction('book', 'release', { keyPath: 'trigger.release', parent: 'guard' }),
      anAction('mail', 'tell', { keyPath: 'steps.guard.error.code' }),
      anAction('book', 'after'),
    ],
    [['trigger', 'guard'], ['guard', 'charge', 'body'], ['charge', 'receipt'], ['receipt', 'release'], ['guard', 'tell', 'error'], ['guard', 'after']],
  );
  const payload = { ...order, charge: 'CH', receipt: 'RC', release: 'RL' };

  test('goes on when all went well', async () => {
    const { bench, run } = await ran(flow, payload);

    expect(run.status).toBe('succeeded');
    expect([booked(bench), bench.remote.undone]).toEqual([['CH', 'INV-1', 'RC', 'RL'], []]);
  });

  test('P3: undoes what was done, in the order of its list, and leaves by the error exit', async () => {
    const { bench, run } = await ran(flow, payload, ({ remote }) => remote.refusedKeys.add('RL'));

    expect(run.status).toBe('succeeded');
    expect(bench.remote.undone).toEqual(['RC', 'CH']);
    expect(booked(bench)).toEqual(['CH', 'RC', 'REFUSED']);
    const states = bench.database.effects.map(({ stepId, state }) => [stepId, state]);
    expect(states).toContainEqual(['guard/charge', 'COMPENSATED']);
    expect(states).toContainEqual(['guard/charge~undo', 'DONE']);
  });

  test('P3: settles what may have happened before it undoes anything', async () => {
    const { bench } = await ran(flow, payload, ({ remote }) => {
      remote.behaviours.push('book', 'book-silently');
      remote.refusedKeys.add('RL');
    });

    expect(bench.remote.undone).toEqual(['RC', 'CH']);
  });

  test('asks a person when something cannot be undone', async () => {
    const { bench, run } = await ran(flow, payload, ({ remote }) => {
      remote.refusedKeys.add('RL');
      remote.refusedKeys.add('undo RC');
    });

    expect(run).toMatchObject({ status: 'needs-attention', failure: { code: 'SETTLED' }, held: ['guard/receipt~undo'] });
    expect(bench.remote.undone).toEqual([]);
  });

  test('undoes once although its worker dies in between', async () => {
    const bench = new EngineBench(flow);
    bench.remote.refusedKeys.add('RL');
    const runId = await bench.receive(payload);
    for (let crash = 0; crash < 4; crash += 1) {
      await bench.work(dying(bench, crash + 1)).catch(() => undefined);
      await bench.restartWorker();
    }

    await bench.workUntilQuiet();

    expect(bench.run(runId).status).toBe('succeeded');
    expect(bench.remote.undone).toEqual(['RC', 'CH']);
  });
});

/** A store whose worker dies right before its n-th commit. */
function dying(bench: EngineBench, commitNumber: number): EngineBench['store'] {
  let commits = 0;
  const { store } = bench;
  return new Proxy(store, {
    get(target, name: keyof typeof store) {
      if (name !== 'commit') return (target[name] as () => unknown).bind(target);
      return async (progress: Parameters<typeof store.commit>[0]) => {
        commits += 1;
        if (commits >= commitNumber) throw new TypeError('the worker died');
        return target.commit(progress);
      };
    },
  });
}

describe('a cancelled run', () => {
  test('P4: undoes what its flow lists, then ends', async () => {
    const flow = flowOf(
      [anAction('book', 'charge'), { kind: 'wait', id: 'pause', name: 'Pause', wait: { kind: 'duration', seconds: 3600 }, ...place }, anAction('book', 'later', { keyPath: 'trigger.later' })],
      [['trigger', 'charge'], ['charge', 'pause'], ['pause', 'later']],
      { undo: ['charge'] },
    );
    const bench = new EngineBench(flow);
    const runId = await bench.receive({ ...order, later: 'LATER' });
    await bench.work();

    await bench.store.cancelRun({ organizationId: bench.run(runId).event.organizationId, runId: bench.run(runId).runId });
    await bench.workUntilQuiet();

    expect(bench.run(runId).status).toBe('cancelled');
    expect([booked(bench), bench.remote.undone]).toEqual([['INV-1'], ['INV-1']]);
  });
});

describe('a wait', () => {
  const waiting = (wait: Extract<FlowStep, { kind: 'wait' }>['wait'], exits: readonly string[] = ['default']): FlowDocument =>
    flowOf(
      [{ kind: 'wait', id: 'ask', name: 'Ask', wait, ...place }, ...exits.map((exit) => anAction('book', `after-${exit}`))],
      [['trigger', 'ask'], ...exits.map((exit) => ['ask', `after-${exit}`, exit] as const)],
    );
  const decision = { kind: 'decision' as const, question: 'Refund?', choices: [{ id: 'yes', label: 'Yes' }, { id: 'no', label: 'No' }], show: ['trigger.amount'], timeoutSeconds: 600 };
  const answer = (bench: EngineBench, kind: 'callback' | 'decision', result: object) => {
    const [run] = [...bench.database.runs.values()];
    return bench.store.answerWaitpoint({ organizationId: run!.event.organizationId, runId: run!.runId, key: 'ask', kind, result: JSON.stringify(result), actor: 'ann', reason: null });
  };

  test('for a time holds nothing and goes on after it', async () => {
    const bench = new EngineBench(waiting({ kind: 'duration', seconds: 600 }));
    await bench.receive(order);
    await bench.work();
    bench.clock.advance(599_000);
    await bench.work();
    expect(bench.remote.calls).toBe(0);

    bench.clock.advance(1_000);
    await bench.work();

    expect(bench.remote.calls).toBe(1);
  });

  test('until a moment goes on then', async () => {
    const bench = new EngineBench(waiting({ kind: 'until', path: 'trigger.at' }));
    await bench.receive({ ...order, at: new Date(bench.clock.now() + 5_000).toISOString() });
    await bench.work();
    bench.clock.advance(5_000);

    await bench.work();

    expect(bench.remote.calls).toBe(1);
  });

  test.each(['2027-01-31T08:00:00', 'WEB-1001'])('until %s, which has no zone or is no moment, is refused', async (at) => {
    const { run } = await ran(waiting({ kind: 'until', path: 'trigger.at' }), { ...order, at });

    expect(run.failure?.code).toBe('WAIT_WITHOUT_TIME');
  });

  test('for a decision leaves by the choice', async () => {
    const bench = new EngineBench(waiting(decision, ['yes', 'no', 'timeout']));
    const runId = await bench.receive(order);
    await bench.work();

    await answer(bench, 'decision', { choice: 'no' });
    await bench.workUntilQuiet();

    expect(bench.run(runId).journal.map(({ stepId }) => stepId)).toEqual(['ask', 'after-no']);
    expect(output(bench.run(runId), 'ask')).toEqual({ choice: 'no', actor: 'ann' });
  });

  test('for a decision nobody takes leaves by the end of its time', async () => {
    const { run } = await ran(waiting(decision, ['yes', 'no', 'timeout']));

    expect(run.journal.map(({ stepId }) => stepId)).toEqual(['ask', 'after-timeout']);
  });

  test('for a call goes on with what it brought', async () => {
    const bench = new EngineBench(waiting({ kind: 'callback', timeoutSeconds: 600 }, ['default', 'timeout']));
    const runId = await bench.receive(order);
    await bench.work();

    await answer(bench, 'callback', { approved: true });
    await bench.workUntilQuiet();

    expect(output(bench.run(runId), 'ask')).toEqual({ approved: true });
    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('gives its address to earlier steps', async () => {
    const flow = flowOf(
      [anAction('mail', 'invite', { keyPath: 'run.callbacks.ask' }), { kind: 'wait', id: 'ask', name: 'Ask', wait: { kind: 'callback', timeoutSeconds: 600 }, ...place }],
      [['trigger', 'invite'], ['invite', 'ask']],
    );
    const { bench, runId } = await ran(flow);

    expect(booked(bench)).toEqual([`https://penstock.test/callbacks/${runId}/ask`]);
  });
});

describe('a sub-flow', () => {
  const call: FlowStep = { kind: 'sub-flow', id: 'call', name: 'Call', flowId: '0199a000-0000-7000-8000-000000000001', input: { v: 1, rules: [copy('id', 'trigger.id'), copy('amount', 'trigger.amount')], tables: {} }, wait: true, ...place };

  test('that is not live here is refused before anything is sent', async () => {
    const { run } = await ran(flowOf([call], [['trigger', 'call']]));

    expect(run.failure?.code).toBe('SUB_FLOW_NOT_DEPLOYED');
  });

  test('answers its caller', async () => {
    const { bench, run } = await calling({ kind: 'respond', id: 'answer', name: 'Answer', status: 200, body: { v: 1, rules: [copy('echoed', 'trigger.id')], tables: {} }, ...place });

    expect(run.status).toBe('succeeded');
    expect(output(run, 'call')).toEqual({ echoed: 'INV-1' });
    expect([...bench.database.runs.values()].map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  });

  async function calling(childStep: FlowStep) {
    const bench = new EngineBench(flowOf([call], [['trigger', 'call']]));
    bench.deploy(call.id === 'call' ? '0199a000-0000-7000-8000-000000000001' : '', flowOf([childStep], [['trigger', childStep.id]]));
    const runId = await bench.receive(order);
    await bench.workUntilQuiet();
    return { bench, run: bench.run(runId) };
  }
});

describe('a run with a deadline', () => {
  const flow = flowOf([anAction('book')], [['trigger', 'book']], { undo: [], deadlineSeconds: 60 });

  test('needs a person when it is not done in time', async () => {
    const bench = new EngineBench(flow);
    const runId = await bench.receive(order);
    bench.clock.advance(61_000);

    await bench.workUntilQuiet();

    expect(bench.run(runId)).toMatchObject({ status: 'needs-attention', failure: { code: 'RUN_OVERDUE' } });
    expect(bench.remote.calls).toBe(0);
  });

  test('has its whole time again after a retry', async () => {
    const bench = new EngineBench(flow);
    const runId = await bench.receive(order);
    bench.clock.advance(61_000);
    await bench.workUntilQuiet();

    await bench.store.retryRun({ organizationId: bench.run(runId).event.organizationId, runId: bench.run(runId).runId });
    await bench.workUntilQuiet();

    expect(bench.run(runId).status).toBe('succeeded');
  });
});

describe('a step with a limit of its own', () => {
  test('is in doubt, not repeated, when it takes longer', async () => {
    const bench = new EngineBench(flowOf([{ ...anAction('book'), timeoutSeconds: 5 } as FlowStep], [['trigger', 'book']]));
    bench.remote.behaviours.push('book-and-hang');
    const runId = await bench.receive(order);
    const working = bench.work();
    await bench.passTimers();
    await working;

    expect(bench.database.effects).toMatchObject([{ state: 'UNKNOWN', failure: { code: 'STEP_TIMEOUT' } }]);
    await bench.workUntilQuiet();
    expect([booked(bench), bench.run(runId).status]).toEqual([['INV-1'], 'succeeded']);
  });
});

test('a stop step inside a loop that goes on ends its item only', async () => {
  const loop: FlowStep = { kind: 'for-each', id: 'all', name: 'All', items: 'trigger.list', concurrency: 1, onItemError: 'continue', ...place };
  const { run } = await ran(flowOf([loop, stop('halt', 'all')], [['trigger', 'all'], ['all', 'halt', 'each']]), { ...order, list: [1, 2] });

  expect(run.status).toBe('succeeded');
  expect(output(run, 'all')).toMatchObject({ failed: 2 });
});

test('a disabled container is passed', async () => {
  const loop: FlowStep = { kind: 'for-each', id: 'all', name: 'All', items: 'trigger.list', concurrency: 1, onItemError: 'stop', ...place, disabled: true };
  const inside: FlowStep = { kind: 'map', id: 'inside', name: 'Inside', mapping: emptyMapping, parent: 'all', ...place };
  const { run } = await ran(flowOf([loop, inside, anAction('book')], [['trigger', 'all'], ['all', 'inside', 'each'], ['all', 'book']]), { ...order, list: [1] });

  expect(run.journal.map(({ stepId }) => stepId)).toEqual(['all', 'book']);
});
