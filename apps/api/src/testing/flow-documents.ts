import type { ActionStep, FlowDocument, FlowTrigger } from '@penstock/flow-model';
import type { MappingRule } from '@penstock/mapping';

const position = { x: 0, y: 0 };

const copy = (target: string, path: string): MappingRule => ({ kind: 'copy', id: `r-${target}`, target, from: { path }, onError: 'fail', origin: 'user' });

/** Pays the amount of the notice. */
export function anAmountPayingFlow(amountPath = 'trigger.amount'): FlowDocument {
  const flow = aPayingFlow();
  const pay = flow.steps['pay'] as ActionStep;
  return { ...flow, steps: { pay: { ...pay, input: { v: 1, rules: [copy('reference', 'trigger.reference'), copy('amount', amountPath)], tables: {} } } } };
}

/** Pays only what is above 100, at an address of its own. */
export function anAskingFlow(): FlowDocument {
  const flow = aPayingFlow({ path: 'asked' });
  const condition = { left: 'trigger.amount', op: 'greater-than' as const, value: 100 };
  return {
    ...flow,
    steps: { ...flow.steps, ask: { kind: 'if', id: 'ask', name: 'Ask', disabled: false, position, condition } },
    edges: [
      { id: 'e1', from: 'trigger', port: 'default', to: 'ask' },
      { id: 'e2', from: 'ask', port: 'yes', to: 'pay' },
    ],
  };
}

/** Pays by reference whenever a notice comes in. */
export function aPayingFlow(trigger: Partial<FlowTrigger> = {}): FlowDocument {
  return {
    schemaVersion: 1,
    name: 'Pay by notice',
    trigger: { name: 'Notice', connector: 'bank', trigger: 'notice', version: 1, path: 'notices', settings: {}, position, ...trigger },
    steps: {
      pay: {
        kind: 'action',
        id: 'pay',
        name: 'Pay',
        disabled: false,
        position,
        connector: 'bank',
        action: 'pay',
        version: 1,
        slot: 'bank',
        input: {
          v: 1,
          rules: [{ kind: 'copy', id: 'r1', target: 'reference', from: { path: 'trigger.reference' }, onError: 'fail', origin: 'user' }],
          tables: {},
        },
      },
    },
    edges: [{ id: 'e1', from: 'trigger', port: 'default', to: 'pay' }],
  };
}
