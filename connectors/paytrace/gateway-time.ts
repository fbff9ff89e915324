/**
 * PayTrace takes dates as MM/DD/YYYY and answers date-times as `7/3/2018 5:06:57 PM`, both without a zone. Settlement
 * runs on Pacific time; for `created.at` the zone is not documented, so the connection has it as a setting.
 */

const dayMs = 86_400_000;

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    // Intl throws a RangeError for a name it does not know.
    return false;
  }
}

/** The gateway's calendar day of an instant, `MM/DD/YYYY`. */
export function gatewayDate(instant: number, timeZone: string): string {
  return formatsOf(timeZone).day.format(new Date(instant));
}

interface ZoneFormats {
  readonly day: Intl.DateTimeFormat;
  readonly clock: Intl.DateTimeFormat;
}

/** Making a format costs about 100 µs, using it 2: they are made once per zone, of which an installation has a handful. */
const zoneFormats = new Map<string, ZoneFormats>();

function formatsOf(timeZone: string): ZoneFormats {
  const known = zoneFormats.get(timeZone);
  if (known) return known;
  const inNumbers = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const formats = {
    day: new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    clock: new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...inNumbers }),
  };
  zoneFormats.set(timeZone, formats);
  return formats;
}

/** Days around the time a request left, wide enough for clocks and zones that are off: `start_date` and `end_date` of an export. */
export function daysAround({ sentAt, sentBefore = sentAt }: SendTime, timeZone: string): { readonly start_date: string; readonly end_date: string } {
  return { start_date: gatewayDate(sentAt - dayMs, timeZone), end_date: gatewayDate(sentBefore + dayMs, timeZone) };
}

export interface SendTime {
  readonly sentAt: number;
  /** Set when the moment is in doubt. */
  readonly sentBefore?: number | undefined;
}

/**
 * The instant of a gateway date-time; undefined when it is not in the known form. In the hour that occurs twice in
 * autumn the later instant is taken: a charge must not look older than it is.
 */
export function gatewayInstant(text: string | undefined, timeZone: string): number | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d{2}):(\d{2}) (AM|PM)$/i.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [month, day, year, hour12, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const hour = (hour12 % 12) + (match[7]?.toUpperCase() === 'PM' ? 12 : 0);
  const asIfUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const candidates = [asIfUtc - dayMs / 2, asIfUtc + dayMs / 2].map((near) => asIfUtc - zoneOffset(near, timeZone));
  const exact = candidates.filter((instant) => instant + zoneOffset(instant, timeZone) === asIfUtc);
  return Math.max(...(exact.length > 0 ? exact : candidates));
}

/** A gateway date-time of an instant, as the gateway writes it. */
export function gatewayDateTime(instant: number, timeZone: string): string {
  const { year, month, day, hour, minute, second } = wallClock(instant, timeZone);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${month}/${day}/${year} ${hour % 12 || 12}:${twoDigits(minute)}:${twoDigits(second)} ${hour < 12 ? 'AM' : 'PM'}`;
}

function zoneOffset(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function wallClock(instant: number, timeZone: string): WallClock {
  const { clock } = formatsOf(timeZone);
  const parts = Object.fromEntries(clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]));
  return parts as unknown as WallClock;
}
