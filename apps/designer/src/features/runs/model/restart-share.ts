import type { RunStep } from '@penstock/contracts';
import { stepsAfter, type FlowDocument } from '@penstock/flow-model';

export interface RestartShare {
  readonly repeated: number;
  readonly reused: number;
}

/** How many steps that ran before run again when a run restarts at `fromStep`, and how many finished ones are taken over. */
export function restartShare(document: FlowDocument, steps: readonly RunStep[], fromStep: string): RestartShare {
  const again = new Set([fromStep, ...stepsAfter(document, fromStep)]);
  const repeated = steps.filter(({ stepId, status }) => again.has(stepId) && hasRun(status)).length;
  const reused = steps.filter(({ stepId, status }) => !again.has(stepId) && status === 'succeeded').length;
  return { repeated, reused };
}

const hasRun = (status: RunStep['status']): boolean => status !== 'pending' && status !== 'skipped';
