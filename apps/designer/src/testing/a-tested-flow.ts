import type { DryRunResult, RehearsedStepView } from '@penstock/contracts';
import type { ActionStep, FlowDocument, FlowStep } from '@penstock/flow-model';
import type { MappingRule } from '@penstock/mapping';

const copy = (target: string, path: string): MappingRule => ({ kind: 'copy', id: `r-${target}`, target, from: { path }, onError: 'fail', origin: 'user' });
const place = { disabled: false, position: { x: 0, y: 0 } };

export const anAction = (id: string, sources: Readonly<Record<string, string>>, over: Partial<ActionStep> = {}): ActionStep => ({
  id,
  name: id,
  kind: 'action',
  ...place,
  connector: 'paytrace',
  action: 'sale',
  version: 1,
  slot: 'paytrace',
  input: { v: 1, rules: Object.entries(sources).map(([target, path]) => copy(target, path)), tables: {} },
  ...over,
});

/** `find` reads the event, `check` decides on what it found, `post` uses both; `aside` reads nothing of them. */
export function aReadingFlow(): FlowDocument {
  const check: FlowStep = { id: 'check', name: 'Found?', kind: 'if', ...place, condition: { left: 'steps.find.found', op: 'equals', value: true } };
  const steps = [anAction('find', { invoice: 'trigger.order.id' }), check, anAction('post', { reference: 'steps.find.id' }), anAction('aside', { amount: 'trigger.order.total' })];
  return {
    schemaVersion: 1,
    name: 'Reading',
    trigger: { name: 'Order placed', connector: 'webhook', trigger: 'order', version: 1, path: 'orders', settings: {}, position: { x: 0, y: 0 } },
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: [
      { id: 'e1', from: 'trigger', port: 'default', to: 'find' },
      { id: 'e2', from: 'find', port: 'default', to: 'check' },
      { id: 'e3', from: 'check', port: 'yes', to: 'post' },
      { id: 'e4', from: 'post', port: 'default', to: 'aside' },
    ],
  };
}

export const aTestedStep = (stepId: string, over: Partial<RehearsedStepView> = {}): RehearsedStepView => ({
  key: stepId,
  stepId,
  name: stepId,
  kind: 'action',
  iteration: [],
  status: 'succeeded',
  port: 'default',
  failure: null,
  answeredFrom: 'live',
  restsOn: [],
  isGuess: false,
  ...over,
});

export const aTestResult = (steps: readonly RehearsedStepView[], over: Partial<DryRunResult> = {}): DryRunResult => ({
  flowId: '0193a000-0000-7000-8000-000000000001',
  version: 'draft',
  environment: 'sandbox',
  outcome: 'succeeded',
  steps: [...steps],
  effects: [],
  totals: [],
  assumptions: [],
  problems: [],
  ...over,
});
