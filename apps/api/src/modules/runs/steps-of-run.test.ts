import type { FlowDocument, FlowEdge, FlowStep } from '@penstock/flow-model';
import { stepsOfRun, type RunFacts, type StepEntry } from './steps-of-run';

const position = { x: 0, y: 0 };
const aStep = (id: string, kind: 'map' | 'if'): FlowStep =>
  kind === 'if'
    ? { kind, id, name: `Step ${id}`, disabled: false, position, condition: { all: [] } }
    : { kind, id, name: `Step ${id}`, disabled: false, position, mapping: { v: 1, rules: [], tables: {} } };
const anEdge = (from: string, to: string, port: FlowEdge['port'] = 'default'): FlowEdge => ({ id: `${from}-${to}`, from, port, to });

/** check ─ yes → pay → tell; check ─ no → refuse. */
const document: FlowDocument = {
  schemaVersion: 1,
  name: 'Pay',
  trigger: { name: 'Start', connector: 'x', trigger: 'y', version: 1, settings: {}, position },
  steps: { check: aStep('check', 'if'), pay: aStep('pay', 'map'), tell: aStep('tell', 'map'), refuse: aStep('refuse', 'map') },
  edges: [anEdge('trigger', 'check'), anEdge('check', 'pay', 'yes'), anEdge('pay', 'tell'), anEdge('check', 'refuse', 'no')],
};
const anEntry = (stepId: string, changes: Partial<StepEntry> = {}): StepEntry => ({
  stepId,
  attempt: 1,
  status: 'succeeded',
  port: 'default',
  input: undefined,
  output: undefined,
  failure: null,
  startedAt: '2026-11-23T10:00:00.000Z',
  finishedAt: '2026-11-23T10:00:01.000Z',
  ...changes,
});
const checked = anEntry('check', { port: 'yes' });
const statuses = (facts: Partial<RunFacts>): Record<string, string> => {
  const steps = stepsOfRun({ document, status: 'running', journal: [], openEffects: [], ...facts });
  return Object.fromEntries(steps.map(({ stepId, status }) => [stepId, status]));
};

describe('the steps of a run', () => {
  test('wait for their turn while it is queued', () => {
    expect(statuses({ status: 'queued' })).toEqual({ check: 'pending', pay: 'pending', tell: 'pending', refuse: 'pending' });
  });

  test('show the one that is being worked on', () => {
    expect(statuses({ journal: [checked] })).toEqual({ check: 'succeeded', pay: 'running', tell: 'pending', refuse: 'skipped' });
  });

  test('show the branch that was not taken as skipped', () => {
    const journal = [checked, anEntry('pay'), anEntry('tell')];

    expect(statuses({ status: 'succeeded', journal })).toEqual({ check: 'succeeded', pay: 'succeeded', tell: 'succeeded', refuse: 'skipped' });
  });

  test('wait where the outcome of an effect is not known', () => {
    const openEffects = [{ stepId: 'pay', sentAt: '2026-11-23T10:00:02.000Z' }];

    expect(statuses({ status: 'waiting', journal: [checked], openEffects })).toMatchObject({ pay: 'waiting', tell: 'pending' });
  });

  test('end with the one that failed', () => {
    const journal = [checked, anEntry('pay', { status: 'failed', port: null })];

    expect(statuses({ status: 'needs-attention', journal })).toEqual({ check: 'succeeded', pay: 'failed', tell: 'pending', refuse: 'skipped' });
  });

  test('count the failed one as running while it is tried again', () => {
    const journal = [checked, anEntry('pay', { status: 'failed', port: null }), anEntry('pay', { status: 'failed', port: null, attempt: 2 })];

    const pay = stepsOfRun({ document, status: 'running', journal, openEffects: [] }).find(({ stepId }) => stepId === 'pay');

    expect(pay).toMatchObject({ status: 'running', attempts: 2, finishedAt: null });
  });

  test('that were never reached are skipped once it is cancelled', () => {
    expect(statuses({ status: 'cancelled', journal: [checked] })).toMatchObject({ pay: 'skipped', tell: 'skipped' });
  });

  test('come in the order in which they run, under their names', () => {
    const steps = stepsOfRun({ document, status: 'queued', journal: [], openEffects: [] });

    expect(steps.map(({ name, kind }) => `${name} (${kind})`)).toEqual(['Step check (if)', 'Step pay (map)', 'Step refuse (map)', 'Step tell (map)']);
  });

  test('name the exit that a decision took', () => {
    const [check] = stepsOfRun({ document, status: 'running', journal: [checked], openEffects: [] });

    expect(check?.port).toBe('yes');
  });
});

describe('the steps of a loop', () => {
  const inside = { ...aStep('ship', 'map'), parent: 'lines' } as FlowStep;
  const loop: FlowStep = { kind: 'for-each', id: 'lines', name: 'Each line', disabled: false, position, items: 'trigger.lines', concurrency: 1, onItemError: 'continue' };
  const looped: FlowDocument = {
    ...document,
    steps: { lines: loop, ship: inside, after: aStep('after', 'map') },
    edges: [anEdge('trigger', 'lines'), anEdge('lines', 'ship', 'each'), anEdge('lines', 'after')],
  };
  const failure = { code: 'REFUSED', class: 'business', message: 'Refused.' };
  const shipped = (index: number, changes: Partial<StepEntry> = {}) => anEntry(`lines[${index}]/ship`, changes);
  const steps = (facts: Partial<RunFacts>) => stepsOfRun({ document: looped, status: 'running', journal: [], openEffects: [], ...facts });
  const shipOf = (facts: Partial<RunFacts>) => steps(facts).find(({ stepId }) => stepId === 'ship');

  test('list their items in the order of the list, also the tenth after the second', () => {
    const ship = shipOf({ journal: [shipped(10), shipped(2), shipped(0)] });

    expect(ship?.loop?.shown.map(({ key }) => key)).toEqual(['lines[0]/ship', 'lines[2]/ship', 'lines[10]/ship']);
    expect(ship?.loop).toMatchObject({ count: 3, failed: 0 });
  });

  test('say which item failed and why, and that the loop dealt with it', () => {
    const ship = shipOf({ status: 'succeeded', journal: [shipped(0), shipped(1, { status: 'failed', port: 'failed', failure }), anEntry('lines'), anEntry('after')] });

    expect(ship).toMatchObject({ status: 'failed', failure, loop: { count: 2, failed: 1, shown: [{ status: 'succeeded' }, { status: 'failed', items: [1], failure }] } });
  });

  test('are under way while the loop is, and what follows waits for it', () => {
    expect(steps({}).map(({ stepId, status }) => `${stepId} ${status}`)).toEqual(['lines running', 'ship pending', 'after pending']);
    expect(shipOf({ journal: [shipped(0)], openEffects: [{ stepId: 'lines[1]/ship', sentAt: null }] })).toMatchObject({ status: 'running', loop: { count: 2 } });
  });

  test('of an empty list were not reached', () => {
    expect(shipOf({ status: 'succeeded', journal: [anEntry('lines'), anEntry('after')] })?.status).toBe('skipped');
  });

  test('never leave a failed item out of a long list', () => {
    const journal = Array.from({ length: 500 }, (_, index) => shipped(index, index === 499 ? { status: 'failed', port: 'failed', failure } : {}));

    const ship = shipOf({ journal });

    expect(ship?.loop?.shown).toHaveLength(200);
    expect(ship?.loop?.shown.at(-1)?.key).toBe('lines[499]/ship');
    expect(ship?.loop?.count).toBe(500);
  });
});

describe('the steps of a try', () => {
  const guard: FlowStep = { kind: 'try', id: 'guard', name: 'Guard', disabled: false, position, undo: ['pay'] };
  const guarded: FlowDocument = {
    ...document,
    steps: { guard, pay: { ...aStep('pay', 'map'), parent: 'guard' } as FlowStep, post: { ...aStep('post', 'map'), parent: 'guard' } as FlowStep, tell: aStep('tell', 'map') },
    edges: [anEdge('trigger', 'guard'), anEdge('guard', 'pay', 'body'), anEdge('pay', 'post'), anEdge('guard', 'tell', 'error')],
  };

  test('show what was undone, and the way by the error exit', () => {
    const journal = [anEntry('guard/pay'), anEntry('guard/post', { status: 'failed', port: 'failed' }), anEntry('guard/pay~undo'), anEntry('guard', { port: 'error' })];

    const steps = stepsOfRun({ document: guarded, status: 'running', journal, openEffects: [] });

    expect(steps.map(({ stepId, status, undone = false }) => `${stepId} ${status}${undone ? ' undone' : ''}`)).toEqual([
      'guard succeeded',
      'pay succeeded undone',
      'post failed',
      'tell running',
    ]);
  });
});

describe('why a condition went its way', () => {
  const why = [{ depth: 0, kind: 'at-least', left: { path: 'trigger.total', seen: { total: 250 } }, right: { seen: { value: 100 } }, holds: true }];
  const whyOf = (changes: Partial<StepEntry>, id = 'check') =>
    stepsOfRun({ document, status: 'running', journal: [anEntry(id, changes)], openEffects: [] }).find(({ stepId }) => stepId === id)?.why;

  test('is what the engine recorded', () => {
    expect(whyOf({ port: 'yes', input: { why } })).toEqual(why);
  });

  test('is not known of a run of an older release', () => {
    expect(whyOf({ port: 'yes' })).toBeUndefined();
  });

  test('is not read out of what other steps were given', () => {
    expect(whyOf({ input: { why } }, 'pay')).toBeUndefined();
  });
});
