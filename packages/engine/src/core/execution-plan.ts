import type { AnyAction, ConnectorDefinition } from '@penstock/connector-sdk';
import { topologicalOrder, TRIGGER_ID, type FlowDocument, type FlowStep, type Port } from '@penstock/flow-model';
import { err, ok, type Result } from '@penstock/kernel';
import { compileCondition, compileMapping, type CompiledCondition, type CompiledMapping } from '@penstock/mapping';

/**
 * A flow version made ready to run: steps in topological order, mappings compiled, actions resolved to the pinned
 * connector versions. Pure and immutable; cached by flow version.
 */
export interface ExecutionPlan {
  readonly steps: readonly PlannedStep[];
}

interface PlannedBase {
  readonly id: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly incoming: readonly { readonly from: string; readonly port: Port }[];
}
export type PlannedStep = PlannedBase &
  (
    | { readonly kind: 'action'; readonly connector: ConnectorDefinition; readonly action: AnyAction; readonly slot: string | null; readonly input: CompiledMapping }
    | { readonly kind: 'map'; readonly mapping: CompiledMapping }
    | { readonly kind: 'if'; readonly condition: CompiledCondition }
    | { readonly kind: 'stop'; readonly message: string }
  );
export type PlannedAction = Extract<PlannedStep, { kind: 'action' }>;

export interface PlanProblem {
  readonly stepId: string | null;
  readonly message: string;
}

export type ConnectorLookup = (id: string) => ConnectorDefinition | undefined;

export function compilePlan(document: FlowDocument, connectorById: ConnectorLookup): Result<ExecutionPlan, PlanProblem> {
  const order = topologicalOrder(document);
  if (!order) return err({ stepId: null, message: 'The steps form a circle.' });
  const steps: PlannedStep[] = [];
  for (const stepId of order) {
    const step = document.steps[stepId];
    if (!step) continue;
    const planned = planStep(step, document, connectorById);
    if (!planned.ok) return planned;
    steps.push(planned.value);
  }
  return ok({ steps });
}

function planStep(step: FlowStep, document: FlowDocument, connectorById: ConnectorLookup): Result<PlannedStep, PlanProblem> {
  const base: PlannedBase = {
    id: step.id,
    name: step.name,
    disabled: step.disabled,
    incoming: document.edges.filter((edge) => edge.to === step.id).map(({ from, port }) => ({ from, port })),
  };
  const refuse = (message: string): Result<never, PlanProblem> => err({ stepId: step.id, message });
  switch (step.kind) {
    case 'stop':
      return ok({ ...base, kind: 'stop', message: step.message });
    case 'if':
      return ok({ ...base, kind: 'if', condition: compileCondition(step.condition) });
    case 'map': {
      const mapping = compileMapping(step.mapping);
      return mapping.ok ? ok({ ...base, kind: 'map', mapping: mapping.value }) : refuse('Its mapping has problems.');
    }
    case 'action': {
      const connector = connectorById(step.connector);
      const action = connector?.actions.find(({ id, version }) => id === step.action && version === step.version);
      if (!connector || !action) return refuse(`The action ${step.connector}/${step.action} v${step.version} is not installed.`);
      const input = compileMapping(step.input);
      if (!input.ok) return refuse('Its input mapping has problems.');
      return ok({ ...base, kind: 'action', connector, action, slot: step.slot ?? null, input: input.value });
    }
  }
}

export { TRIGGER_ID };
