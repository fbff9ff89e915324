import type { Clock } from '@penstock/kernel';

/** A page that refreshes itself is one look, not one per second. */
const lookMs = 15 * 60_000;
/** Beyond this the oldest are forgotten: at worst a look is recorded twice. */
const mostLooks = 10_000;

/** Which looks this process has recorded lately. */
export class RecentViews {
  private readonly recordedAt = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  isRecorded(look: string): boolean {
    const at = this.recordedAt.get(look);
    return at !== undefined && this.clock.now() - at < lookMs;
  }

  /** To be called when the entry is committed, not before. */
  remember(look: string): void {
    this.recordedAt.delete(look);
    this.recordedAt.set(look, this.clock.now());
    const [oldest] = this.recordedAt.keys();
    if (this.recordedAt.size > mostLooks && oldest !== undefined) this.recordedAt.delete(oldest);
  }
}
