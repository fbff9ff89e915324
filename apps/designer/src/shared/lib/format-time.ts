const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Relative within the last hour, the time of day within the last day, else date and time. */
export function formatWhen(timestamp: string, now: number): string {
  const then = Date.parse(timestamp);
  const ago = now - then;
  if (Math.abs(ago) < 10_000) return 'just now';
  if (ago > 0 && ago < minuteMs) return `${Math.round(ago / 1000)} s ago`;
  if (ago > 0 && ago < hourMs) return `${Math.floor(ago / minuteMs)} min ago`;
  const isSameDay = new Date(then).toDateString() === new Date(now).toDateString();
  return isSameDay ? formatClock(timestamp) : `${formatDate(timestamp)}, ${formatClock(timestamp)}`;
}

/** `12:04`. */
export const formatClock = (timestamp: string | number): string =>
  new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(timestamp));

export const formatDate = (timestamp: string): string =>
  new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(timestamp));

/** For hover: everything, with the zone. */
export const formatExact = (timestamp: string): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(timestamp));

/** `84 ms`, `1.2 s`, `3 min 5 s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < minuteMs) return `${(durationMs / 1000).toFixed(1)} s`;
  return `${Math.floor(durationMs / minuteMs)} min ${Math.round((durationMs % minuteMs) / 1000)} s`;
}

export function durationBetween(startedAt: string | null, finishedAt: string | null): number | null {
  return startedAt === null || finishedAt === null ? null : Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt));
}
