import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';

/** Above this a process is busy enough to be late with leases and answers: it should finish what it has. */
const TOO_LATE_MS = 200;
const RESOLUTION_MS = 20;
const WINDOW_MS = 1_000;
const NANOSECONDS = 1_000_000;

/** Notices when this process falls behind: the worst delay of the event loop in the last second. */
export class EventLoopWatch {
  private readonly histogram: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private worstMs = 0;
  private timer: NodeJS.Timeout | undefined;

  start(): void {
    this.histogram.enable();
    this.timer = setInterval(() => {
      this.worstMs = this.histogram.max / NANOSECONDS;
      this.histogram.reset();
    }, WINDOW_MS).unref();
  }

  get isLate(): boolean {
    return this.worstMs > TOO_LATE_MS;
  }

  stop(): void {
    clearInterval(this.timer);
    this.histogram.disable();
  }
}
