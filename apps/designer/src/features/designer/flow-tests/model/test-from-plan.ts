import type { DryRunResult } from '@penstock/contracts';
import type { FlowTest } from '@penstock/flow-model';

/** A test that expects what a dry run says the flow does now: its outcome, and each effect with key and amount. */
export const testFromPlan = ({ name, event }: Pick<FlowTest, 'name' | 'event'>, plan: Pick<DryRunResult, 'outcome' | 'effects'>): FlowTest => ({
  name,
  event,
  answers: {},
  choices: {},
  expect: {
    outcome: plan.outcome === 'succeeded' ? 'succeeded' : 'needs-attention',
    effects: plan.effects.map(({ key, connector, action, businessKey, amount, currency, restsOn }) => ({
      step: key,
      action: `${connector}.${action}`,
      // What rests on a sample answer is another value the next time.
      ...(restsOn.length === 0 && { businessKey }),
      ...(amount !== null && { amount }),
      ...(currency !== null && { currency }),
      fields: {},
    })),
    outputs: {},
  },
});
