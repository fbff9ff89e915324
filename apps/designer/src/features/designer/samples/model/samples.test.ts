import type { DryRunResult } from '@penstock/contracts';
import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { aFlow } from '../../../../testing/a-flow';
import { withDroppedSource } from './drop-source';
import { createSampleStore, samplesForDryRun } from './sample-store';
import { evidenceOf, isPinStale, settingsPrint } from './step-evidence';

beforeEach(() => localStorage.clear());

const charge = (): FlowStep => aFlow().steps['charge'] as FlowStep;
const result = (parts: object[]): DryRunResult => ({ steps: parts }) as unknown as DryRunResult;
const tried = { stepId: 'charge', status: 'succeeded', answeredFrom: 'sample', input: { amount: '1' }, output: { id: 'T1' }, failure: null };

describe('how a step fared', () => {
  test('is tested until its settings change; a new name changes nothing', () => {
    const store = createSampleStore('flow', localStorage);
    const before = evidenceOf(charge(), store.getState().tests['charge']);
    store.getState().record(aFlow(), result([tried]), '2026-05-04T10:00:00Z');
    const test = store.getState().tests['charge'];
    const changed = { ...charge(), version: 2 } as FlowStep;

    expect([before, evidenceOf(charge(), test), evidenceOf({ ...charge(), name: 'Pay' } as FlowStep, test), evidenceOf(changed, test)]).toEqual([
      'untested',
      'tested',
      'tested',
      'changed',
    ]);
  });

  test('a failure says so, and a step that was not reached is still untested', () => {
    const store = createSampleStore('flow', localStorage);
    store.getState().record(aFlow(), result([{ ...tried, status: 'failed', failure: { message: 'Declined' } }, { ...tried, stepId: 'check', status: 'not-reached' }]), 'now');
    const { tests } = store.getState();

    expect([evidenceOf(charge(), tests['charge']), tests['charge']?.message, evidenceOf(aFlow().steps['check'] as FlowStep, tests['check'])]).toEqual([
      'failed',
      'Declined',
      'untested',
    ]);
  });
});

describe('pinned samples', () => {
  test('survive a reload, and are stale when the settings change', () => {
    createSampleStore('flow', localStorage).getState().pin(aFlow(), 'charge', { output: { id: 'T9' }, at: 'now' });
    const pin = createSampleStore('flow', localStorage).getState().pinned['charge'];

    expect(pin).toEqual({ output: { id: 'T9' }, at: 'now', print: settingsPrint(charge()) });
    expect([pin && isPinStale(charge(), pin), pin && isPinStale({ ...charge(), version: 2 } as FlowStep, pin)]).toEqual([false, true]);
  });

  test('belong to one flow, and can be taken off', () => {
    const store = createSampleStore('flow', localStorage);
    store.getState().pin(aFlow(), 'charge', { output: 1, at: 'now' });
    store.getState().unpin('charge');

    expect([createSampleStore('other', localStorage).getState().pinned, createSampleStore('flow', localStorage).getState().pinned]).toEqual([{}, {}]);
  });

  test('go to a dry run under the key of their step: in a loop that of its first item', () => {
    const loop = { id: 'each', name: 'Each', kind: 'for-each', items: 'trigger.lines', concurrency: 1, onItemError: 'stop', disabled: false, position: { x: 0, y: 0 } } as const;
    const flow: FlowDocument = { ...aFlow(), steps: { ...aFlow().steps, each: loop, inside: { ...charge(), id: 'inside', parent: 'each' } as FlowStep } };
    const pin = { output: 1, at: 'now', print: '' };

    expect(samplesForDryRun(flow, { charge: pin, inside: pin, gone: pin })).toEqual({ charge: 1, 'each[0]/inside': 1 });
  });

  test('spoilt storage is as good as none', () => {
    localStorage.setItem('penstock.samples.flow', '{"charge":{"output":1}}');

    expect(createSampleStore('flow', localStorage).getState().pinned).toEqual({});
  });
});

describe('a field dropped on a setting', () => {
  test('becomes its source, in place of what was there', () => {
    const once = withDroppedSource(charge(), 'amount', 'trigger.order.total') as FlowStep;
    const twice = withDroppedSource(once, 'amount', 'trigger.order.id');

    expect(twice).toMatchObject({ input: { rules: [{ kind: 'copy', target: 'amount', from: { path: 'trigger.order.id' } }] } });
  });

  test('means nothing to a step without a mapping', () => {
    expect(withDroppedSource(aFlow().steps['check'] as FlowStep, 'amount', 'trigger.order.total')).toBeNull();
  });
});
