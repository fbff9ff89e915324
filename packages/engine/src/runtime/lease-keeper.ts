import type { Clock } from '@penstock/kernel';
import type { EngineTimings } from '../core/timings';
import type { RunStore } from '../ports/run-store';
import type { Cancel, RunObserver, Scheduler } from '../ports/runtime-ports';
import type { WorkerLease } from './execution-context';

/**
 * Keeps this worker's lease and knows when it ends.
 *
 * H1 The end is counted from clocks read before the renewal was sent: the true lease can only be longer.
 * H2 Both the wall clock and the monotonic clock must agree that the lease holds: one of them stands still when a
 *    virtual machine is suspended, the other jumps.
 */
export class LeaseKeeper implements WorkerLease {
  private wallEnd = 0;
  private monotonicEnd = 0;
  private next: Cancel = () => undefined;
  private isStopped = false;

  constructor(
    private readonly parts: {
      readonly store: RunStore;
      readonly clock: Clock;
      readonly scheduler: Scheduler;
      readonly timings: EngineTimings;
      readonly observer: RunObserver;
      /** The lease was taken over: everything in flight belongs to others. */
      readonly onLost: () => void;
    },
  ) {}

  async start(): Promise<void> {
    await this.renew();
  }

  canSend(): boolean {
    const { clock, timings } = this.parts;
    const margin = timings.sendMarginMs;
    return clock.now() < this.wallEnd - margin && clock.monotonic() < this.monotonicEnd - margin;
  }

  stop(): void {
    this.isStopped = true;
    this.next();
  }

  private async renew(): Promise<void> {
    const { store, clock, scheduler, timings, observer, onLost } = this.parts;
    const [wall, monotonic] = [clock.now(), clock.monotonic()];
    try {
      if (await store.heartbeat()) {
        this.wallEnd = wall + timings.workerLeaseMs;
        this.monotonicEnd = monotonic + timings.workerLeaseMs;
      } else {
        onLost();
      }
    } catch (error) {
      observer.trouble('renewing the worker lease', error);
    }
    if (!this.isStopped) this.next = scheduler.after(timings.heartbeatMs, () => void this.renew());
  }
}
