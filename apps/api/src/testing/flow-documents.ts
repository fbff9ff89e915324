import type { FlowDocument, FlowTrigger } from '@penstock/flow-model';

const position = { x: 0, y: 0 };

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
