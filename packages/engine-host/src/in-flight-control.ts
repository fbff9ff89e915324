import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { nextInFlightLimit, type Cancel, type InFlightBounds, type Scheduler, type Worker } from '@penstock/engine';

/** Long enough to tell a burst from a backlog, short enough to be at the other end within two seconds. */
const WINDOW_MS = 250;

export interface InFlightParts {
  readonly worker: Pick<Worker, 'isFull' | 'resize'>;
  readonly bounds: InFlightBounds;
  readonly scheduler: Scheduler;
  /** Share of the time since it was last asked in which the process computed, 0 to 1. */
  readonly utilisation: () => number;
}

/** Gives the worker of this process as many places as its load allows. */
export class InFlightControl {
  private nextRound: Cancel = () => undefined;
  private limit: number;

  constructor(private readonly parts: InFlightParts) {
    this.limit = parts.bounds.least;
  }

  start(): void {
    this.nextRound = this.parts.scheduler.after(WINDOW_MS, () => {
      this.adjust();
      this.start();
    });
  }

  stop(): void {
    this.nextRound();
  }

  private adjust(): void {
    const { worker, bounds, utilisation } = this.parts;
    const limit = nextInFlightLimit(this.limit, { utilisation: utilisation(), isFull: worker.isFull }, bounds);
    if (limit === this.limit) return;
    this.limit = limit;
    worker.resize(limit);
  }
}

/** The event loop of this process, from one asking to the next. */
export function loopUtilisation(): () => number {
  let since: EventLoopUtilization = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, since);
    since = now;
    return utilization;
  };
}
