export const DAY_MS = 86_400_000;

/** Midnight UTC of the day this moment belongs to. */
export const startOfDay = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;

export function startOfMonth(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}
export function startOfNextMonth(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** `2026-11-24` */
export const dayName = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The lowest id a row of this millisecond can have: ids are UUIDv7, their first 48 bits are the time. */
export function lowestIdOf(at: number): string {
  const time = Math.max(0, at).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}
