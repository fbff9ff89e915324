/** Business dates as text: flows and OData use `YYYY-MM-DD`, Transaction API edits `MM/DD/YYYY`. No time zone is involved. */

/** `2026-08-20` or `2026-08-20T10:00:00` becomes `08/20/2026`. */
export function dateToEdit(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-');
  return `${month}/${day}/${year}`;
}

/** `2026-08-20` becomes `2026-08-20T00:00:00`, as the REST families write it. */
export const dateToRest = (date: string): string => `${date.slice(0, 10)}T00:00:00`;

/** The business date at an instant in a company's time zone. @throws RangeError for an unknown zone. */
export function businessDate(instantMs: number, timezone: string): string {
  const parts = dayFormat(timezone).formatToParts(instantMs);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Making a format costs about 100 µs, using it 2: it is made once per zone, of which an installation has a handful. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(timeZone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  dayFormats.set(timeZone, format);
  return format;
}

/**
 * Moves a P21 time stamp back. P21 writes its database server's local time without a zone, so the text is only ever
 * compared with other such texts, never with a clock of ours.
 */
export function minusSeconds(timestamp: string, seconds: number): string {
  const zoneless = timestamp.replace(/(Z|[+-]\d\d:\d\d)$/, '');
  const moved = new Date(Date.parse(`${zoneless}Z`) - seconds * 1000);
  return moved.toISOString().replace('Z', '');
}
