import fc from 'fast-check';
import { compileMaintenance, type MaintenanceWindow } from './maintenance';

const at = (text: string): number => Date.parse(text);
const iso = (ms: number): string => new Date(ms).toISOString();
const nightly = (changes: Partial<Extract<MaintenanceWindow, { kind: 'weekly' }>> = {}): MaintenanceWindow => ({
  kind: 'weekly',
  days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  from: '22:00',
  to: '02:30',
  timeZone: 'America/Los_Angeles',
  ...changes,
});

describe('a weekly window', () => {
  test.each([
    ['before it', '2026-11-20T05:59:59Z', '2026-11-20T05:59:59.000Z'],
    ['at its start', '2026-11-20T06:00:00Z', '2026-11-20T10:30:00.000Z'],
    ['after midnight', '2026-11-20T09:00:00Z', '2026-11-20T10:30:00.000Z'],
    ['at its end', '2026-11-20T10:30:00Z', '2026-11-20T10:30:00.000Z'],
  ])('opens again, asked %s', (_, now, opening) => {
    expect(iso(compileMaintenance([nightly()]).nextOpening(at(now)))).toBe(opening);
  });

  test('belongs to the day it starts on (M1)', () => {
    const saturdays = compileMaintenance([nightly({ days: ['sat'], timeZone: 'UTC' })]);

    const closed = ['2026-11-21T01:00:00Z', '2026-11-21T22:00:00Z', '2026-11-22T02:00:00Z', '2026-11-22T22:00:00Z'];

    expect(closed.map((now) => saturdays.current(at(now)) !== null)).toEqual([false, true, true, false]);
  });

  test('says when it comes next', () => {
    const next = compileMaintenance([nightly({ days: ['sun'], timeZone: 'UTC' })]).next(at('2026-11-24T00:00:00Z'));

    expect(next && [iso(next.from), iso(next.to)]).toEqual(['2026-11-29T22:00:00.000Z', '2026-11-30T02:30:00.000Z']);
  });

  test.each([
    // 8 March 2026: 02:00 becomes 03:00, so 02:30 does not exist and is the moment after the gap.
    ['loses an hour in spring', '2026-03-08T06:00:00Z', '2026-03-08T10:30:00.000Z'],
    // 1 November 2026: 02:00 becomes 01:00, 02:30 comes an hour later than on other days.
    ['gains an hour in autumn', '2026-11-01T05:00:00Z', '2026-11-01T10:30:00.000Z'],
  ])('%s (M2)', (_, now, opening) => {
    expect(iso(compileMaintenance([nightly()]).nextOpening(at(now)))).toBe(opening);
  });

  test('joins one that it touches (M3)', () => {
    const calendar = compileMaintenance([nightly({ timeZone: 'UTC' }), { kind: 'once', from: '2026-11-20T02:30:00Z', to: '2026-11-20T08:00:00Z' }]);

    expect(iso(calendar.nextOpening(at('2026-11-19T23:00:00Z')))).toBe('2026-11-20T08:00:00.000Z');
  });

  test('that never opens is answered with a time all the same', () => {
    const always = compileMaintenance([nightly({ from: '00:00', to: '00:00', timeZone: 'UTC' })]);

    expect(always.nextOpening(at('2026-11-20T12:00:00Z'))).toBeGreaterThan(at('2026-11-27T00:00:00Z'));
  });
});

test('a dated window that is over closes nothing', () => {
  const calendar = compileMaintenance([{ kind: 'once', from: '2026-11-20T02:30:00Z', to: '2026-11-20T08:00:00Z' }]);

  expect([calendar.current(at('2026-11-20T08:00:00Z')), calendar.next(at('2026-11-20T08:00:00Z'))]).toEqual([null, null]);
});

test('an opening is never inside of a window, in any zone and on any day', () => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
  const zones = fc.constantFrom('America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC');
  const days = fc.uniqueArray(fc.constantFrom('sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat' as const), { minLength: 1, maxLength: 6 });
  const instants = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') });
  fc.assert(
    fc.property(clock, clock, zones, days, instants, (from, to, timeZone, on, now) => {
      const calendar = compileMaintenance([{ kind: 'weekly', days: on as never, from, to, timeZone }]);
      const opening = calendar.nextOpening(now);
      expect(opening).toBeGreaterThanOrEqual(now);
      expect(calendar.current(opening)).toBeNull();
    }),
    { numRuns: 300 },
  );
});
