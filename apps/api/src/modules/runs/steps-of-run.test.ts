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
    const journal = [checked, anEntry('pay', { status: 'failed' })];

    expect(statuses({ status: 'needs-attention', journal })).toEqual({ check: 'succeeded', pay: 'failed', tell: 'pending', refuse: 'skipped' });
  });

  test('count the failed one as running while it is tried again', () => {
    const journal = [checked, anEntry('pay', { status: 'failed' }), anEntry('pay', { status: 'failed', attempt: 2 })];

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
