import { CompileFailure } from './problems';
import { epochMsOf, momentAt, type Moment } from './moment';
import { toEpochDay } from './calendar';

/** A place's clock, by its IANA name such as `America/Los_Angeles`. */
export interface TimeZone {
  /** What the clock of the place shows at a point in time. */
  at(epochMs: number): Moment;
  /** The point in time a clock reading means; of two (autumn) the first, and in the spring gap the moment after it. */
  pin(local: Moment): Moment;
}

/** @throws CompileFailure for a name nobody knows. */
export function timeZone(name: string): TimeZone {
  const offsetAt = name === 'UTC' ? () => 0 : compileOffset(name);
  return {
    at: (epochMs) => momentAt(epochMs, offsetAt(epochMs)),
    pin: (local) => {
      const asUtc = epochMsOf({ ...local, offsetMinutes: 0 });
      const before = offsetAt(asUtc - dayAround);
      const candidate = asUtc - before * 60_000;
      const offsetMinutes = offsetAt(candidate);
      if (offsetMinutes === before) return { ...local, offsetMinutes };
      const later = asUtc - offsetMinutes * 60_000;
      return offsetAt(later) === offsetMinutes ? { ...local, offsetMinutes } : momentAt(candidate, offsetMinutes);
    },
  };
}

/** No zone changes its offset twice within so short a time. */
const dayAround = 86_400_000;

function compileOffset(name: string): (epochMs: number) => number {
  const format = formatter(name);
  return (epochMs) => {
    const part = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
    const field = (type: Intl.DateTimeFormatPartTypes): number => part.get(type) ?? 0;
    const days = toEpochDay({ year: field('year'), month: field('month'), day: field('day') });
    const minutes = days * 1440 + field('hour') * 60 + field('minute');
    return minutes - Math.floor(epochMs / 60_000);
  };
}

function formatter(timeZoneName: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: timeZoneName,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch {
    throw new CompileFailure(
      'BAD_ARGUMENT',
      `There is no time zone "${timeZoneName}".`,
      'Use an IANA name such as America/Los_Angeles.',
    );
  }
}
