import type { Port } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { TRIGGER_ID, type ExecutionPlan, type PlannedStep } from './execution-plan';

/**
 * Where a run stands: the outputs of its finished steps. Everything else (what is next, what was skipped) is derived.
 *
 * P1 A finished step is never executed again (G7): it has an outcome here, folded from the journal.
 * P2 A step runs when every edge into it is decided and at least one was taken; otherwise it is skipped.
 */
export interface StepOutcome {
  readonly port: Port;
  readonly output: Json;
}

export interface RunProgress {
  readonly payload: Json;
  readonly outcomes: ReadonlyMap<string, StepOutcome>;
}

export type NextStep =
  | { readonly kind: 'step'; readonly step: PlannedStep }
  /** Nothing left: the run has succeeded. */
  | { readonly kind: 'finished' };

export function nextStep(plan: ExecutionPlan, progress: RunProgress): NextStep {
  const skipped = new Set<string>();
  for (const step of plan.steps) {
    if (progress.outcomes.has(step.id)) continue;
    if (!isReached(step, progress, skipped)) skipped.add(step.id);
    else return { kind: 'step', step };
  }
  return { kind: 'finished' };
}

function isReached(step: PlannedStep, progress: RunProgress, skipped: ReadonlySet<string>): boolean {
  return step.incoming.some(({ from, port }) => {
    if (from === TRIGGER_ID) return true;
    if (skipped.has(from)) return false;
    return progress.outcomes.get(from)?.port === port;
  });
}

/** What mappings and conditions of a run may read: `trigger` and `steps`. */
export function mappingScope(progress: RunProgress): { readonly [root: string]: Json } {
  const steps: Record<string, Json> = {};
  for (const [stepId, { output }] of progress.outcomes) steps[stepId] = output;
  return { trigger: progress.payload, steps };
}
