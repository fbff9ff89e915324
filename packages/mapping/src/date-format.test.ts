import fc from 'fast-check';
import { daysInMonth, fromEpochDay, isCivilDate, toEpochDay } from './calendar';
import { compileDateFormat } from './date-format';
import { epochMsOf, formatIsoMoment, parseIsoMoment } from './moment';
import { timeZone } from './time-zone';

describe('calendar', () => {
  it('agrees with the platform for every day of four centuries', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (epochDay) => {
        const platform = new Date(epochDay * 86_400_000);

        expect(fromEpochDay(epochDay)).toEqual({
          year: platform.getUTCFullYear(),
          month: platform.getUTCMonth() + 1,
          day: platform.getUTCDate(),
        });
        expect(toEpochDay(fromEpochDay(epochDay))).toBe(epochDay);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [2024, 2, 29],
    [2026, 2, 28],
    [2100, 2, 28],
    [2000, 2, 29],
    [2026, 4, 30],
    [2026, 12, 31],
  ])('ends %i-%i on day %i', (year, month, days) => {
    expect(daysInMonth(year, month)).toBe(days);
    expect(isCivilDate({ year, month, day: days + 1 })).toBe(false);
  });
});

describe('compileDateFormat', () => {
  it.each([
    ['MM/DD/YYYY', '12/31/2026', '2026-12-31'],
    ['M/D/YY', '3/9/26', '2026-03-09'],
    ['YYYYMMDD', '20260309', '2026-03-09'],
    ['D MMM YYYY', '9 mar 2026', '2026-03-09'],
    ['M/D/YYYY h:mm:ss A', '2/22/2017 12:02:10 AM', '2017-02-22T00:02:10'],
    ['M/D/YYYY h:mm:ss A', '2/22/2017 12:02:10 pm', '2017-02-22T12:02:10'],
    ["YYYY-MM-DD'T'HH:mm:ss.SSSZ", '2026-03-09T20:32:10.250+01:00', '2026-03-09T20:32:10.250+01:00'],
    ['DD.MM.YYYY HH:mm', '09.03.2026 23:59', '2026-03-09T23:59:00'],
  ])('reads with %s the text %s', (format, text, iso) => {
    const moment = compileDateFormat(format).read(text);

    expect(moment && formatIsoMoment(moment)).toBe(iso);
  });

  it.each([
    ['MM/DD/YYYY', '02/29/2026'],
    ['MM/DD/YYYY', '31/12/2026'],
    ['MM/DD/YYYY', '1/2/2026'],
    ['MM/DD/YYYY', '01-02-2026'],
    ['D MMM YYYY', '9 Mai 2026'],
    ['M/D/YYYY h:mm:ss A', '2/22/2017 13:02:10 PM'],
    ['DD.MM.YYYY HH:mm', '09.03.2026 24:00'],
  ])('refuses with %s the text %s', (format, text) => {
    expect(compileDateFormat(format).read(text)).toBeUndefined();
  });

  it.each(['MM/YYYY', 'YYYY-MM-DD YYYY', 'hh:mm MM/DD/YYYY', 'QQQ', "YYYY-MM-DD'", 'YYYY-MM-DD HH A'])(
    'does not accept the format %s',
    (format) => {
      expect(() => compileDateFormat(format)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }));
    },
  );

  it('reads back every date it writes', () => {
    const formats = fc.constantFrom('MM/DD/YYYY', 'YYYY-MM-DD', 'D MMM YYYY', 'DDMMYYYY');

    fc.assert(
      fc.property(formats, fc.integer({ min: -719_162, max: 2_932_896 }), (pattern, epochDay) => {
        const { read, write } = compileDateFormat(pattern);
        const moment = { ...fromEpochDay(epochDay), timeMs: undefined, offsetMinutes: undefined };

        expect(read(write(moment))).toEqual(moment);
      }),
    );
  });
});

describe('timeZone', () => {
  const pin = (zone: string, local: string) => {
    const moment = parseIsoMoment(local);
    return moment && new Date(epochMsOf(timeZone(zone).pin(moment))).toISOString();
  };

  it.each([
    ['UTC', '2026-07-04T17:30', '2026-07-04T17:30:00.000Z'],
    ['America/Los_Angeles', '2026-07-04T17:30', '2026-07-05T00:30:00.000Z'],
    ['America/Los_Angeles', '2026-01-04T17:30', '2026-01-05T01:30:00.000Z'],
    ['America/Los_Angeles', '2026-11-01T01:30', '2026-11-01T08:30:00.000Z'],
    ['America/Los_Angeles', '2026-11-01T12:00', '2026-11-01T20:00:00.000Z'],
    ['America/Los_Angeles', '2026-03-08T02:30', '2026-03-08T10:30:00.000Z'],
    ['America/Los_Angeles', '2026-03-08T12:00', '2026-03-08T19:00:00.000Z'],
    ['Asia/Kolkata', '2026-07-04T05:30', '2026-07-04T00:00:00.000Z'],
  ])('pins down in %s the clock reading %s', (zone, local, utc) => {
    expect(pin(zone, local)).toBe(utc);
  });

  it.each(['2026-13-01', '2026-02-30', '2026-01-01T25:00', '2026-01-01T00:00+99:00', '03/09/2026', '2026-1-1'])(
    'does not take %s for ISO',
    (text) => {
      expect(parseIsoMoment(text)).toBeUndefined();
    },
  );
});
