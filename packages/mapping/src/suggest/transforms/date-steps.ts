import type { StepCall } from '../../document';
import type { FieldReading } from '../read-field';
import type { SampleFormat } from '../sample-format';
import type { ProposedSteps } from './transform-proposal';

const dateFormats = new Set<SampleFormat>(['iso-date', 'iso-date-time', 'us-date', 'us-date-time', 'compact-date']);

/** A date in another form than the target's, as its samples show it; the target is taken for ISO when it shows none. */
export function dateSteps(source: FieldReading, target: FieldReading): ProposedSteps | undefined {
  if (!source.format || !dateFormats.has(source.format) || !isDate(target)) return undefined;
  const wanted = target.format && dateFormats.has(target.format) ? target : undefined;
  const [from, to] = [patternOf(source), wanted && patternOf(wanted)];
  const isIso = source.format.startsWith('iso');
  if (!to)
    return isIso
      ? dayOnly(source, target)
      : { steps: [step('parseDate', { format: from })], summary: `reads ${from} as a date` };
  if (from === to || (isIso && wanted?.format === source.format)) return undefined;
  if (isIso) return { steps: [step('formatDate', { format: to })], summary: `writes the date as ${to}` };
  if (wanted?.format === 'iso-date-time' && source.format !== 'us-date-time') {
    return { steps: [step('parseDate', { format: from })], summary: `reads ${from} as a date` };
  }
  return { steps: [step('reformatDate', { from, to })], summary: `turns ${from} into ${to}` };
}

function dayOnly(source: FieldReading, target: FieldReading): ProposedSteps | undefined {
  if (source.format !== 'iso-date-time' || target.type.family !== 'date') return undefined;
  return { steps: [step('formatDate', { format: 'YYYY-MM-DD' })], summary: 'keeps the day and drops the time' };
}

const isDate = ({ type, kind, format }: FieldReading): boolean =>
  (kind === 'date' && type.family !== 'number') ||
  type.family.startsWith('date') ||
  (format !== undefined && dateFormats.has(format));

const step = (op: string, args: StepCall['args']): StepCall => ({ op, args });

/** The pattern of the first sample, in the words of the mapping's date formats. */
export function patternOf({ samples, format }: FieldReading): string {
  const [sample = ''] = samples;
  if (format === 'compact-date') return 'YYYYMMDD';
  if (format === 'iso-date') return 'YYYY-MM-DD';
  if (format === 'iso-date-time') return "YYYY-MM-DD'T'HH:mm:ssZ";
  const [day = '', time = '', half] = sample.split(' ');
  const [month = '', inMonth = '', year = ''] = day.split('/');
  const isPadded = samples.every((each) => /^\d{2}\/\d{2}\//.test(each));
  const isDayFirst = samples.some((each) => Number(each.split('/')[0]) > 12) && Number(inMonth) <= 12;
  const parts = isPadded && month.length === 2 ? ['MM', 'DD'] : ['M', 'D'];
  const date = [...(isDayFirst ? parts.reverse() : parts), year.length === 2 ? 'YY' : 'YYYY'].join('/');
  if (time === '') return date;
  const hour = half ? (/^\d{2}:/.test(time) ? 'hh' : 'h') : /^\d{2}:/.test(time) ? 'HH' : 'H';
  return `${date} ${hour}:mm${time.split(':').length > 2 ? ':ss' : ''}${half ? ' A' : ''}`;
}
