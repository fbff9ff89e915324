import { invariant } from '@penstock/kernel';
import fc from 'fast-check';
import { nominalTimesOf, type NominalTimes } from './cron-times';
import { localText, wallOf } from './wall-clock';

function timesOf(cron: string, timeZone: string): NominalTimes {
  const times = nominalTimesOf({ cron, timeZone });
  invariant(times.ok, `${cron} in ${timeZone} can be read`);
  return times.value;
}
const between = (cron: string, timeZone: string, [after, until]: readonly [string, string]): string[] =>
  timesOf(cron, timeZone).between(Date.parse(after), Date.parse(until), 1_000).map((instant) => new Date(instant).toISOString().slice(0, 16));

describe('a local time that the clocks skip', () => {
  test.each([
    ['Europe/Paris', ['2027-03-27T12:00Z', '2027-03-29T12:00Z'], ['2027-03-28T01:00', '2027-03-29T00:30']],
    ['America/New_York', ['2027-03-13T12:00Z', '2027-03-15T12:00Z'], ['2027-03-14T07:00', '2027-03-15T06:30']],
  ] as const)('runs at the next valid instant in %s', (zone, range, expected) => {
    expect(between('30 2 * * *', zone, range)).toEqual(expected);
  });

  test('runs once when several of its readings are skipped', () => {
    expect(between('*/20 2,3 * * *', 'Europe/Paris', ['2027-03-28T00:00Z', '2027-03-28T02:00Z'])).toEqual([
      '2027-03-28T01:00', '2027-03-28T01:20', '2027-03-28T01:40',
    ]);
  });

  test('runs when a whole day is skipped', () => {
    expect(between('0 12 30 12 *', 'Pacific/Apia', ['2011-12-29T00:00Z', '2012-01-02T00:00Z'])).toEqual(['2011-12-30T10:00']);
  });
});

describe('a local time that the clocks show twice', () => {
  test.each([
    ['Europe/Paris', ['2027-10-30T12:00Z', '2027-11-01T12:00Z'], ['2027-10-31T00:30', '2027-11-01T01:30']],
    ['America/New_York', ['2027-11-06T12:00Z', '2027-11-08T12:00Z'], ['2027-11-07T05:30', '2027-11-08T06:30']],
  ] as const)('runs once, at its first showing, in %s', (zone, range, expected) => {
    const cron = zone === 'Europe/Paris' ? '30 2 * * *' : '30 1 * * *';

    expect(between(cron, zone, range)).toEqual(expected);
  });

  test('runs once also when asked from within the second showing', () => {
    // 02:10 for the second time; 02:30 had its turn an hour ago.
    expect(between('30 2 * * *', 'Europe/Paris', ['2027-10-31T01:10Z', '2027-10-31T23:00Z'])).toEqual([]);
  });

  test('leaves the second showing without runs for a time of every quarter', () => {
    expect(between('*/15 * * * *', 'Europe/Paris', ['2027-10-31T00:40Z', '2027-10-31T02:20Z'])).toEqual([
      '2027-10-31T00:45', '2027-10-31T02:00', '2027-10-31T02:15',
    ]);
  });
});

describe('ordinary calendars', () => {
  test('a zone without summer time keeps its half hour', () => {
    expect(between('0 9 * * 1-5', 'Asia/Kolkata', ['2026-05-01T00:00Z', '2026-05-05T00:00Z'])).toEqual(['2026-05-01T03:30', '2026-05-04T03:30']);
  });

  test('29 February comes in leap years only', () => {
    const days = timesOf('0 0 29 2 *', 'UTC').between(Date.parse('2026-01-01'), Date.parse('2034-01-01'), 10);

    expect(days.map((day) => new Date(day).getUTCFullYear())).toEqual([2028, 2032]);
  });

  test('29 February is found over the year 2100 that has none', () => {
    expect(timesOf('0 0 29 2 *', 'UTC').next(Date.parse('2096-03-01'))).toBe(Date.parse('2104-02-29'));
  });

  test('the 31st leaves out shorter months', () => {
    expect(between('0 6 31 * *', 'UTC', ['2026-01-01T00:00Z', '2026-07-01T00:00Z'])).toEqual(['2026-01-31T06:00', '2026-03-31T06:00', '2026-05-31T06:00']);
  });

  test('L is the last day of a month', () => {
    expect(between('0 6 L * *', 'UTC', ['2028-01-15T00:00Z', '2028-05-01T00:00Z'])).toEqual([
      '2028-01-31T06:00', '2028-02-29T06:00', '2028-03-31T06:00', '2028-04-30T06:00',
    ]);
  });
});

describe('an expression that cannot be kept', () => {
  test.each([
    ['* * * *', 'UTC', 'cron', 'has 4 parts'],
    ['0 0 * * * *', 'UTC', 'cron', 'has 6 parts'],
    ['61 * * * *', 'UTC', 'cron', 'is no cron expression'],
    ['0 0 30 2 *', 'UTC', 'cron', 'never comes'],
    ['0 6 * * *', 'Europe/Atlantis', 'timeZone', 'is no time zone'],
    ['0 6 * * *', '+01:00', 'timeZone', 'is no time zone'],
  ])('%s in %s is refused in plain words', (cron, timeZone, field, words) => {
    expect(nominalTimesOf({ cron, timeZone })).toMatchObject({ ok: false, error: { field, message: expect.stringContaining(words) } });
  });
});

const zones = ['UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns', 'Africa/Casablanca', 'Pacific/Chatham', 'America/Santiago', 'Asia/Kathmandu'];
const minute = 60_000;
const hour = 60 * minute;
/** Any hour from 2020 to 2037, and the hours around changes of the clocks more often than chance would. */
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(2020, 0, 1) / minute, max: Date.UTC(2037, 0, 1) / minute }).map((value) => value * minute),
  fc.constantFrom('2027-03-28T01:00Z', '2027-10-31T01:00Z', '2027-03-14T07:00Z', '2027-11-07T06:00Z', '2026-10-03T15:30Z', '2027-04-03T15:00Z').chain((text) =>
    fc.integer({ min: -240, max: 240 }).map((minutes) => Date.parse(text) + minutes * minute),
  ),
);
const clockTimes = fc.record({ zone: fc.constantFrom(...zones), minutes: fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 4 }), hours: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }) });

describe('whatever the zone, the expression and the moment', () => {
  test('times are those of a clock read minute by minute', () => {
    fc.assert(
      fc.property(clockTimes, instants, ({ zone, minutes, hours }, start) => {
        const found = timesOf(`${minutes.join(',')} ${hours.join(',')} * * *`, zone).between(start, start + 8 * hour, 1_000);

        expect(found).toEqual(readMinuteByMinute({ zone, minutes, hours }, start, start + 8 * hour));
      }),
      { numRuns: 150 },
    );
  });

  test('none is missed and none comes twice between consecutive questions', () => {
    fc.assert(
      fc.property(clockTimes, instants, fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 }), ({ zone, minutes, hours }, start, steps) => {
        const times = timesOf(`${minutes.join(',')} ${hours.join(',')} * * *`, zone);
        let at = start;
        const pieces: number[] = [];
        for (const step of steps) {
          pieces.push(...times.between(at, at + step * minute, 5_000));
          at += step * minute;
        }

        expect(pieces).toEqual(times.between(start, at, 50_000));
        expect(new Set(pieces).size).toBe(pieces.length);
        expect(times.latest(start, at, 3)).toEqual(pieces.slice(-3));
      }),
      { numRuns: 150 },
    );
  });
});

/** The rules without any library: the clock is read every minute, and a jump forward stands for what it skipped. */
function readMinuteByMinute({ zone, minutes, hours }: { zone: string; minutes: number[]; hours: number[] }, after: number, until: number): number[] {
  const matches = (wall: number) => minutes.includes(new Date(wall).getUTCMinutes()) && hours.includes(new Date(wall).getUTCHours());
  const found: number[] = [];
  let shownUntil = Number.NEGATIVE_INFINITY;
  for (let instant = after - 30 * hour; instant <= until; instant += minute) {
    const wall = wallOf(instant, zone);
    const fresh: number[] = [];
    const first = shownUntil === Number.NEGATIVE_INFINITY ? wall : shownUntil + minute;
    for (let reading = first; reading <= wall; reading += minute) fresh.push(reading);
    if (fresh.some(matches) && instant > after) found.push(instant);
    shownUntil = Math.max(shownUntil, wall);
  }
  return found;
}

test('local text carries the offset that tells both showings apart', () => {
  expect([localText(Date.parse('2027-10-31T00:30Z'), 'Europe/Paris'), localText(Date.parse('2027-10-31T01:30Z'), 'Europe/Paris')]).toEqual([
    '2027-10-31T02:30:00+02:00', '2027-10-31T02:30:00+01:00',
  ]);
  expect(localText(Date.parse('2027-01-01T00:00Z'), 'America/St_Johns')).toBe('2026-12-31T20:30:00-03:30');
});
