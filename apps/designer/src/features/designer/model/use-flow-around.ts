import type { FlowDocument, StepId } from '@penstock/flow-model';
import { useRef } from 'react';

/**
 * The flow as it matters to what a step can read: the same object as long as nothing but the step itself and names
 * have changed. What is worked out from it is not worked out again with every key that is pressed in the step's settings.
 */
export function useFlowAround(flow: FlowDocument, stepId: StepId): FlowDocument {
  const last = useRef(flow);
  if (!isSameAround(last.current, flow, stepId)) last.current = flow;
  return last.current;
}

/** Exits and places in containers decide who reads whom; settings of the step itself do not. */
export function isSameAround(before: FlowDocument, now: FlowDocument, stepId: StepId): boolean {
  if (before === now) return true;
  if (before.trigger !== now.trigger || before.edges !== now.edges) return false;
  const ids = Object.keys(now.steps);
  if (ids.length !== Object.keys(before.steps).length) return false;
  return ids.every((id) => {
    const old = before.steps[id];
    const step = now.steps[id];
    return old === step || (id === stepId && old?.kind === step?.kind && old?.parent === step?.parent);
  });
}
