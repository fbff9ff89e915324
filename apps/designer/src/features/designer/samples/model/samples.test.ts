import type { FlowStep } from '@penstock/flow-model';
import { parseJson, stringifyJson } from '@penstock/kernel';
import { aFlow } from '../../../../testing/a-flow';
import { withDroppedSource } from './drop-source';
import { createSampleStore } from './sample-store';
import { isPinStale, settingsPrint, type StepTest } from './step-evidence';

beforeEach(() => localStorage.clear());

const charge = (): FlowStep => aFlow().steps['charge'] as FlowStep;

describe('pinned samples', () => {
  test('survive a reload, and are stale when the settings change', () => {
    createSampleStore('flow', { pins: localStorage, tests: sessionStorage }).getState().pin(aFlow(), 'charge', { output: { id: 'T9' }, at: 'now' });
    const pin = createSampleStore('flow', { pins: localStorage, tests: sessionStorage }).getState().pinned['charge'];

    expect(pin).toEqual({ output: { id: 'T9' }, at: 'now', print: settingsPrint(charge()) });
    expect([pin && isPinStale(charge(), pin), pin && isPinStale({ ...charge(), version: 2 } as FlowStep, pin)]).toEqual([false, true]);
  });

  test('keep every digit over a reload', () => {
    const text = '{"id":12345678901234567890.10,"total":100.0000}';
    createSampleStore('flow', { pins: localStorage, tests: sessionStorage }).getState().pin(aFlow(), 'charge', { output: parseJson(text), at: 'now' });

    const pin = createSampleStore('flow', { pins: localStorage, tests: sessionStorage }).getState().pinned['charge'];

    expect(pin && stringifyJson(pin.output)).toBe(text);
  });

  test('belong to one flow, and can be taken off', () => {
    const store = createSampleStore('flow', { pins: localStorage, tests: sessionStorage });
    store.getState().pin(aFlow(), 'charge', { output: 1, at: 'now' });
    store.getState().unpin('charge');

    expect([createSampleStore('other', { pins: localStorage, tests: sessionStorage }).getState().pinned, createSampleStore('flow', { pins: localStorage, tests: sessionStorage }).getState().pinned]).toEqual([{}, {}]);
  });

  test('spoilt storage is as good as none', () => {
    localStorage.setItem('penstock.samples.flow', '{"charge":{"output":1}}');

    expect(createSampleStore('flow', { pins: localStorage, tests: sessionStorage }).getState().pinned).toEqual({});
  });
});

test('a test that ends after the environment was switched counts for neither', () => {
  const { getState } = createSampleStore('flow', { pins: localStorage, tests: sessionStorage });
  const last = { stepId: 'charge', reach: 'only', at: 'now', reused: {}, executed: ['charge'], notReached: null, error: null } as const;
  const tests = { charge: { status: 'succeeded' } as StepTest };
  getState().enter('production');
  getState().begin(last);
  getState().enter('sandbox');
  getState().end(last, { environment: 'production', tests, on: null });

  expect(getState()).toMatchObject({ tests: {}, last: null, running: null });
  getState().end(last, { environment: 'sandbox', tests, on: null });
  expect(getState()).toMatchObject({ tests, last });
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
