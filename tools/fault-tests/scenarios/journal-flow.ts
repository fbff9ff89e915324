import type { FlowDocument, FlowStep } from '@penstock/flow-model';

/**
 * Flows that scenarios bring along: an event of our own becomes one or more journals in Prophet 21, each with a
 * reference made of the event's id, so that the judge can count them and see their order.
 */
export interface JournalFlow {
  /** Address and name of the flow. */
  readonly path: string;
  /** One journal each, posted one after the other. Default: one. */
  readonly marks?: readonly string[];
  /** Events with the same `key` go one after the other. */
  readonly hasLane?: boolean;
  /** The customer of the event is read before anything is posted. */
  readonly readsCustomer?: boolean;
}

const base = { onError: 'fail', origin: 'user' } as const;
const copy = (target: string, path: string) => ({ ...base, kind: 'copy' as const, id: idOf('copy', target), target, from: { path } });
const constant = (target: string, value: string) => ({ ...base, kind: 'const' as const, id: idOf('set', target), target, value });
const idOf = (verb: string, target: string): string => `${verb}-${target.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`;

export function journalFlow({ path, marks = [''], hasLane = false, readsCustomer = false }: JournalFlow): FlowDocument {
  const steps = [...(readsCustomer ? [customerStep] : []), ...marks.map(journalStep)];
  const chain = ['trigger', ...steps.map(({ id }) => id)];
  return {
    schemaVersion: 1,
    name: `Journals of ${path}`,
    trigger: {
      name: 'Something to post',
      connector: 'webhook',
      trigger: 'signed-webhook',
      version: 1,
      path,
      settings: { dedupeField: 'id', labels: { reference: 'id' } },
      position: { x: 0, y: 0 },
    },
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: steps.map(({ id }, index) => ({ id: `e${index + 1}`, from: chain[index] as string, port: 'default', to: id })),
    ...(hasLane && { settings: { undo: [], lane: { name: 'key', path: 'trigger.key', onFailure: 'hold' } } }),
  };
}

const customerStep: FlowStep = {
  kind: 'action',
  id: 'customer',
  name: 'Read the customer',
  disabled: false,
  position: { x: 280, y: 0 },
  connector: 'prophet21',
  action: 'get-customer',
  version: 1,
  slot: 'erp',
  input: { v: 1, rules: [copy('customerId', 'trigger.customer')], tables: {} },
};

const journalStep = (mark: string, index: number): FlowStep => ({
  kind: 'action',
  id: `journal-${index + 1}`,
  name: `Post journal ${index + 1}`,
  disabled: false,
  position: { x: 560 + index * 280, y: 0 },
  connector: 'prophet21',
  action: 'post-gl-journal',
  version: 1,
  slot: 'erp',
  input: {
    v: 1,
    tables: {},
    rules: [
      { ...base, kind: 'pipe', id: 'make-source', target: 'source', from: [{ path: 'trigger.id' }], steps: [{ op: 'template', args: { text: `{a}${mark}` } }] },
      constant('description', 'Fault test'),
      copy('period', 'trigger.period'),
      copy('yearForPeriod', 'trigger.year'),
      constant('lines[0].accountNumber', '11150010'),
      copy('lines[0].amount', 'trigger.amount'),
      constant('lines[1].accountNumber', '40100010'),
      { ...base, kind: 'pipe', id: 'make-credit', target: 'lines[1].amount', from: [{ path: 'trigger.amount' }], steps: [{ op: 'toDecimal', args: {} }, { op: 'negate', args: {} }, { op: 'toText', args: {} }] },
    ],
  },
});
