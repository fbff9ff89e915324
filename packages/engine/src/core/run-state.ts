import type { Port } from '@penstock/flow-model';
import type { Json, JsonObject } from '@penstock/kernel';
import type { ExecutionPlan, PlannedContainer, PlannedScope, PlannedStep } from './execution-plan';
import { failureToJson, type FailureRecord } from './failure';

/**
 * Where a run stands: the outcomes of its finished steps, by key. Everything else (what is next, what was skipped,
 * which items of a loop are done) is derived from them.
 *
 * A key names one execution of a step within the run: `charge`, in the fourth item of a loop `lines[3]/charge`, in a
 * try `guard/charge`; what undoes it is `charge~undo`. It is the `step_id` of journal and effects.
 *
 * P1 A finished step is never executed again (G7): it has an outcome here, folded from the journal.
 */
export interface StepOutcome {
  readonly port: Port;
  readonly output: Json;
}

/** Port of a step that failed for good where a container around it deals with the failure. */
export const FAILED: Port = 'failed';

export interface RunState {
  readonly payload: Json;
  /** What mappings may read as `run`. */
  readonly about: JsonObject;
  readonly outcomes: ReadonlyMap<string, StepOutcome>;
  /** Its write may have happened: to be settled before anything around it is left. */
  isUnsettled(key: string): boolean;
  /** People gave its write up without knowing whether it happened: a run that is cancelled ends without it. */
  isLeft(key: string): boolean;
  /** It has a confirmed effect of this run, which can be undone. */
  isConfirmed(key: string): boolean;
  /** It waits for a person, until they ask for another try. */
  isHeld(key: string): boolean;
  /** It is being executed right now. */
  isActive(key: string): boolean;
}

/** The surroundings of a step: the top of the flow, a try, or one item of a loop. */
export interface InstanceScope {
  readonly planned: PlannedScope;
  /** Before the step's id in keys. */
  readonly prefix: string;
  readonly around: InstanceScope | null;
  readonly container: PlannedContainer | null;
  readonly item: { readonly item: Json; readonly index: number; readonly count: number } | null;
}

export const topScope = ({ top }: ExecutionPlan): InstanceScope => ({ planned: top, prefix: '', around: null, container: null, item: null });

/** One execution of a step. */
export interface Instance {
  readonly key: string;
  readonly step: PlannedStep;
  readonly scope: InstanceScope;
  /** Key of the step whose effect this undoes. */
  readonly undoes?: string;
  /** What is around it is being closed: what may have happened is settled, nothing is sent for it any more. */
  readonly isClosing?: boolean;
  /** A container whose body has come to its end. */
  readonly conclusion?: Conclusion;
}
export type Conclusion = { readonly kind: 'outcome'; readonly outcome: StepOutcome } | { readonly kind: 'failure'; readonly failure: FailureRecord };

export const undoKeyOf = (key: string): string => `${key}~undo`;

/** `charge` of `lines[3]/guard/charge~undo`. */
export const stepIdOf = (key: string): string => key.slice(key.lastIndexOf('/') + 1).replace(/~undo$/, '');

/** Whether a container around deals with a failure for good; otherwise a person does. */
export function isCaughtAround(scope: InstanceScope): boolean {
  for (let at: InstanceScope | null = scope; at?.container; at = at.around) {
    const { container } = at;
    if (container.kind === 'try' || !container.stopsOnError || container.catchesErrors) return true;
  }
  return false;
}

/** What mappings and conditions of a step may read: `trigger`, `steps`, `loop` and `run`. */
export function mappingScope(state: RunState, scope: InstanceScope): { readonly [root: string]: Json } {
  const steps: Record<string, Json> = {};
  const loop: Record<string, Json> = {};
  for (let at: InstanceScope | null = scope; at; at = at.around) {
    for (const { id } of at.planned.steps) {
      const outcome = state.outcomes.get(at.prefix + id);
      if (outcome) steps[id] = outcome.output;
    }
    if (at.item && at.container) loop[at.container.id] = at.item as unknown as JsonObject;
  }
  return { trigger: state.payload, steps, loop, run: state.about };
}

/** What a step that failed for good leaves behind for those who deal with it. */
export const failedOutput = (failure: FailureRecord): JsonObject => ({ error: failureToJson(failure) });
