import type { Clock } from '@penstock/kernel';

/** Keys remembered at most; the one that was silent longest is forgotten first. */
const maxKeys = 10_000;

interface Allowance {
  left: number;
  at: number;
}

/** Requests per caller: an allowance that a quiet minute fills up again. Per process. */
export class RequestRate {
  private readonly allowances = new Map<string, Allowance>();

  constructor(
    private readonly clock: Clock,
    private readonly perMinute: number,
  ) {}

  /** Counts a request; seconds to wait when the allowance is used up, and then the request is not counted. */
  secondsToWait(key: string): number | undefined {
    const now = this.clock.now();
    const allowance = this.filledUp(key, now);
    this.allowances.delete(key);
    this.allowances.set(key, allowance);
    const [quietest] = this.allowances.keys();
    if (this.allowances.size > maxKeys && quietest !== undefined) this.allowances.delete(quietest);
    if (allowance.left < 1) return Math.max(1, Math.ceil(((1 - allowance.left) * 60) / this.perMinute));
    allowance.left -= 1;
    return undefined;
  }

  private filledUp(key: string, now: number): Allowance {
    const known = this.allowances.get(key) ?? { left: this.perMinute, at: now };
    return { left: Math.min(this.perMinute, known.left + ((now - known.at) * this.perMinute) / 60_000), at: now };
  }
}
