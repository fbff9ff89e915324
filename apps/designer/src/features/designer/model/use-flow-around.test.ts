import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { aFlow } from '../../../testing/a-flow';
import { isSameAround } from './use-flow-around';

const flow = aFlow();
const withStep = (id: string, change: Partial<FlowStep>): FlowDocument => ({
  ...flow,
  steps: { ...flow.steps, [id]: { ...flow.steps[id], ...change } as FlowStep },
});

describe('the flow around a step', () => {
  test('stays the same while the step itself is edited', () => {
    expect(isSameAround(flow, withStep('charge', { name: 'Pay' }), 'charge')).toBe(true);
  });

  test.each([
    ['another step', withStep('check', { name: 'To pay?' })],
    ['the container of the step', withStep('charge', { parent: 'loop' })],
    ['the lines', { ...flow, edges: [] }],
    ['the trigger', { ...flow, trigger: { ...flow.trigger, name: 'Order' } }],
    ['the steps there are', { ...flow, steps: {} }],
  ])('is another one when %s changed', (_what, next) => {
    expect(isSameAround(flow, next, 'charge')).toBe(false);
  });
});
