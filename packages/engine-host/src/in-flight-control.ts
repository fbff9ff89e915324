import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { nextInFlightLimit, type InFlightBounds, type Worker } from '@penstock/engine';

/** Long enough to tell a burst from a backlog, short enough to be at the other end within two seconds. */
const WINDOW_MS = 250;

/** Gives the worker of this process as many places as its load allows. */
export class InFlightControl {
  private timer: NodeJS.Timeout | undefined;
  private since: EventLoopUtilization = performance.eventLoopUtilization();
  private limit: number;

  constructor(
    private readonly worker: Pick<Worker, 'isFull' | 'resize'>,
    private readonly bounds: InFlightBounds,
  ) {
    this.limit = bounds.least;
  }

  start(): void {
    this.since = performance.eventLoopUtilization();
    this.timer = setInterval(() => this.adjust(), WINDOW_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private adjust(): void {
    const now = performance.eventLoopUtilization();
    const { utilization: utilisation } = performance.eventLoopUtilization(now, this.since);
    this.since = now;
    const limit = nextInFlightLimit(this.limit, { utilisation, isFull: this.worker.isFull }, this.bounds);
    if (limit === this.limit) return;
    this.limit = limit;
    this.worker.resize(limit);
  }
}
