import type { ConnectionId } from '@penstock/kernel';
import type { PlannedAction } from '../core/execution-plan';
import type { FailureRecord } from '../core/failure';
import type { ClaimedRun } from '../ports/run-store';

/** How the execution of one step ended. What it did is in the ledger and travels with the next commit. */
export type StepResult =
  /** It has an outcome; others may follow. */
  | { readonly kind: 'done' }
  /** Nothing more to do for it before `delayMs` have passed. */
  | { readonly kind: 'wait'; readonly delayMs: number; readonly failure: FailureRecord | null; readonly blockedOn?: ConnectionId }
  /** Only a person can tell how it goes on. */
  | { readonly kind: 'attention'; readonly failure: FailureRecord }
  /** The run belongs to another worker: nothing more may be done. */
  | { readonly kind: 'lost' };

export const done: StepResult = { kind: 'done' };
export const lost: StepResult = { kind: 'lost' };
export const wait = (delayMs: number, failure: FailureRecord | null = null): StepResult => ({ kind: 'wait', delayMs: Math.max(0, delayMs), failure });

/** Which connection an action of a run goes to. */
export const connectionOf = (run: ClaimedRun, step: PlannedAction) => ({
  organizationId: run.organizationId,
  environmentId: run.environmentId,
  flowId: run.flowId,
  connector: step.connector.id,
  slot: step.slot,
});
