import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { aFlow, anAction, copy, flowOf, place } from '../testing/engine-bench';
import { aLedgerConnection, RehearsalBench, stepOf } from '../testing/rehearsal-bench';
import type { GivenAnswer } from './rehearsal-seeds';

let bench: RehearsalBench;
beforeEach(() => {
  bench = new RehearsalBench();
});

type Over = Parameters<RehearsalBench['rehearse']>[1];
const tryOut = (reach: 'only' | 'until', stepId: string, document: FlowDocument, over: Over = {}) =>
  bench.rehearse(document, { target: { reach, stepId }, reads: 'live', ports: { connections: aLedgerConnection }, ...over });
const given = (id: string, output: object, over: Partial<GivenAnswer> = {}): ReadonlyMap<string, GivenAnswer> =>
  new Map([[id, { port: 'default', output: output as never, isAssumed: false, ...over }]]);

const check: FlowStep = { kind: 'if', id: 'check', name: 'check', condition: { left: 'trigger.id', op: 'equals', value: 'other' }, ...place };
const branched = flowOf(
  [anAction('read', 'first'), check, anAction('read', 'second', { keyPath: 'steps.first.id' })],
  [
    ['trigger', 'first'],
    ['first', 'check'],
    ['check', 'second', 'yes'],
  ],
);
const loop: FlowStep = { kind: 'for-each', id: 'lines', name: 'lines', items: 'trigger.lines', concurrency: 2, onItemError: 'stop', ...place };
const looped = flowOf(
  [loop, anAction('read', 'look', { keyPath: 'loop.lines.item.id', parent: 'lines' }), anAction('book', 'after')],
  [
    ['trigger', 'lines'],
    ['lines', 'look', 'each'],
    ['lines', 'after'],
  ],
);
const lines = { id: 'INV-1', amount: '1.00', lines: [{ id: 'A' }, { id: 'B' }] };

describe('a write that is tried out', () => {
  test.each(['only', 'until'] as const)('is planned and never sent, with live reads and reach %s', async (reach) => {
    const { effects, assumptions } = await tryOut(reach, 'mail', aFlow(anAction('book'), anAction('mail')));

    expect([bench.remote.calls, bench.remote.booked]).toEqual([0, []]);
    expect(effects.find(({ key }) => key === 'mail')).toMatchObject({ businessKey: 'INV-1', standing: 'new', request: { key: 'INV-1', amount: '19.99' } });
    expect(assumptions).toContainEqual(expect.objectContaining({ key: 'mail', code: 'EFFECT_NOT_SENT' }));
  });

  test('answers with the sample that was given for it', async () => {
    const rehearsal = await tryOut('only', 'book', aFlow(anAction('book')), { samples: { book: { id: 'R-99' } } });

    expect([stepOf(rehearsal, 'book')?.output, bench.remote.calls]).toEqual([{ id: 'R-99' }, 0]);
  });

  test('is not sent inside of a container either', async () => {
    const guard: FlowStep = { kind: 'try', id: 'guard', name: 'guard', undo: [], ...place };
    const document = flowOf(
      [guard, anAction('book', 'book', { parent: 'guard' })],
      [
        ['trigger', 'guard'],
        ['guard', 'book', 'body'],
      ],
    );

    const { effects } = await tryOut('only', 'guard', document);

    expect([bench.remote.calls, effects.map(({ key }) => key)]).toEqual([0, ['guard/book']]);
  });
});

describe('one step', () => {
  test('is really read, on what was given before it; nothing else is asked', async () => {
    const rehearsal = await tryOut('only', 'second', aFlow(anAction('read', 'first'), anAction('read', 'second', { keyPath: 'steps.first.id' })), {
      answers: given('first', { id: 'KNOWN' }),
    });

    expect(stepOf(rehearsal, 'second')).toMatchObject({ input: { key: 'KNOWN' }, output: { id: 'R-1' }, answeredFrom: 'live', restsOn: [] });
    expect(stepOf(rehearsal, 'first')).toMatchObject({ output: { id: 'KNOWN' }, answeredFrom: 'given' });
    expect(bench.remote.booked.map(({ key }) => key)).toEqual(['KNOWN']);
  });

  test('rests on the samples of steps that were not tried yet, and says so', async () => {
    const rehearsal = await tryOut('only', 'second', branched);

    expect(stepOf(rehearsal, 'second')).toMatchObject({ input: { key: 'R-1' }, restsOn: [{ field: 'key', source: 'steps.first.id' }] });
    expect(bench.remote.calls).toBe(1);
  });

  test('is tried though its branch is not the one that is taken', async () => {
    const rehearsal = await tryOut('only', 'second', branched, { answers: given('check', { result: false }, { port: 'no' }) });

    expect(stepOf(rehearsal, 'second')?.status).toBe('succeeded');
  });

  test('is tried on a given answer that is itself an assumption, and says so', async () => {
    const rehearsal = await tryOut('only', 'second', branched, { answers: given('first', { id: 'S' }, { isAssumed: true }) });

    expect(stepOf(rehearsal, 'second')?.restsOn).toEqual([{ field: 'key', source: 'steps.first.id' }]);
  });

  test('does not wait for steps whose outputs it does not read', async () => {
    const broken: FlowStep = { kind: 'map', id: 'broken', name: 'broken', mapping: { v: 1, rules: [copy('a', 'trigger.nothing')], tables: {} }, ...place };

    const rehearsal = await tryOut('only', 'look', aFlow(broken, anAction('read', 'unread'), anAction('read', 'look')));

    expect([stepOf(rehearsal, 'look')?.status, rehearsal.problems, bench.remote.calls]).toEqual(['succeeded', [], 1]);
    expect(rehearsal.steps.map(({ key }) => key)).toEqual(['look']);
  });

  test('in a loop is tried on the first item', async () => {
    const rehearsal = await tryOut('only', 'look', looped, { payload: lines });

    expect(bench.remote.booked.map(({ key }) => key)).toEqual(['A']);
    expect(stepOf(rehearsal, 'lines[0]/look')?.status).toBe('succeeded');
  });

  test('that leads from nowhere yet, or is disabled, is tried all the same', async () => {
    const loose = flowOf([anAction('read', 'first'), { ...anAction('read', 'loose'), disabled: true } as FlowStep], [['trigger', 'first']]);

    const rehearsal = await tryOut('only', 'loose', loose);

    expect(stepOf(rehearsal, 'loose')).toMatchObject({ status: 'succeeded', answeredFrom: 'live' });
  });

  test('behind an error exit is tried as if that had been taken', async () => {
    const document = flowOf(
      [anAction('book'), anAction('read', 'excuse')],
      [
        ['trigger', 'book'],
        ['book', 'excuse', 'error'],
      ],
    );

    expect(stepOf(await tryOut('only', 'excuse', document), 'excuse')?.status).toBe('succeeded');
  });

  test('is read once, and what it met is its outcome', async () => {
    bench.remote.behaviours.push({ refuse: 'transient' }, 'book');

    const rehearsal = await tryOut('only', 'read', aFlow(anAction('read')));

    expect(bench.remote.calls).toBe(1);
    expect(stepOf(rehearsal, 'read')).toMatchObject({ status: 'failed', answeredFrom: 'live', failure: { message: expect.stringContaining('transient') } });
  });
});

describe('a read of a test that does not answer', () => {
  const hanging = () => bench.remote.behaviours.push('book-and-hang', 'book');
  /** Fires the timers that wait for so long, and no others. */
  const timers = (ms: number) => ({ after: (delayMs: number, action: () => void) => (delayMs === ms ? (setImmediate(action), () => undefined) : () => undefined) });

  test('is given up after half a minute', async () => {
    hanging();

    const rehearsal = await tryOut('only', 'read', aFlow(anAction('read')), { ports: { connections: aLedgerConnection, scheduler: timers(30_000) } });

    expect([stepOf(rehearsal, 'read')?.failure?.code, bench.remote.calls]).toEqual(['TEST_WITHOUT_ANSWER', 1]);
  });

  test('is given up after the time limit of its step, and not asked again', async () => {
    hanging();
    const limited = { ...anAction('read'), timeoutSeconds: 5 } as FlowStep;

    const rehearsal = await tryOut('only', 'read', aFlow(limited), { ports: { connections: aLedgerConnection, scheduler: timers(5_000) } });

    expect([stepOf(rehearsal, 'read')?.failure?.message, bench.remote.calls]).toEqual([expect.stringContaining('time limit of its step'), 1]);
  });
});

describe('the way to a step', () => {
  test('is run from the trigger and no further', async () => {
    const broken: FlowStep = { kind: 'action', id: 'later', name: 'later', connector: 'none', action: 'none', version: 1, input: { v: 1, rules: [], tables: {} }, ...place };

    const rehearsal = await tryOut('until', 'second', aFlow(anAction('read', 'first'), anAction('read', 'second', { keyPath: 'steps.first.id' }), broken));

    expect(rehearsal.steps.map(({ key, answeredFrom }) => [key, answeredFrom])).toEqual([
      ['first', 'live'],
      ['second', 'live'],
    ]);
    expect(rehearsal.outcome).toBe('succeeded');
  });

  test('uses what is given again and asks only for the rest', async () => {
    const rehearsal = await tryOut('until', 'second', aFlow(anAction('read', 'first'), anAction('read', 'second', { keyPath: 'steps.first.id' })), {
      answers: given('first', { id: 'KNOWN' }),
    });

    expect(rehearsal.steps.map(({ key, answeredFrom }) => [key, answeredFrom])).toEqual([
      ['first', 'given'],
      ['second', 'live'],
    ]);
    expect(bench.remote.booked.map(({ key }) => key)).toEqual(['KNOWN']);
  });

  test('waits for what is asked anew, though the steps between are given', async () => {
    const document = aFlow(anAction('read', 'first'), anAction('read', 'between'), anAction('read', 'second', { keyPath: 'steps.first.id' }));

    const rehearsal = await tryOut('until', 'second', document, { answers: given('between', { id: 'KNOWN' }) });

    expect(stepOf(rehearsal, 'second')).toMatchObject({ status: 'succeeded', input: { key: 'R-1' } });
  });

  test('goes another way where the condition says so', async () => {
    const rehearsal = await tryOut('until', 'second', branched);

    expect([stepOf(rehearsal, 'check')?.port, stepOf(rehearsal, 'second')?.status]).toEqual(['no', 'skipped']);
  });

  test('goes through the whole of a loop that is behind', async () => {
    await tryOut('until', 'after', looped, { payload: lines });

    expect(bench.remote.booked.map(({ key }) => key)).toEqual(['A', 'B']);
  });

  test('executes the step itself, whatever is given for it', async () => {
    const rehearsal = await tryOut('until', 'read', aFlow(anAction('read')), { answers: given('read', { id: 'OLD' }) });

    expect(stepOf(rehearsal, 'read')).toMatchObject({ output: { id: 'R-1' }, answeredFrom: 'live' });
  });
});
