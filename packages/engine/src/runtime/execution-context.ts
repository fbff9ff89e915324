import type { Clock, Ids, Random } from '@penstock/kernel';
import type { EngineTimings } from '../core/timings';
import type { ActionInvoker, ConnectionResolver } from '../ports/action-invoker';
import type { EnvironmentValuesSource } from '../ports/environment-values';
import type { ConnectionGate } from '../ports/connection-gate';
import type { RestoreGuard } from '../ports/restore-guard';
import type { RunProgressStore, RunStore } from '../ports/run-store';
import type { CallbackAddresses, Digest, PlanCache, RunObserver, Scheduler } from '../ports/runtime-ports';

/** Everything a run needs to be executed; one immutable object, assembled by the host. */
export interface ExecutionContext {
  readonly store: RunProgressStore;
  readonly connections: ConnectionResolver;
  readonly invoker: ActionInvoker;
  readonly gate: ConnectionGate;
  readonly restoreGuard: RestoreGuard;
  readonly plans: PlanCache;
  readonly environmentValues: EnvironmentValuesSource;
  readonly callbacks: CallbackAddresses;
  readonly digest: Digest;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly timings: EngineTimings;
  readonly observer: RunObserver;
  readonly lease: WorkerLease;
}

/** What a worker needs besides: where runs come from. */
export interface WorkerContext extends ExecutionContext {
  readonly store: RunStore;
}

export interface WorkerLease {
  /**
   * Self-fence, asked in the same tick as the send: false when the lease may end before the request is out.
   * Measured without it: 4 duplicates in 1,200 events with workers stopped past their lease.
   */
  canSend(): boolean;
}
