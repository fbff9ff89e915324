import { err, messageOf, ok, type Result } from '@penstock/kernel';
import { Cron } from 'croner';
import { instantOfWall, isTimeZone, wallOf } from './wall-clock';

/**
 * The nominal times of a cron expression in a time zone.
 *
 * N1 Strictly ascending, none twice; times between a and b and between b and c are together those between a and c.
 * N2 A local time that the clocks skip runs at the first instant after the skip; one that they show twice runs once,
 *    at its first showing.
 *
 * The cron library only finds matching readings of a clock without summer time (UTC); which instant a reading is, and
 * so both rules for summer time, are decided here.
 */
export interface NominalTimes {
  /** The first nominal time after the instant; null when there is none. */
  next(after: number): number | null;
  /** Nominal times with after < time <= until, oldest first, at most `limit`. */
  between(after: number, until: number, limit: number): readonly number[];
  /** The last `limit` nominal times with after < time <= until, oldest first. */
  latest(after: number, until: number, limit: number): readonly number[];
}

export interface ScheduleProblem {
  readonly field: 'cron' | 'timeZone';
  readonly message: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Longer than any year without a match of a yearly time (29 February skips up to eight). */
const NEVER_AFTER_YEARS = 12;

export function nominalTimesOf({ cron, timeZone }: { readonly cron: string; readonly timeZone: string }): Result<NominalTimes, ScheduleProblem> {
  if (!isTimeZone(timeZone)) {
    return err({ field: 'timeZone', message: `“${timeZone}” is no time zone. Write it like Europe/Paris or America/New_York.` });
  }
  const pattern = patternOf(cron);
  if (!pattern.ok) return pattern;
  return ok(new ZonedTimes(pattern.value, timeZone));
}

function patternOf(cron: string): Result<Cron, ScheduleProblem> {
  const fields = cron.trim().split(/\s+/);
  if (fields.length !== 5) {
    return err({ field: 'cron', message: `“${cron}” has ${fields.length} parts; a schedule has five: minute, hour, day of month, month, day of week, e.g. 0 6 * * 1-5.` });
  }
  try {
    const pattern = new Cron(fields.join(' '), { timezone: 'UTC', mode: '5-part', paused: true });
    if (pattern.nextRun(new Date(0)) !== null) return ok(pattern);
    return err({ field: 'cron', message: `“${cron}” names a day that never comes, e.g. 30 February.` });
  } catch (thrown) {
    return err({ field: 'cron', message: `“${cron}” is no cron expression: ${messageOf(thrown).replace(/^CronPattern: /, '')}` });
  }
}

class ZonedTimes implements NominalTimes {
  constructor(
    private readonly pattern: Cron,
    private readonly timeZone: string,
  ) {}

  next(after: number): number | null {
    return this.between(after, after + NEVER_AFTER_YEARS * 366 * DAY, 1)[0] ?? null;
  }

  between(after: number, until: number, limit: number): readonly number[] {
    const times: number[] = [];
    let last = after;
    // Readings up to that of `after` lie at or before it (W1), so the search begins there.
    let wall = wallOf(after, this.timeZone);
    while (times.length < limit) {
      const reading = this.pattern.nextRun(new Date(wall));
      if (reading === null) break;
      wall = reading.getTime();
      const instant = instantOfWall(wall, this.timeZone);
      if (instant > until) break;
      // Not later: a reading of the repeated hour that had its turn, or one more reading of the same skip.
      if (instant > last) times.push((last = instant));
    }
    return times;
  }

  latest(after: number, until: number, limit: number): readonly number[] {
    for (let reach = HOUR; ; reach *= 4) {
      const start = Math.max(after, until - reach);
      const times = this.between(start, until, Number.MAX_SAFE_INTEGER);
      if (times.length >= limit || start === after) return limit === 0 ? [] : times.slice(-limit);
    }
  }
}
