import type { Cancel, EngineTimings, RunObserver, RunStore, Scheduler } from '@penstock/engine';

interface Parts {
  readonly store: RunStore;
  readonly scheduler: Scheduler;
  readonly timings: EngineTimings;
  readonly observer: RunObserver;
  /** Runs of dead workers became free. */
  readonly onFreed: () => void;
}

/** Frees what dead workers held. Every worker process runs one; the statement makes rivals harmless. */
export class Janitor {
  private next: Cancel = () => undefined;
  private isStopped = false;

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
      if ((await store.releaseDead()) > 0) onFreed();
    } catch (error) {
      observer.trouble('freeing the runs of dead workers', error);
    }
    if (!this.isStopped) this.next = scheduler.after(timings.heartbeatMs / 2, () => void this.round());
  }
}
