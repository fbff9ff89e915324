import type { FlowDocument } from '@penstock/flow-model';

/** The document with every flow it calls named by its id elsewhere; ids that are not known stay. */
export function withSubFlowIds(document: FlowDocument, idOf: (flowId: string) => string | undefined): FlowDocument {
  const steps = Object.entries(document.steps).map(([id, step]) => [id, step.kind === 'sub-flow' ? { ...step, flowId: idOf(step.flowId) ?? step.flowId } : step] as const);
  return { ...document, steps: Object.fromEntries(steps) };
}

export const subFlowIdsOf = ({ steps }: FlowDocument): string[] => Object.values(steps).flatMap((step) => (step.kind === 'sub-flow' ? [step.flowId] : []));
