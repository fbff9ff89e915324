import { gatewayDate, gatewayInstant } from '../gateway-time';
import { pacific } from './gateway-transaction';

const dayMs = 86_400_000;

/** The first settlement after an instant. */
export function settlementAfter(instant: number, hour: number): number {
  const today = atHour(instant, hour);
  // A day and a half from midnight of a day is always inside the next one, whether it has 23, 24 or 25 hours.
  return today > instant ? today : atHour(atHour(instant, 0) + dayMs * 1.5, hour);
}

/** The settlement hours around an instant: the last one not after it, and the one after that. */
export function settlementsAround(instant: number, hour: number): { readonly last: number; readonly next: number } {
  let last = settlementAfter(instant - dayMs * 1.5, hour);
  for (let next = settlementAfter(last, hour); ; next = settlementAfter(last, hour)) {
    if (next > instant) return { last, next };
    last = next;
  }
}

function atHour(instant: number, hour: number): number {
  const wall = `${hour % 12 || 12}:00:00 ${hour < 12 ? 'AM' : 'PM'}`;
  return gatewayInstant(`${gatewayDate(instant, pacific)} ${wall}`, pacific) ?? instant;
}

/** `2026-05-04` from `5/4/2026` or `05/04/2026`; undefined for what is no such date. */
export function dayLabelOf(usDate: string): string | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(usDate.trim());
  if (!match) return undefined;
  const [month, day, year] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  return midnight.getUTCMonth() === month - 1 ? midnight.toISOString().slice(0, 10) : undefined;
}

/** `5/4/2026`, as exports write a day. */
export function usDateOf(dayLabel: string): string {
  const [year, month, day] = dayLabel.split('-').map(Number);
  return `${month}/${day}/${year}`;
}

/** Recurring charges run at half past midnight, Pacific, of their due day (PayTrace wiki: new payment). */
export const recurringRunOf = (dayLabel: string): number => gatewayInstant(`${usDateOf(dayLabel)} 12:30:00 AM`, pacific) ?? Number.POSITIVE_INFINITY;
