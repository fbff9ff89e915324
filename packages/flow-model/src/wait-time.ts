const timeWithZone = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * The moment a wait goes on at, in epoch milliseconds; undefined for what is no ISO 8601 time with a zone. `Date.parse`
 * alone takes an order number for a year long past, and the wait would be over at once.
 */
export function waitUntilMs(value: unknown): number | undefined {
  if (typeof value !== 'string' || !timeWithZone.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isFinite(time) ? time : undefined;
}
