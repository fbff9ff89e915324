import type { RunId } from '@penstock/kernel';
import { isSuspect } from '../core/claims';
import type { ClaimedRun } from '../ports/run-store';
import type { Dispatcher } from '../ports/dispatcher';
import type { Cancel, Scheduler } from '../ports/runtime-ports';
import { executeRun } from './execute-run';
import type { WorkerContext } from './execution-context';
import { Places } from './places';
import { Suspects } from './suspects';

/**
 * Claims ready runs and executes them, a bounded number at a time.
 *
 * K1 Never more than `maxInFlight` runs are begun at once (`resize` changes it): a backlog stays in the database, not in memory.
 * K2 Hints only make it look sooner; with every hint lost a run waits at most `sweepMaxMs`.
 * K4 A process that falls behind claims nothing and takes nothing born leased: others have the runs sooner.
 * K6 The last places are kept for flows that hold less than their share (S6 for what is in flight).
 * K5 Runs in whose company workers died twice are begun one after the other, and few of them are held at a time.
 * K3 A run whose execution threw is given back, again and again until the store answers: it is never held silently.
 */
export interface WorkerOptions {
  readonly maxInFlight: number;
  /** Of these, places that a flow which holds its share may not take. */
  readonly keptForOthers?: number;
  /** The process falls behind with what it has: it takes on nothing new. */
  readonly isOverloaded?: () => boolean;
}

/** How long a run rests after an infrastructure error in this process. */
const RELEASE_DELAY_MS = 1_000;
/** One claim takes at most this many; more would be held while the first ones run. */
const CLAIM_BATCH = 128;

export class Worker {
  private readonly places: Places;
  private readonly drained: (() => void)[] = [];
  private readonly suspects: Suspects;
  /** The last claim brought as many suspects as it asked for. */
  private areSuspectsLeft = false;
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
    this.places = new Places({ all: options.maxInFlight, kept: options.keptForOthers ?? 0 });
    this.suspects = new Suspects({
      scheduler,
      begin: (run) => this.execute(run, () => context.store.countClaim(run)),
      onRoom: () => this.areSuspectsLeft && this.wake(),
    });
  }

  async start(dispatcher: Dispatcher): Promise<void> {
    await dispatcher.listen(() => this.wake());
    this.wake();
  }

  /** Places that runs of any flow may take now, born leased as well. */
  get freeSlots(): number {
    return this.takesNothing ? 0 : this.places.open;
  }

  /** Not even one more run of whatever flow could begin now. */
  get isFull(): boolean {
    return this.places.open === 0;
  }

  /** Other places than at the start: what is in flight goes on, and new ones are looked for work at once. */
  resize(maxInFlight: number): void {
    const before = this.places.forAny;
    this.places.resize(maxInFlight);
    if (this.places.forAny > before) this.wake();
  }

  private get halfOfPlaces(): number {
    return Math.ceil(this.places.forAny / 2);
  }

  private get takesNothing(): boolean {
    return this.isStopping || this.options.isOverloaded?.() === true;
  }

  isExecuting(runId: RunId): boolean {
    return this.places.has(runId);
  }

  get inFlightCount(): number {
    return this.places.taken;
  }

  /** Takes over a run that was claimed for this worker elsewhere (born leased at intake). */
  take(run: ClaimedRun): void {
    // Claimed while this worker was being stopped: given back with everything else that it still owns.
    if (this.isStopping && isSuspect(run)) return;
    this.places.take(run);
    if (isSuspect(run)) this.suspects.add(run);
    else void this.execute(run);
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
    for (const { runId } of this.suspects.drop()) this.places.leave(runId);
    if (this.places.taken > 0) await new Promise<void>((resolve) => this.drained.push(resolve));
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
        const room = this.takesNothing ? null : this.places.room(CLAIM_BATCH);
        if (!room) break;
        const suspects = Math.min(this.suspects.room, room.limit);
        const runs = await this.context.store.claim({ ...room, suspects });
        if (runs.length > 0) this.pauseMs = this.context.timings.sweepMinMs;
        const foundSuspects = runs.filter(isSuspect).length;
        if (suspects > 0) this.areSuspectsLeft = foundSuspects === suspects;
        for (const run of runs) this.take(run);
        // Suspects that were left may have stood before others.
        if (runs.length === room.limit || foundSuspects > 0) this.claimAgain = true;
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
      this.places.leave(run.runId);
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
    if (this.isStopping && this.places.taken === 0) for (const resolve of this.drained.splice(0)) resolve();
    // The places were taken when the backlog was last looked at: look again once half of them are free.
    else if (this.freeSlots === this.halfOfPlaces) this.wake();
  }
}
