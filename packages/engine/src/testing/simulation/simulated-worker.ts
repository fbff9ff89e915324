import type { ConnectorDefinition } from '@penstock/connector-sdk';
import { ConnectorFailure } from '@penstock/connector-sdk';
import type { FlowDocument } from '@penstock/flow-model';
import { invariant, type ConnectionId, type Ids, type Random } from '@penstock/kernel';
import { compilePlan, type ExecutionPlan } from '../../core/execution-plan';
import type { EngineTimings } from '../../core/timings';
import { directInvoker } from '../../ports/action-invoker';
import type { ConnectionGate } from '../../ports/connection-gate';
import { noEnvironmentValues } from '../../ports/environment-values';
import { openGuard } from '../../ports/restore-guard';
import type { NewEvent, RunStore } from '../../ports/run-store';
import type { WorkerContext } from '../../runtime/execution-context';
import { LeaseKeeper } from '../../runtime/lease-keeper';
import { Worker } from '../../runtime/worker';
import type { Storm } from './fault-plan';
import type { SeededChoices } from './seeded-choices';
import type { SimulatedProcess } from './simulated-process';
import type { VirtualTime } from './virtual-time';

export interface WorkerParts {
  readonly process: SimulatedProcess;
  readonly store: RunStore;
  readonly time: VirtualTime;
  readonly ids: Ids;
  readonly random: Random;
  readonly choices: SeededChoices;
  readonly storm: Storm;
  readonly timings: EngineTimings;
  readonly connector: ConnectorDefinition;
  readonly documents: ReadonlyMap<string, FlowDocument>;
  /** Ablation: false sends whatever the lease says. */
  readonly fencesItself: boolean;
  readonly onLost: () => void;
}

const MAX_IN_FLIGHT = 4;
const none = (): void => undefined;

/** One incarnation of a worker: the real worker and lease keeper, and the janitor's round. */
export class SimulatedWorker {
  readonly worker: Worker;
  private readonly lease: LeaseKeeper;
  private suspects = new Set<string>();

  constructor(private readonly parts: WorkerParts) {
    const { process, store, time, timings, onLost } = parts;
    const observer = { runChanged: none, responded: none, trouble: none };
    this.lease = new LeaseKeeper({ store, clock: time, scheduler: process, timings, observer, onLost });
    this.worker = new Worker(this.context(), process, { maxInFlight: MAX_IN_FLIGHT });
  }

  async start(): Promise<void> {
    await this.lease.start();
    await this.worker.start({ announce: none, listen: async () => undefined, close: async () => undefined });
    void this.tidy();
  }

  /** @returns whether the event was taken; a sender that hears nothing tries again. */
  async accept(event: NewEvent): Promise<boolean> {
    try {
      const { claimed } = await this.parts.store.accept({ ...event, claim: event.claim && this.worker.freeSlots > 0 });
      for (const run of claimed) this.worker.take(run);
      if (claimed.length === 0) this.worker.wake();
      return true;
    } catch {
      return false;
    }
  }

  /** As the janitor of a worker process does: frees runs of dead workers, and those owned without knowing. */
  private async tidy(): Promise<void> {
    const { process, store, timings } = this.parts;
    try {
      let freed = await store.releaseDead();
      const idle = (await store.ownedRuns()).filter((runId) => !this.worker.isExecuting(runId));
      const forgotten = idle.filter((runId) => this.suspects.has(runId));
      this.suspects = new Set(idle);
      if (forgotten.length > 0) await store.releaseForgotten({ runIds: forgotten });
      freed += forgotten.length;
      if (freed > 0) this.worker.wake();
    } catch {
      // The database was away; the next round comes anyway.
    }
    process.after(timings.heartbeatMs, () => void this.tidy());
  }

  private context(): WorkerContext {
    const { process, store, time, ids, random, timings, fencesItself } = this.parts;
    return {
      store,
      connections: { resolve: async () => this.resolve() },
      gate: this.gate(),
      restoreGuard: openGuard,
      plans: { planOf: async (flowVersionId) => this.planOf(flowVersionId) },
      environmentValues: noEnvironmentValues,
      invoker: directInvoker,
      callbacks: { addressOf: ({ runId, key }) => `https://penstock.test/callbacks/${runId}/${key}` },
      digest: { sha256: (text) => text },
      ids,
      clock: time,
      random,
      scheduler: process,
      timings,
      observer: { runChanged: none, responded: none, trouble: none },
      lease: { canSend: () => !fencesItself || this.lease.canSend() },
    };
  }

  private async resolve() {
    const { process, storm, time, choices } = this.parts;
    await process.pause(3);
    if (storm.strikes('resolve')) {
      storm.count('connection could not be resolved');
      if (choices.happens(0.5)) throw new TypeError('Connection terminated unexpectedly');
      throw new ConnectorFailure({ class: 'config', code: 'NOT_BOUND', message: 'The slot is not bound.' });
    }
    const http = { send: () => Promise.reject(new TypeError('no HTTP here')) };
    return { connectionId: 'connection' as ConnectionId, fingerprint: 'ledger:simulation', context: { http, settings: {}, clock: time } };
  }

  private gate(): ConnectionGate {
    const { process, storm, choices } = this.parts;
    return {
      enter: async () => {
        await process.pause(2);
        if (!storm.strikes('gate')) return { kind: 'go', leave: none };
        storm.count('connection held by its gate');
        return { kind: 'hold', reason: 'breaker', waitMs: choices.between(100, 10_000) };
      },
    };
  }

  private readonly planned = new Map<string, ExecutionPlan>();
  private async planOf(flowVersionId: string): Promise<ExecutionPlan> {
    await this.parts.process.pause(2);
    const known = this.planned.get(flowVersionId);
    if (known) return known;
    const compiled = compilePlan(this.parts.documents.get(flowVersionId) as FlowDocument, () => this.parts.connector);
    invariant(compiled.ok, `flow ${flowVersionId} compiles: ${compiled.ok ? '' : compiled.error.message}`);
    this.planned.set(flowVersionId, compiled.value);
    return compiled.value;
  }
}
