import type { Cancel, EngineTimings, RunObserver, RunStore, Scheduler } from '@penstock/engine';
import type { RunId } from '@penstock/kernel';

interface Parts {
  readonly store: RunStore;
  readonly scheduler: Scheduler;
  readonly timings: EngineTimings;
  readonly observer: RunObserver;
  /** Does this process execute the run right now? */
  readonly isExecuting: (runId: RunId) => boolean;
  /** Runs became free. */
  readonly onFreed: () => void;
}

/**
 * Frees what nobody works on: runs of dead workers, runs this worker owns without knowing, because the answer to its
 * claim was lost, and lanes whose head went while the next run was being marked. Every worker process runs one; the statements make rivals harmless.
 */
export class Janitor {
  private next: Cancel = () => undefined;
  private isStopped = false;
  /** Owned but not executed in the last round: the answer to their claim may still be under way. */
  private suspects = new Set<RunId>();

  constructor(private readonly parts: Parts) {}

  /** The first round comes at once: after a crash of everything, the former incarnation's runs are freed as soon as its lease allows. */
  start(): void {
    void this.round();
  }

  stop(): void {
    this.isStopped = true;
    this.next();
  }

  private async round(): Promise<void> {
    const { store, scheduler, timings, observer, onFreed } = this.parts;
    try {
      const freed = (await store.releaseDead()) + (await this.releaseForgotten()) + (await store.sweepLanes());
      if (freed > 0) onFreed();
    } catch (error) {
      observer.trouble('freeing runs that nobody works on', error);
    }
    if (!this.isStopped) this.next = scheduler.after(timings.heartbeatMs / 2, () => void this.round());
  }

  private async releaseForgotten(): Promise<number> {
    const { store, isExecuting } = this.parts;
    const idle = (await store.ownedRuns()).filter((runId) => !isExecuting(runId));
    const forgotten = idle.filter((runId) => this.suspects.has(runId));
    this.suspects = new Set(idle);
    if (forgotten.length > 0) await store.releaseForgotten({ runIds: forgotten });
    return forgotten.length;
  }
}
