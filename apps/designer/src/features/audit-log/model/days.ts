/** Days of the person's own calendar, `YYYY-MM-DD`, as moments: a filter is a half-open span of time. */
const momentOf = (day: string, days: number): string => {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return '';
  return new Date(year, month - 1, date + days).toISOString();
};

export const startOfDay = (day: string): string => momentOf(day, 0);
/** The end of a day is the start of the next one; a day may have 23 or 25 hours. */
export const dayAfter = (day: string): string => momentOf(day, 1);

/** The day of a moment, moved by `days`; empty without one. */
export function dayOf(moment: string | undefined, days = 0): string {
  if (moment === undefined) return '';
  const at = new Date(moment);
  const day = new Date(at.getFullYear(), at.getMonth(), at.getDate() + days);
  return [String(day.getFullYear()).padStart(4, '0'), pad(day.getMonth() + 1), pad(day.getDate())].join('-');
}

const pad = (part: number): string => String(part).padStart(2, '0');
