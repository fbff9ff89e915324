import { epochMsOf, fromEpochDay, timeZone, toEpochDay, type TimeZone } from '@penstock/mapping';

/**
 * When a remote system is down by plan: weekly windows in the clock of a place, and single dated ones.
 *
 * M1 A weekly window belongs to the day it starts on; an end that is not after its start is on the next day.
 * M2 Times are those of the place's clock, through every change to and from daylight saving: a start in the spring gap
 *    is the moment after it, and of a repeated hour in autumn the first one counts.
 * M3 Windows that touch or overlap are one closing: it opens at the end of the last.
 */
export const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
export type Weekday = (typeof weekdays)[number];

export type MaintenanceWindow =
  | {
      readonly kind: 'weekly';
      readonly days: readonly Weekday[];
      /** `HH:MM` of the place's clock. */
      readonly from: string;
      readonly to: string;
      /** IANA name. */
      readonly timeZone: string;
    }
  /** ISO 8601 with zone. */
  | { readonly kind: 'once'; readonly from: string; readonly to: string };

export interface Closing {
  readonly from: number;
  /** The opening after it. */
  readonly to: number;
}

export interface MaintenanceCalendar {
  /** The closing that holds at this time. */
  current(now: number): Closing | null;
  /** The first closing that starts later, within eight days for weekly ones. */
  next(now: number): Closing | null;
  /** When calls may go again: now, outside of every window. */
  nextOpening(now: number): number;
}

const DAY_MS = 86_400_000;
const LOOK_AHEAD_DAYS = 8;
/** A calendar without any opening is answered with a time, never with an endless search. */
const MAX_JOINED = 60;

/** @throws CompileFailure for a time zone nobody knows. */
export function compileMaintenance(windows: readonly MaintenanceWindow[]): MaintenanceCalendar {
  const sources = windows.map(closingsOf);
  const around = (now: number): Closing[] =>
    sources.flatMap((source) => source(now)).filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  const current = (now: number): Closing | null => {
    const first = around(now).find(({ from, to }) => from <= now && now < to);
    return first ? joined(first, around) : null;
  };
  return {
    current,
    next: (now) => {
      const first = around(now).find(({ from }) => from > now);
      return first ? joined(first, around) : null;
    },
    nextOpening: (now) => current(now)?.to ?? now,
  };
}

/** M3. */
function joined(first: Closing, around: (now: number) => Closing[]): Closing {
  let { to } = first;
  for (let count = 0; count < MAX_JOINED; count += 1) {
    const later = Math.max(to, ...around(to).flatMap((each) => (each.from <= to ? [each.to] : [])));
    if (later === to) break;
    to = later;
  }
  return { from: first.from, to };
}

function closingsOf(window: MaintenanceWindow): (now: number) => readonly Closing[] {
  if (window.kind === 'once') {
    const closing = { from: Date.parse(window.from), to: Date.parse(window.to) };
    return (now) => (closing.to > now ? [closing] : []);
  }
  const zone = timeZone(window.timeZone);
  const days = new Set(window.days);
  const [from, to] = [minutesOf(window.from), minutesOf(window.to)];
  return (now) => {
    const today = toEpochDay(zone.at(now));
    const closings: Closing[] = [];
    for (let day = today - 1; day <= today + LOOK_AHEAD_DAYS; day += 1) {
      // Day 0 of the epoch was a Thursday.
      if (!days.has(weekdays[(((day + 4) % 7) + 7) % 7] as Weekday)) continue;
      closings.push({ from: pinned(zone, day, from), to: pinned(zone, to > from ? day : day + 1, to) });
    }
    return closings;
  };
}

const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

const pinned = (zone: TimeZone, epochDay: number, minutes: number): number =>
  epochMsOf(zone.pin({ ...fromEpochDay(epochDay), timeMs: (minutes * 60_000) % DAY_MS, offsetMinutes: undefined }));
