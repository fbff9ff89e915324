import { z } from 'zod';
import { fromEpochDay, toEpochDay } from '../calendar';
import { compileDateFormat } from '../date-format';
import { epochMsOf, formatIsoMoment, momentAt, parseIsoMoment, type Moment } from '../moment';
import { ValueFailure, wrongKind } from '../problems';
import { timeZone } from '../time-zone';
import type { Value } from '../values';
import { defineStep } from './step-definition';

const formatArg = z.string().min(1).max(60);
const zoneArg = z.string().min(1).max(60);

const parseDate = defineStep({
  op: 'parseDate',
  title: 'Read a date',
  summary: 'Reads a date of a given format into ISO form. With a time zone, a time becomes an exact point in UTC.',
  family: 'date',
  takes: ['text'],
  gives: 'date',
  args: z.strictObject({ format: formatArg, zone: zoneArg.optional() }),
  examples: [
    { input: '03/09/2026', args: { format: 'MM/DD/YYYY' }, output: '"2026-03-09"' },
    { input: '3/9/2026 8:32:10 PM', args: { format: 'M/D/YYYY h:mm:ss A' }, output: '"2026-03-09T20:32:10"' },
    {
      input: '07/04/2026 17:30',
      args: { format: 'MM/DD/YYYY HH:mm', zone: 'America/Los_Angeles' },
      output: '"2026-07-05T00:30:00Z"',
    },
  ],
  compile: ({ format, zone }) => {
    const { read } = compileDateFormat(format);
    const place = zone === undefined ? undefined : timeZone(zone);
    return (input) => {
      const moment = readWith(read, input, format);
      if (!place || moment.timeMs === undefined) return formatIsoMoment(moment);
      const pinned = moment.offsetMinutes === undefined ? place.pin(moment) : moment;
      return formatIsoMoment(momentAt(epochMsOf(pinned), 0));
    };
  },
});

const formatDate = defineStep({
  op: 'formatDate',
  title: 'Write a date',
  summary:
    'Writes an ISO date in a given format. With a time zone, an exact point in time is shown as the clock there does.',
  family: 'date',
  takes: ['date', 'text'],
  gives: 'text',
  args: z.strictObject({ format: formatArg, zone: zoneArg.optional() }),
  examples: [
    { input: '2026-03-09', args: { format: 'MM/DD/YYYY' }, output: '"03/09/2026"' },
    {
      input: '2026-07-05T00:30:00Z',
      args: { format: 'YYYY-MM-DD', zone: 'America/Los_Angeles' },
      output: '"2026-07-04"',
    },
  ],
  compile: ({ format, zone }) => {
    const { write, hasTime } = compileDateFormat(format);
    const place = zone === undefined ? undefined : timeZone(zone);
    return (input) => {
      const moment = isoMoment(input);
      if (hasTime && moment.timeMs === undefined) {
        throw new ValueFailure(
          'DATE_WITHOUT_TIME',
          'The format wants a time and this date has none.',
          'Take the time out of the format.',
        );
      }
      const shown = place && moment.offsetMinutes !== undefined ? place.at(epochMsOf(moment)) : moment;
      return write(shown);
    };
  },
});

const reformatDate = defineStep({
  op: 'reformatDate',
  title: 'Change date format',
  summary:
    'Turns a date of one format into another, e.g. MM/DD/YYYY into YYYY-MM-DD. Days that do not exist are refused.',
  family: 'date',
  takes: ['text', 'date'],
  gives: 'text',
  args: z.strictObject({ from: formatArg, to: formatArg.default('YYYY-MM-DD') }),
  examples: [
    { input: '12/31/2026', args: { from: 'MM/DD/YYYY' }, output: '"2026-12-31"' },
    { input: '20260228', args: { from: 'YYYYMMDD', to: 'D MMM YYYY' }, output: '"28 Feb 2026"' },
  ],
  compile: ({ from, to }) => {
    const { read } = compileDateFormat(from);
    const { write } = compileDateFormat(to);
    return (input) => write(readWith(read, input, from));
  },
});

const addDays = defineStep({
  op: 'addDays',
  title: 'Add days',
  summary: 'Moves an ISO date by calendar days; a time of day stays as it is.',
  family: 'date',
  takes: ['date', 'text'],
  gives: 'date',
  args: z.strictObject({ days: z.int().min(-100_000).max(100_000) }),
  examples: [
    { input: '2026-02-27', args: { days: 2 }, output: '"2026-03-01"' },
    { input: '2026-01-01T08:00:00Z', args: { days: -1 }, output: '"2025-12-31T08:00:00Z"' },
  ],
  compile:
    ({ days }) =>
    (input) => {
      const moment = isoMoment(input);
      const moved = { ...moment, ...fromEpochDay(toEpochDay(moment) + days) };
      if (moved.year >= 1 && moved.year <= 9999) return formatIsoMoment(moved);
      throw new ValueFailure('DATE_OUT_OF_RANGE', 'The date leaves the years 1 to 9999.', 'Use fewer days.');
    },
});

const now = defineStep({
  op: 'now',
  title: 'Now',
  summary: 'The time of the run, the same in all its rules; in UTC unless a time zone is named.',
  family: 'date',
  takes: ['any'],
  gives: 'date',
  args: z.strictObject({ format: formatArg.optional(), zone: zoneArg.default('UTC') }),
  onMissing: 'run',
  examples: [
    { input: null, args: {}, output: '"2026-03-09T20:32:10Z"' },
    { input: null, args: { format: 'MM/DD/YYYY', zone: 'Asia/Tokyo' }, output: '"03/10/2026"' },
  ],
  compile: ({ format, zone }) => {
    const place = timeZone(zone);
    const write = format === undefined ? formatIsoMoment : compileDateFormat(format).write;
    return (_, frame) => {
      if (frame.now === undefined)
        throw new ValueFailure('NO_CLOCK', 'This mapping runs without a clock.', 'Map a date of the record instead.');
      return write(place.at(frame.now));
    };
  },
});

export const dateSteps = [parseDate, formatDate, reformatDate, addDays, now];

function readWith(read: (text: string) => Moment | undefined, input: Value, format: string): Moment {
  const moment = typeof input === 'string' ? read(input) : undefined;
  if (moment) return moment;
  throw wrongKind(
    `a date like ${format}`,
    input,
    'Check the format of the step, and that the day exists in the calendar.',
  );
}

function isoMoment(input: Value): Moment {
  const moment = typeof input === 'string' ? parseIsoMoment(input) : undefined;
  if (moment) return moment;
  throw wrongKind('an ISO date like 2026-03-09', input, 'Add the step parseDate before this one.');
}
