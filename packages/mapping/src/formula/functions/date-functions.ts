import { fromEpochDay, isCivilDate, daysInMonth, toEpochDay } from '../../calendar';
import { compileDateFormat } from '../../date-format';
import { epochMsOf, formatIsoMoment, momentAt, parseIsoMoment, type Moment } from '../../moment';
import { CompileFailure, ValueFailure } from '../../problems';
import { timeZone } from '../../time-zone';
import { types, type Type } from '../../types/type';
import { outOfCalendar } from '../run/arithmetic';
import { Duration } from '../run/formula-value';
import type { FormulaFrame } from '../run/frame';
import { defineFunction, type TypedCall } from './definition';
import { constant, count, moment, optional, text } from './parameter';

const zone = optional(constant(text('zone', 'A place such as America/Los_Angeles; UTC unless told otherwise.')));
const day = (value: Moment): Moment => ({ ...value, timeMs: undefined, offsetMinutes: undefined });
const textAt = (constants: TypedCall['constants'], at: number): string | undefined => {
  const given = constants[at];
  return typeof given === 'string' ? given : undefined;
};

/** @throws ValueFailure where the run has no clock. */
function clock({ now }: FormulaFrame): number {
  if (now !== undefined) return now;
  throw new ValueFailure('NO_CLOCK', 'This run has no time.', 'Give the run a time.');
}

const clocks = [
  defineFunction({
    name: 'NOW',
    family: 'date',
    summary: 'The time of the run, the same in all its rules.',
    parameters: [],
    examples: [{ formula: 'NOW()', gives: '"2026-03-09T20:32:10Z"' }],
    gives: types.dateTime,
    run: (_, frame) => formatIsoMoment(momentAt(clock(frame), 0)),
  }),
  defineFunction({
    name: 'TODAY',
    family: 'date',
    summary: 'The day of the run, at a place.',
    parameters: [zone],
    examples: [{ formula: 'TODAY("America/Los_Angeles")', gives: '"2026-03-09"' }],
    gives: types.date,
    prepare: (constants) => {
      const place = timeZone(textAt(constants, 0) ?? 'UTC');
      return (_, frame) => formatIsoMoment(day(place.at(clock(frame))));
    },
  }),
];

const reading = [
  defineFunction({
    name: 'DATE',
    family: 'date',
    summary: 'A date from its year, month and day.',
    parameters: [count('year', 'The year.'), count('month', '1 to 12.'), count('day', 'The day of the month.')],
    examples: [{ formula: 'DATE(2026, 3, 9)', gives: '"2026-03-09"' }],
    gives: types.date,
    run: ([year, month, dayOfMonth]) => {
      const date = { year, month, day: dayOfMonth };
      if (!isCivilDate(date))
        throw new ValueFailure('NO_SUCH_DATE', 'The calendar has no such day.', 'Check year, month and day.');
      return formatIsoMoment({ ...date, timeMs: undefined, offsetMinutes: undefined });
    },
  }),
  defineFunction({
    name: 'PARSEDATE',
    family: 'date',
    summary: 'Reads a date of a given format. One with a time needs the place its clock is at, or Z in the format.',
    parameters: [text('text', 'The text.'), constant(text('format', 'Such as MM/DD/YYYY or YYYY-MM-DD HH:mm.')), zone],
    examples: [
      { formula: 'PARSEDATE("03/09/2026", "MM/DD/YYYY")', gives: '"2026-03-09"' },
      {
        formula: 'PARSEDATE("07/04/2026 17:30", "MM/DD/YYYY HH:mm", "America/Los_Angeles")',
        gives: '"2026-07-05T00:30:00Z"',
      },
    ],
    gives: ({ constants }) => (hasTime(textAt(constants, 1)) ? types.dateTime : types.date),
    prepare: (constants) => parserFor(textAt(constants, 1) ?? '', textAt(constants, 2)),
  }),
  defineFunction({
    name: 'TODATE',
    family: 'date',
    summary: 'The day of a point in time, as the calendar of a place shows it.',
    parameters: [moment('time', 'A date with a time.'), zone],
    examples: [{ formula: 'TODATE(timestamp("2026-07-05T00:30:00Z"), "America/Los_Angeles")', gives: '"2026-07-04"' }],
    gives: types.date,
    prepare: (constants) => {
      const place = timeZone(textAt(constants, 1) ?? 'UTC');
      return ([value]: readonly [Moment, ...unknown[]]) =>
        formatIsoMoment(day(value.offsetMinutes === undefined ? value : place.at(epochMsOf(value))));
    },
  }),
  defineFunction({
    name: 'timestamp',
    family: 'date',
    summary: 'Reads an exact point in time from ISO text.',
    parameters: [text('text', 'Such as 2026-03-09T20:32:10Z.')],
    examples: [{ formula: 'timestamp("2026-03-09T20:32:10Z")', gives: '"2026-03-09T20:32:10Z"' }],
    gives: types.dateTime,
    run: ([value]) => {
      const read = parseIsoMoment(value);
      if (read?.offsetMinutes !== undefined) return formatIsoMoment(read);
      throw new ValueFailure(
        'NOT_A_DATE',
        'This text is no exact point in time.',
        'It must look like 2026-03-09T20:32:10Z.',
      );
    },
  }),
  defineFunction({
    name: 'duration',
    family: 'date',
    summary: 'A stretch of time: 36h, 90m, 1h30m, 45s, 500ms. Added to a date or compared.',
    parameters: [text('text', 'Numbers with h, m, s or ms.')],
    examples: [{ formula: 'DATE(2026, 3, 9) + duration("24h")', gives: '"2026-03-10"' }],
    gives: types.duration,
    run: ([value]) => new Duration(durationMs(value)),
  }),
];

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
const mostMs = 400_000_000_000_000;

/** @throws ValueFailure */
function durationMs(given: string): number {
  const match = given.length <= 60 ? /^(-?)((?:\d{1,12}(?:\.\d{1,9})?(?:ms|h|m|s))+)$/.exec(given.trim()) : null;
  const parts = [...(match?.[2] ?? '').matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  const ms = parts.reduce((sum, [, size, unit]) => sum + Math.round(Number(size) * (unitMs[unit ?? ''] ?? 0)), 0);
  if (match && ms <= mostMs) return match[1] === '-' ? 0 - ms : ms;
  throw new ValueFailure('NOT_A_DURATION', 'This text is no stretch of time.', 'Write it like 36h, 90m or 1h30m.');
}

function hasTime(format: string | undefined): boolean {
  try {
    return compileDateFormat(format ?? '').hasTime;
  } catch (thrown) {
    // The call itself reports the format.
    if (thrown instanceof CompileFailure) return false;
    throw thrown;
  }
}

function parserFor(format: string, place: string | undefined): (args: readonly [string, ...unknown[]]) => string {
  const reader = compileDateFormat(format);
  if (reader.hasTime && place === undefined && !format.includes('Z')) {
    throw new CompileFailure(
      'BAD_ARGUMENT',
      'A time without a place is no exact point in time.',
      'Name the place as third argument, e.g. "America/Chicago".',
    );
  }
  const at = place === undefined ? undefined : timeZone(place);
  return ([given]) => {
    const read = reader.read(given);
    if (!read) throw new ValueFailure('NOT_A_DATE', `This text is no date like ${format}.`, 'Check the format.');
    if (read.timeMs === undefined) return formatIsoMoment(read);
    const pinned = read.offsetMinutes === undefined && at ? at.pin(read) : read;
    return formatIsoMoment(momentAt(epochMsOf(pinned), 0));
  };
}

const writing = [
  defineFunction({
    name: 'FORMATDATE',
    family: 'date',
    summary: 'Writes a date in a given format; a point in time as the clock of the place shows it.',
    parameters: [moment('date', 'The date.'), constant(text('format', 'Such as MM/DD/YYYY.')), zone],
    examples: [{ formula: 'FORMATDATE(DATE(2026, 3, 9), "MM/DD/YYYY")', gives: '"03/09/2026"' }],
    gives: types.string,
    prepare: (constants) => {
      const writer = compileDateFormat(textAt(constants, 1) ?? '');
      const place = timeZone(textAt(constants, 2) ?? 'UTC');
      return ([value]: readonly [Moment, ...unknown[]]) => {
        if (writer.hasTime && value.timeMs === undefined) {
          throw new ValueFailure(
            'DATE_WITHOUT_TIME',
            'The format wants a time and this date has none.',
            'Take the time out of the format.',
          );
        }
        return writer.write(value.offsetMinutes === undefined ? value : place.at(epochMsOf(value)));
      };
    },
  }),
  part('YEAR', 'The year of a date.', ({ year }) => year),
  part('MONTH', 'The month of a date, 1 to 12.', ({ month }) => month),
  part('DAY', 'The day of the month.', ({ day: dayOfMonth }) => dayOfMonth),
  part(
    'WEEKDAY',
    'The day of the week: 1 is Monday, 7 is Sunday.',
    (value) => ((((toEpochDay(value) + 3) % 7) + 7) % 7) + 1,
  ),
];

function part(name: string, summary: string, of: (value: Moment) => number) {
  return defineFunction({
    name,
    family: 'date',
    summary,
    parameters: [moment('date', 'The date.')],
    examples: [
      {
        formula: `${name}(DATE(2026, 3, 9))`,
        gives: String(of({ year: 2026, month: 3, day: 9, timeMs: undefined, offsetMinutes: undefined })),
      },
    ],
    gives: types.int,
    run: ([value]) => of(value),
  });
}

const sameKind = ({ args }: TypedCall): Type =>
  args[0]?.kind === 'dateTime' ? types.dateTime : args[0]?.kind === 'date' ? types.date : types.any;

/** @throws ValueFailure */
function movedTo(value: Moment, epochDay: number): string {
  const date = fromEpochDay(epochDay);
  if (!isCivilDate(date)) throw outOfCalendar();
  return formatIsoMoment({ ...value, ...date });
}

function monthsLater(value: Moment, months: number, dayOfMonth: number): string {
  const index = value.year * 12 + value.month - 1 + months;
  const [year, month] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  if (year < 1 || year > 9999) throw outOfCalendar();
  return formatIsoMoment({ ...value, year, month, day: Math.min(dayOfMonth, daysInMonth(year, month)) });
}

const moving = [
  defineFunction({
    name: 'ADDDAYS',
    family: 'date',
    summary: 'Moves a date by calendar days; a time of day stays as it is.',
    parameters: [moment('date', 'The date.'), count('days', 'How many days, also negative.', 3_700_000)],
    examples: [{ formula: 'ADDDAYS(DATE(2026, 2, 27), 2)', gives: '"2026-03-01"' }],
    gives: sameKind,
    run: ([value, days]) => movedTo(value, toEpochDay(value) + days),
  }),
  defineFunction({
    name: 'ADDMONTHS',
    aliases: ['EDATE'],
    family: 'date',
    summary: 'Moves a date by months; the last day of a month where there is no such day.',
    parameters: [moment('date', 'The date.'), count('months', 'How many months, also negative.', 120_000)],
    examples: [{ formula: 'ADDMONTHS(DATE(2026, 1, 31), 1)', gives: '"2026-02-28"' }],
    gives: sameKind,
    run: ([value, months]) => monthsLater(value, months, value.day),
  }),
  defineFunction({
    name: 'EOMONTH',
    family: 'date',
    summary: 'The last day of the month, so many months away.',
    parameters: [
      moment('date', 'The date.'),
      optional(count('months', 'How many months, 0 unless told otherwise.', 120_000)),
    ],
    examples: [{ formula: 'EOMONTH(DATE(2026, 2, 3))', gives: '"2026-02-28"' }],
    gives: types.date,
    run: ([value, months = 0]) => monthsLater(day(value), months, 31),
  }),
  defineFunction({
    name: 'DAYSBETWEEN',
    family: 'date',
    summary: 'How many days from one date to another.',
    parameters: [moment('from', 'The first date.'), moment('to', 'The other date.')],
    examples: [{ formula: 'DAYSBETWEEN(DATE(2026, 2, 27), DATE(2026, 3, 1))', gives: '2' }],
    gives: types.int,
    run: ([from, to]) => toEpochDay(to) - toEpochDay(from),
  }),
];

export const dateFunctions = [...clocks, ...reading, ...writing, ...moving];
