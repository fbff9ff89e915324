import type { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import { tokenHash } from './token';

export interface ThrottleLimits {
  /** What is counted; keys of two kinds never meet. */
  readonly kind: string;
  readonly maxFailures: number;
  readonly windowMs: number;
}

/** Counts this attempt, unless as many as may be were counted in the window; clears away a few that are over. */
const countAttempt = `
  with over as (
    delete from attempt_count where key in (select key from attempt_count where until < $2 and key <> $1 order by until limit 10)),
  counted as (
    insert into attempt_count (key, failures, until) values ($1, 1, $3)
    on conflict (key) do update set
      failures = case when attempt_count.until <= $2 then 1 else attempt_count.failures + 1 end,
      until = case when attempt_count.until <= $2 then excluded.until else attempt_count.until end
    where attempt_count.until <= $2 or attempt_count.failures < $4
    returning key)
  select exists (select 1 from counted) as granted, (select until from attempt_count where key = $1) as until`;
const uncountAttempt = 'with less as (update attempt_count set failures = failures - 1 where key = $1 and failures > 0 returning key) select key from less';
const forgetAttempts = 'with gone as (delete from attempt_count where key = $1 returning key) select key from gone';

/**
 * Failed attempts per key, within a window that begins with the first of them; all API processes count together. An
 * attempt is counted before it is judged and given back when it was none: of a hundred at the same moment no more get
 * through than of a hundred one by one. Keys are stored as hashes.
 */
export class AttemptThrottle {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly limits: ThrottleLimits,
  ) {}

  /** @returns undefined when the attempt may be made and was counted, otherwise the seconds to wait. */
  async reserve(key: string): Promise<number | undefined> {
    const now = this.clock.now();
    const values = [this.stored(key), new Date(now), new Date(now + this.limits.windowMs), this.limits.maxFailures];
    const row = await this.unitOfWork.installation<{ granted: boolean; until: Date | null }>(countAttempt, values);
    if (!row || row.granted) return undefined;
    return Math.max(1, Math.ceil(((row.until?.getTime() ?? now) - now) / 1000));
  }

  /** The attempt was no failure; those of before stay counted. */
  async release(key: string): Promise<void> {
    await this.unitOfWork.installation(uncountAttempt, [this.stored(key)]);
  }

  async forget(key: string): Promise<void> {
    await this.unitOfWork.installation(forgetAttempts, [this.stored(key)]);
  }

  private stored(key: string): string {
    return `${this.limits.kind} ${tokenHash(key).toString('base64url')}`;
  }
}
