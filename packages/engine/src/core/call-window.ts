import type { CallCounts } from './breaker';

/**
 * Calls, counted failures and retries of the last seconds, in a ring of one-second buckets: recording costs a few
 * additions, because it stands on the path of every effect.
 */
export class CallWindow {
  private readonly calls: Int32Array;
  private readonly failures: Int32Array;
  private readonly retries: Int32Array;
  private newest = 0;

  constructor(windowMs: number) {
    const buckets = Math.max(1, Math.ceil(windowMs / BUCKET_MS));
    this.calls = new Int32Array(buckets);
    this.failures = new Int32Array(buckets);
    this.retries = new Int32Array(buckets);
  }

  recordCall(now: number, isRetry: boolean): void {
    const bucket = this.bucketAt(now);
    if (isRetry) this.retries[bucket]! += 1;
  }

  recordAnswer(now: number, hasFailed: boolean): void {
    const bucket = this.bucketAt(now);
    this.calls[bucket]! += 1;
    if (hasFailed) this.failures[bucket]! += 1;
  }

  counts(now: number): CallCounts & { readonly retries: number } {
    this.bucketAt(now);
    return { calls: sum(this.calls), failures: sum(this.failures), retries: sum(this.retries) };
  }

  /** After a change of the breaker the old answers say nothing about the new state. */
  clear(): void {
    for (const each of [this.calls, this.failures, this.retries]) each.fill(0);
  }

  /** A clock that was set back counts on in the newest bucket. */
  private bucketAt(now: number): number {
    const size = this.calls.length;
    const second = Math.max(Math.floor(now / BUCKET_MS), this.newest);
    const passed = Math.min(second - this.newest, size);
    for (let step = 1; step <= passed; step += 1) {
      const bucket = (this.newest + step) % size;
      this.calls[bucket] = this.failures[bucket] = this.retries[bucket] = 0;
    }
    if (passed === size) this.clear();
    this.newest = second;
    return second % size;
  }
}

const BUCKET_MS = 1_000;
const sum = (counts: Int32Array): number => counts.reduce((total, count) => total + count, 0);
