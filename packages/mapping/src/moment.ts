import { fromEpochDay, isCivilDate, toEpochDay, type CivilDate } from './calendar';

/** A date, or a date with a time of day, or an exact point in time when the offset is known. */
export interface Moment extends CivilDate {
  /** Milliseconds since midnight; undefined for a date without a time. */
  readonly timeMs: number | undefined;
  /** Minutes east of UTC; undefined for a time of an unnamed place. */
  readonly offsetMinutes: number | undefined;
}

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

export const dayMs = 86_400_000;

/** Reads ISO 8601 dates and date-times, calendar-checked; undefined for anything else. */
export function parseIsoMoment(text: string): Moment | undefined {
  const match = iso.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isCivilDate(date)) return undefined;
  if (hour === undefined) return { ...date, timeMs: undefined, offsetMinutes: undefined };

  const ms = Number((fraction ?? '').padEnd(3, '0').slice(0, 3));
  const timeMs = timeOfDay({ hour: Number(hour), minute: Number(minute), second: Number(second ?? 0), ms });
  const offsetMinutes = offset === undefined ? undefined : parseOffset(offset);
  if (timeMs === undefined || (offset !== undefined && offsetMinutes === undefined)) return undefined;
  return { ...date, timeMs, offsetMinutes };
}

export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
}

/** Milliseconds since midnight; undefined for a time no clock shows. */
export function timeOfDay({ hour, minute, second, ms }: TimeOfDay): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

/** Minutes east of UTC of `Z`, `+01:00`, `-0530`. */
export function parseOffset(text: string): number | undefined {
  if (text === 'Z') return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  const minutes = Number(match?.[2]) * 60 + Number(match?.[3]);
  if (!match || Number(match[3]) > 59 || minutes > 14 * 60) return undefined;
  return match[1] === '-' ? -minutes : minutes;
}

/** Milliseconds since the epoch of a moment whose offset is known. */
export function epochMsOf(moment: Moment): number {
  return toEpochDay(moment) * dayMs + (moment.timeMs ?? 0) - (moment.offsetMinutes ?? 0) * 60_000;
}

/** What the calendar and the clock show at an offset. */
export function momentAt(epochMs: number, offsetMinutes: number): Moment {
  const local = epochMs + offsetMinutes * 60_000;
  const epochDay = Math.floor(local / dayMs);
  return { ...fromEpochDay(epochDay), timeMs: local - epochDay * dayMs, offsetMinutes };
}

const paired = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));
export const twoDigits = (value: number): string => paired[value] ?? String(value).padStart(2, '0');

export function formatIsoMoment(moment: Moment): string {
  const date = `${String(moment.year).padStart(4, '0')}-${twoDigits(moment.month)}-${twoDigits(moment.day)}`;
  if (moment.timeMs === undefined) return date;
  const seconds = Math.floor(moment.timeMs / 1000);
  const ms = moment.timeMs % 1000;
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
  return `${date}T${time}${ms === 0 ? '' : `.${String(ms).padStart(3, '0')}`}${formatOffset(moment.offsetMinutes)}`;
}

export function formatOffset(minutes: number | undefined): string {
  if (minutes === undefined) return '';
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}
