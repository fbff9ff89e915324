import type { RunStep } from '@penstock/contracts';
import { stepsAfter, type FlowDocument } from '@penstock/flow-model';

export interface RestartShare {
  readonly repeated: number;
  readonly reused: number;
}

/** How many finished steps run again when a run restarts at `fromStep`, and how many are taken over. */
export function restartShare(document: FlowDocument, steps: readonly RunStep[], fromStep: string): RestartShare {
  const again = new Set([fromStep, ...stepsAfter(document, fromStep)]);
  const finished = steps.filter(({ status }) => status === 'succeeded');
  const reused = finished.filter(({ stepId }) => !again.has(stepId)).length;
  return { repeated: again.size, reused };
}
