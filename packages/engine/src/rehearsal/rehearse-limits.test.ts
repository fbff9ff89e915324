import type { FlowStep } from '@penstock/flow-model';
import { aFlow, anAction, flowOf, place } from '../testing/engine-bench';
import { aLedgerConnection, RehearsalBench } from '../testing/rehearsal-bench';
import { RehearsalBudget, rehearsalLimits, type RehearsalPace } from './rehearsal-budget';

let bench: RehearsalBench;
beforeEach(() => {
  bench = new RehearsalBench();
});

const loop: FlowStep = {
  kind: 'for-each',
  id: 'lines',
  name: 'lines',
  items: 'trigger.lines',
  concurrency: 1,
  onItemError: 'stop',
  ...place,
};
const loopOver = (step: FlowStep) =>
  flowOf(
    [loop, step],
    [
      ['trigger', 'lines'],
      ['lines', step.id, 'each'],
    ],
  );
const aMap: FlowStep = {
  kind: 'map',
  id: 'map',
  name: 'map',
  mapping: { v: 1, rules: [], tables: {} },
  ...place,
  parent: 'lines',
};
const linesOf = (count: number) => ({
  amount: '1.00',
  lines: Array.from({ length: count }, (_line, index) => ({ id: `L-${index}` })),
});
const book = anAction('book', 'book', { keyPath: 'loop.lines.item.id', parent: 'lines' });

describe('a rehearsal makes way', () => {
  test('for the rest of the process, though none of its steps waits for anything', async () => {
    let hasEnded = false;
    const rehearsed = bench.rehearse(loopOver(book), { payload: linesOf(500) }).finally(() => (hasEnded = true));
    let turns = 0;
    while (!hasEnded) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }

    expect((await rehearsed).effects).toHaveLength(500);
    expect(turns).toBeGreaterThanOrEqual(20);
  });
});

describe('a rehearsal that takes too much', () => {
  const tooLong = { code: 'REHEARSAL_TOO_LONG', key: null, isCaught: false };

  test('of its steps is stopped, with what it had come to', async () => {
    const { outcome, problems, effects } = await bench.rehearse(loopOver(book), {
      payload: linesOf(100),
      limits: { maxSteps: 10 },
    });

    expect([outcome, problems]).toMatchObject(['unfinished', [{ ...tooLong, remedy: expect.any(String) }]]);
    expect(problems[0]?.message).toContain('stopped after 10 steps');
    expect(effects.length).toBeGreaterThan(5);
    expect(effects.length).toBeLessThan(20);
  });

  test('of the time is stopped', async () => {
    let now = 0;
    const { outcome, problems } = await bench.rehearse(loopOver(book), {
      payload: linesOf(100),
      limits: { maxMs: 1_000, maxStretchMs: 1_000_000 },
      ports: { pace: { monotonic: () => (now += 10), yield: async () => undefined } },
    });

    expect([outcome, problems]).toMatchObject(['unfinished', [tooLong]]);
    expect(problems[0]?.message).toContain('after 1 s,');
  });

  test('at a stretch is stopped, also where nothing but mappings run', async () => {
    let now = 0;
    const { outcome, problems } = await bench.rehearse(loopOver(aMap), {
      payload: linesOf(100),
      ports: { pace: { monotonic: () => (now += 50), yield: async () => undefined } },
    });

    expect([outcome, problems]).toMatchObject(['unfinished', [tooLong]]);
    expect(problems[0]?.message).toContain('2 s at a stretch');
  });

  test('in a flow that it calls is stopped as a whole', async () => {
    const call: FlowStep = {
      kind: 'sub-flow',
      id: 'call',
      name: 'call',
      flowId: 'other',
      input: { v: 1, rules: [], tables: {} },
      wait: true,
      ...place,
    };

    const { outcome, problems } = await bench.rehearse(aFlow(call), {
      limits: { maxSteps: 2 },
      ports: { liveFlow: async () => aFlow(aMapNamed('a'), aMapNamed('b'), aMapNamed('c')) },
    });

    expect(outcome).toBe('unfinished');
    expect(problems).toContainEqual(expect.objectContaining(tooLong));
  });

  test('of live reads goes on with samples, counted over everything it calls', async () => {
    const read = anAction('read', 'read', { keyPath: 'loop.lines.item.id', parent: 'lines' });

    const { outcome, assumptions } = await bench.rehearse(loopOver(read), {
      payload: linesOf(105),
      reads: 'live',
      ports: { connections: aLedgerConnection },
    });

    expect([outcome, bench.remote.calls]).toEqual(['succeeded', 100]);
    expect(assumptions.filter(({ code }) => code === 'READ_LIMIT').map(({ key }) => key)).toEqual(
      [100, 101, 102, 103, 104].map((index) => `lines[${index}]/read`),
    );
  });
});

const aMapNamed = (id: string): FlowStep => ({
  kind: 'map',
  id,
  name: id,
  mapping: { v: 1, rules: [], tables: {} },
  ...place,
});

describe('the time at a stretch', () => {
  const at = { now: 0 };
  const pace: RehearsalPace = { monotonic: () => at.now, yield: async () => undefined };
  beforeEach(() => (at.now = 0));

  test('does not count what the world outside takes to answer', async () => {
    const budget = new RehearsalBudget(pace, rehearsalLimits);

    await budget.outside(Promise.resolve().then(() => (at.now = 5_000)));

    expect(() => budget.check()).not.toThrow();
  });

  test('does not count the wait for a timer', () => {
    const budget = new RehearsalBudget(pace, rehearsalLimits);
    const timers = budget.timers({ after: (ms, action) => ((at.now += ms), action(), () => undefined) });

    timers.after(5_000, () => undefined);

    expect(() => budget.check()).not.toThrow();
  });

  test('once over, nothing goes on behind the report', async () => {
    const budget = new RehearsalBudget(pace, rehearsalLimits);
    at.now = 2_001;
    expect(() => budget.check()).toThrow('2 s at a stretch');

    at.now = 0;

    await expect(budget.makeWay()).rejects.toThrow('2 s at a stretch');
  });
});
