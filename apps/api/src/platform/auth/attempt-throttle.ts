import type { Clock } from '@penstock/kernel';

export interface ThrottleLimits {
  readonly maxFailures: number;
  readonly windowMs: number;
}

/** Keys remembered at most; the oldest are forgotten first, so that guessing addresses cannot fill the memory. */
const maxKeys = 10_000;

/** Counts failures per key within a window that starts with the first of them. Per process. */
export class AttemptThrottle {
  private readonly failures = new Map<string, { count: number; until: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: ThrottleLimits,
  ) {}

  /** Seconds to wait; undefined when another attempt may be made now. */
  secondsToWait(key: string): number | undefined {
    const entry = this.current(key);
    if (!entry || entry.count < this.limits.maxFailures) return undefined;
    return Math.ceil((entry.until - this.clock.now()) / 1000);
  }

  recordFailure(key: string): void {
    const entry = this.current(key) ?? { count: 0, until: this.clock.now() + this.limits.windowMs };
    entry.count += 1;
    this.failures.delete(key);
    this.failures.set(key, entry);
    const [oldest] = this.failures.keys();
    if (this.failures.size > maxKeys && oldest !== undefined) this.failures.delete(oldest);
  }

  forget(key: string): void {
    this.failures.delete(key);
  }

  private current(key: string): { count: number; until: number } | undefined {
    const entry = this.failures.get(key);
    if (entry && entry.until <= this.clock.now()) {
      this.failures.delete(key);
      return undefined;
    }
    return entry;
  }
}
