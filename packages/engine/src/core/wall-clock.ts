/**
 * Local time of a zone as a "wall" number: the milliseconds that UTC would show for the same reading of the clock.
 *
 * W1 `instantOfWall` knows every wall time: one that the clocks skip is the first instant after the skip, one that they
 *    show twice is its first showing. So it never goes backwards when the wall time goes forwards.
 */
const DAY = 86_400_000;
const SECOND = 1_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** @throws RangeError for a zone that does not exist; ask `isTimeZone` first. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone, hourCycle: 'h23',
    year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

export function isTimeZone(name: string): boolean {
  // Offsets such as +01:00 are accepted by Intl, but they follow no law and so no summer time: nobody means that.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of the zone show, to the second. */
export function wallOf(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(new Date(instant))) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export const offsetAt = (instant: number, timeZone: string): number =>
  wallOf(instant, timeZone) - Math.floor(instant / SECOND) * SECOND;

export function instantOfWall(wall: number, timeZone: string): number {
  const before = offsetAt(wall - DAY, timeZone);
  const after = offsetAt(wall + DAY, timeZone);
  const shown = [wall - before, wall - after].filter((instant) => wallOf(instant, timeZone) === wall);
  return shown.length > 0 ? Math.min(...shown) : endOfSkip(wall, { before, after, timeZone });
}

/** The first instant at which the clocks show more than the skipped time. */
function endOfSkip(wall: number, { before, after, timeZone }: { readonly before: number; readonly after: number; readonly timeZone: string }): number {
  let [low, high] = [Math.floor((wall - Math.max(before, after)) / SECOND), Math.ceil((wall - Math.min(before, after)) / SECOND)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (wallOf(middle * SECOND, timeZone) > wall) high = middle;
    else low = middle;
  }
  return high * SECOND;
}

/** `2027-03-28T03:00:00+02:00`: local time of an instant, with the offset that makes it unmistakable. */
export function localText(instant: number, timeZone: string): string {
  const minutes = Math.round(offsetAt(instant, timeZone) / 60_000);
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const distance = Math.abs(minutes);
  const offset = `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(distance / 60))}:${twoDigits(distance % 60)}`;
  return `${new Date(wallOf(instant, timeZone)).toISOString().slice(0, 19)}${offset}`;
}
