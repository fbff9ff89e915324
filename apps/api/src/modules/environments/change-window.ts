import type { EnvironmentRow } from '@penstock/database';

/** Whether something may go live in an environment at a moment, and if not, why. */
export type GoingLive = { readonly isOpen: true } | { readonly isOpen: false; readonly reason: string };

/** @param now epoch milliseconds */
export function goingLive({ name, changeWindow, freezes }: Pick<EnvironmentRow, 'name' | 'changeWindow' | 'freezes'>, now: number): GoingLive {
  const frozen = freezes.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  if (frozen) return { isOpen: false, reason: `Nothing goes live in ${name} until ${frozen.to}: ${frozen.reason}.` };
  if (!changeWindow) return { isOpen: true };
  const { days, from, to, timeZone } = changeWindow;
  const { day, time } = clockIn(timeZone, now);
  if (days.includes(day) && from <= time && time < to) return { isOpen: true };
  const named = [...days].sort().map((each) => dayNames[each - 1]).join(', ');
  return { isOpen: false, reason: `Versions go live in ${name} on ${named} from ${from} to ${to} (${timeZone}).` };
}

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What the clock of a place shows: the day of the week (1 Monday) and the time of day. */
function clockIn(timeZone: string, now: number): { readonly day: number; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(now);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return { day: dayNames.indexOf(part('weekday')) + 1, time: `${part('hour')}:${part('minute')}` };
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}
