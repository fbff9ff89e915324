import type { EnvironmentId, FlowVersionId, OrganizationId, RunId } from '@penstock/kernel';
import type { ExecutionPlan } from '../core/execution-plan';

/** One-way hash of canonical text, hex sha256. */
export interface Digest {
  sha256(text: string): string;
}

/** Timers as a port, so that tests own the time. */
export interface Scheduler {
  after(delayMs: number, action: () => void): Cancel;
}
export type Cancel = () => void;

/** Where somebody outside calls to end a wait; cannot be guessed. */
export interface CallbackAddresses {
  addressOf(params: { readonly runId: RunId; readonly key: string }): string;
}

export interface PlanCache {
  /** The compiled plan of an immutable version. @throws PenstockError when it cannot be compiled any more. */
  planOf(flowVersionId: FlowVersionId): Promise<ExecutionPlan>;
}

/** Told after commit; for live views and counters, never for decisions. */
export interface RunObserver {
  runChanged(change: {
    readonly organizationId: OrganizationId;
    readonly environmentId: EnvironmentId;
    readonly flowId: string;
    readonly runId: RunId;
    readonly status: string;
  }): void;
  /** The run has answered its caller; JSON text. */
  responded(response: { readonly runId: RunId; readonly text: string }): void;
  /** An infrastructure error the engine survives. */
  trouble(what: string, error: unknown): void;
}
