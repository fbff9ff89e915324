import type { RunId } from '@penstock/kernel';
import { isSuspect, SUSPECT_ALONE_MS } from '../core/claims';
import type { ClaimedRun } from '../ports/run-store';
import type { Dispatcher } from '../ports/dispatcher';
import type { Cancel, Scheduler } from '../ports/runtime-ports';
import { executeRun } from './execute-run';
import type { WorkerContext } from './execution-context';

/**
 * Claims ready runs and executes them, a bounded number at a time.
 *
 * K1 Never more than `maxInFlight` runs at once: a backlog stays in the database, not in memory.
 * K2 Hints only make it look sooner; with every hint lost a run waits at most `sweepMaxMs`.
 * K4 A process that falls behind claims nothing and takes nothing born leased: others have the runs sooner.
 * K5 Runs in whose company workers died twice are begun one after the other, at least `SUSPECT_ALONE_MS` apart.
 * K3 A run whose execution threw is given back, again and again until the store answers: it is never held silently.
 */
export interface WorkerOptions {
  readonly maxInFlight: number;
  /** The process falls behind with what it has: it takes on nothing new. */
  readonly isOverloaded?: () => boolean;
}

/** How long a run rests after an infrastructure error in this process. */
const RELEASE_DELAY_MS = 1_000;
/** One claim takes at most this many; more would be held while the first ones run. */
const CLAIM_BATCH = 128;

export class Worker {
  private readonly inFlight = new Set<RunId>();
  private readonly drained: (() => void)[] = [];
  private readonly suspects: ClaimedRun[] = [];
  private hasSuspectAlone = false;
  private isStopping = false;
  private isClaiming = false;
  private claimAgain = false;
  private pauseMs: number;
  private sweep: Cancel = () => undefined;

  constructor(
    private readonly context: WorkerContext,
    private readonly scheduler: Scheduler,
    private readonly options: WorkerOptions,
  ) {
    this.pauseMs = context.timings.sweepMinMs;
  }

  async start(dispatcher: Dispatcher): Promise<void> {
    await dispatcher.listen(() => this.wake());
    this.wake();
  }

  get freeSlots(): number {
    return this.isStopping || this.options.isOverloaded?.() ? 0 : Math.max(0, this.options.maxInFlight - this.inFlight.size);
  }

  isExecuting(runId: RunId): boolean {
    return this.inFlight.has(runId);
  }

  get inFlightCount(): number {
    return this.inFlight.size;
  }

  /** Takes over a run that was claimed for this worker elsewhere (born leased at intake). */
  take(run: ClaimedRun): void {
    this.inFlight.add(run.runId);
    if (!isSuspect(run)) {
      void this.execute(run);
      return;
    }
    this.suspects.push(run);
    this.beginNextSuspect();
  }

  private beginNextSuspect(): void {
    if (this.hasSuspectAlone) return;
    const run = this.suspects.shift();
    if (!run) return;
    this.hasSuspectAlone = true;
    const leave = once(() => {
      this.hasSuspectAlone = false;
      this.beginNextSuspect();
    });
    const cancel = this.scheduler.after(SUSPECT_ALONE_MS, leave);
    void this.execute(run, () => this.context.store.countClaim(run)).then(() => {
      cancel();
      leave();
    });
  }

  wake(): void {
    this.pauseMs = this.context.timings.sweepMinMs;
    void this.claim();
  }

  /** Stops claiming and resolves when the runs in flight have settled. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.sweep();
    // Not begun: they are given back with everything else that this worker still owns.
    for (const { runId } of this.suspects.splice(0)) this.inFlight.delete(runId);
    if (this.inFlight.size > 0) await new Promise<void>((resolve) => this.drained.push(resolve));
  }

  private async claim(): Promise<void> {
    if (this.isClaiming) {
      this.claimAgain = true;
      return;
    }
    this.isClaiming = true;
    this.sweep();
    try {
      do {
        this.claimAgain = false;
        const limit = Math.min(CLAIM_BATCH, this.freeSlots);
        if (limit === 0) break;
        const runs = await this.context.store.claim({ limit });
        if (runs.length > 0) this.pauseMs = this.context.timings.sweepMinMs;
        for (const run of runs) this.take(run);
        if (runs.length === limit) this.claimAgain = true;
      } while (this.claimAgain);
    } catch (error) {
      this.context.observer.trouble('claiming runs', error);
    } finally {
      this.isClaiming = false;
      this.scheduleSweep();
    }
  }

  private scheduleSweep(): void {
    if (this.isStopping) return;
    this.sweep = this.scheduler.after(this.pauseMs, () => {
      this.pauseMs = Math.min(this.pauseMs * 2, this.context.timings.sweepMaxMs);
      void this.claim();
    });
  }

  /** @param mayBegin asked before anything is done; false: the run belongs to another by now. */
  private async execute(run: ClaimedRun, mayBegin: () => Promise<boolean> = async () => true): Promise<void> {
    try {
      if (await mayBegin()) await executeRun(this.context, run);
    } catch (error) {
      this.context.observer.trouble(`executing run ${run.runId}`, error);
      await this.giveBack(run);
    } finally {
      this.inFlight.delete(run.runId);
      this.afterRun();
    }
  }

  private async giveBack(run: ClaimedRun): Promise<void> {
    while (!this.isStopping) {
      try {
        await this.context.store.release({ runId: run.runId, epoch: run.epoch, readyInMs: RELEASE_DELAY_MS });
        return;
      } catch (error) {
        this.context.observer.trouble(`releasing run ${run.runId}`, error);
        await new Promise<void>((resolve) => this.scheduler.after(RELEASE_DELAY_MS, resolve));
      }
    }
  }

  private afterRun(): void {
    if (this.isStopping && this.inFlight.size === 0) for (const resolve of this.drained.splice(0)) resolve();
    // Slots were exhausted when the backlog was last looked at: look again once half of them are free.
    else if (this.freeSlots === Math.ceil(this.options.maxInFlight / 2)) this.wake();
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    action();
  };
}
