import type { RunId } from '@penstock/kernel';
import { CLAIMS_COUNTED_AT_ONCE } from '../core/claims';
import type { MemoryDatabase, StoredRun } from './memory-database';

export interface LeaseTimes {
  readonly workerLeaseMs: number;
  readonly takeoverGraceMs: number;
}

/** The lease of one worker, and what becomes of runs whose worker lets them go or is gone. */
export class MemoryLeases {
  constructor(
    private readonly database: MemoryDatabase,
    private readonly workerId: string,
    private readonly times: LeaseTimes,
  ) {
    this.renew();
  }

  heartbeat(): boolean {
    if (!this.database.leases.has(this.workerId)) return false;
    this.renew();
    return true;
  }

  releaseDead(): number {
    const { leases, runs } = this.database;
    for (const [worker, until] of leases) {
      if (worker !== this.workerId && until < this.now - this.times.takeoverGraceMs) leases.delete(worker);
    }
    const orphans = [...runs.values()].filter(({ queue }) => queue?.owner && !leases.has(queue.owner));
    for (const run of orphans) run.queue = { ...run.queue!, owner: null, epoch: run.queue!.epoch + 1 };
    return orphans.length;
  }

  release({ runId, epoch, readyInMs }: { readonly runId: RunId; readonly epoch: number; readonly readyInMs: number }): void {
    const run = this.database.runs.get(runId);
    if (run?.queue?.owner !== this.workerId || run.queue.epoch !== epoch) return;
    run.queue = { ...run.queue, owner: null, epoch: epoch + 1, claims: 0, readyAt: this.now + readyInMs };
  }

  ownedRuns(): readonly RunId[] {
    return this.owned().map(({ runId }) => runId);
  }

  releaseForgotten(runIds: readonly RunId[]): void {
    for (const run of this.owned().filter(({ runId }) => runIds.includes(runId))) {
      run.queue = { ...run.queue!, owner: null, epoch: run.queue!.epoch + 1, claims: takenBack(run.queue!.claims) };
    }
  }

  releaseOwn(): void {
    for (const run of this.owned()) run.queue = { ...run.queue!, owner: null, epoch: run.queue!.epoch + 1 };
    this.database.leases.delete(this.workerId);
  }

  private owned(): StoredRun[] {
    return [...this.database.runs.values()].filter(({ queue }) => queue?.owner === this.workerId);
  }

  private renew(): void {
    this.database.leases.set(this.workerId, this.now + this.times.workerLeaseMs);
  }

  private get now(): number {
    return this.database.clock.now();
  }
}

/** From the third on a claim counts only once its run is begun: there is nothing to take back. */
const takenBack = (claims: number): number => (claims > CLAIMS_COUNTED_AT_ONCE ? claims : Math.max(0, claims - 1));
