import { isCivilDate } from './calendar';
import { formatOffset, parseOffset, timeOfDay, twoDigits, type Moment } from './moment';
import { CompileFailure } from './problems';

/**
 * Date patterns such as `MM/DD/YYYY` or `M/D/YYYY h:mm:ss A`, compiled to a strict reader and a writer. English month
 * names only; text in single quotes is taken as it stands.
 */
export interface DateFormat {
  /** Undefined when the text does not have exactly this form or names a day the calendar does not have. */
  read(text: string): Moment | undefined;
  write(moment: Moment): string;
  readonly hasTime: boolean;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type FieldName = 'year' | 'month' | 'day' | 'hour' | 'hour12' | 'minute' | 'second' | 'ms' | 'half' | 'offset';

interface Token {
  readonly field: FieldName;
  readonly pattern: string;
  readonly read: (text: string) => number | undefined;
  readonly write: (moment: Moment) => string;
}

const seconds = (moment: Moment): number => Math.floor((moment.timeMs ?? 0) / 1000);
const hour = (moment: Moment): number => Math.floor(seconds(moment) / 3600);
const hour12 = (moment: Moment): number => hour(moment) % 12 || 12;
const minute = (moment: Moment): number => Math.floor(seconds(moment) / 60) % 60;

const number = (field: FieldName, pattern: string, write: (moment: Moment) => string): Token => ({
  field,
  pattern,
  read: Number,
  write,
});

const tokens: Readonly<Record<string, Token>> = {
  YYYY: number('year', '\\d{4}', (moment) => String(moment.year).padStart(4, '0')),
  /** Two digits are years of this century: cards and payments know no others. */
  YY: {
    field: 'year',
    pattern: '\\d{2}',
    read: (text) => 2000 + Number(text),
    write: (moment) => twoDigits(moment.year % 100),
  },
  MMM: {
    field: 'month',
    pattern: '[A-Za-z]{3}',
    read: (text) => months.findIndex((name) => name.toLowerCase() === text.toLowerCase()) + 1,
    write: (moment) => months[moment.month - 1] ?? '',
  },
  MM: number('month', '\\d{2}', (moment) => twoDigits(moment.month)),
  M: number('month', '\\d{1,2}', (moment) => String(moment.month)),
  DD: number('day', '\\d{2}', (moment) => twoDigits(moment.day)),
  D: number('day', '\\d{1,2}', (moment) => String(moment.day)),
  HH: number('hour', '\\d{2}', (moment) => twoDigits(hour(moment))),
  H: number('hour', '\\d{1,2}', (moment) => String(hour(moment))),
  hh: number('hour12', '\\d{2}', (moment) => twoDigits(hour12(moment))),
  h: number('hour12', '\\d{1,2}', (moment) => String(hour12(moment))),
  mm: number('minute', '\\d{2}', (moment) => twoDigits(minute(moment))),
  ss: number('second', '\\d{2}', (moment) => twoDigits(seconds(moment) % 60)),
  SSS: number('ms', '\\d{3}', (moment) => String((moment.timeMs ?? 0) % 1000).padStart(3, '0')),
  A: {
    field: 'half',
    pattern: '[AaPp][Mm]',
    read: (text) => (text.toLowerCase() === 'pm' ? 12 : 0),
    write: (moment) => (hour(moment) < 12 ? 'AM' : 'PM'),
  },
  Z: {
    field: 'offset',
    pattern: 'Z|[+-]\\d{2}:?\\d{2}',
    read: parseOffset,
    write: (moment) => formatOffset(moment.offsetMinutes),
  },
};

const lexer = /'([^']*)'|YYYY|YY|MMM|MM|M|DD|D|HH|H|hh|h|mm|ss|SSS|A|Z|[^A-Za-z']/g;

/** @throws CompileFailure when the pattern is not understood or does not name a full date. */
export function compileDateFormat(pattern: string): DateFormat {
  const pieces = lex(pattern);
  const used = pieces.filter((piece): piece is Token => typeof piece !== 'string');
  const fields = used.map(({ field }) => field);
  checkFields(pattern, fields);

  const matcher = new RegExp(
    `^${pieces.map((piece) => (typeof piece === 'string' ? escaped(piece) : `(${piece.pattern})`)).join('')}$`,
  );
  const hasTime = fields.some((field) => field === 'hour' || field === 'hour12');
  const write = (moment: Moment): string => {
    let text = '';
    for (const piece of pieces) text += typeof piece === 'string' ? piece : piece.write(moment);
    return text;
  };
  const readDay = hasTime ? undefined : compileDayReader(pieces);
  if (readDay) return { hasTime, write, read: (text) => readDay(text) ?? readDay(text.trim()) };
  return {
    hasTime,
    write,
    read: (text) => {
      const match = text.length <= 100 ? matcher.exec(text.trim()) : null;
      if (!match) return undefined;
      const found = new Map(used.map((token, index) => [token.field, token.read(match[index + 1] ?? '')]));
      return momentOf(found, hasTime);
    },
  };
}

const fixedWidths: Readonly<Record<string, number>> = { '\\d{4}': 4, '\\d{2}': 2 };

interface Slot {
  readonly piece: Token | string;
  readonly start: number;
  readonly width: number;
}

/** For days in digits of fixed width, such as MM/DD/YYYY: read by position, without a pattern. */
function compileDayReader(pieces: readonly (Token | string)[]): ((text: string) => Moment | undefined) | undefined {
  const slots: Slot[] = [];
  let length = 0;
  for (const piece of pieces) {
    const width = typeof piece === 'string' ? piece.length : fixedWidths[piece.pattern];
    if (width === undefined) return undefined;
    slots.push({ piece, start: length, width });
    length += width;
  }
  const slotOf = (field: FieldName) => slots.find(({ piece }) => typeof piece !== 'string' && piece.field === field);
  const [year, month, day] = [slotOf('year'), slotOf('month'), slotOf('day')];
  const literals = slots.flatMap(({ piece, start }) => (typeof piece === 'string' ? [{ piece, start }] : []));
  if (!year || !month || !day) return undefined;
  const century = year.width === 2 ? 2000 : 0;
  return (text) => {
    if (text.length !== length) return undefined;
    for (const { piece, start } of literals) if (!text.startsWith(piece, start)) return undefined;
    const written = digitsAt(text, year);
    const read = {
      year: written + century,
      month: digitsAt(text, month),
      day: digitsAt(text, day),
      timeMs: undefined,
      offsetMinutes: undefined,
    };
    return written >= 0 && isCivilDate(read) ? read : undefined;
  };
}

/** Negative when there is something else than digits. */
function digitsAt(text: string, { start, width }: Slot): number {
  let value = 0;
  for (let at = start; at < start + width; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function momentOf(found: ReadonlyMap<FieldName, number | undefined>, hasTime: boolean): Moment | undefined {
  const date = { year: found.get('year') ?? 0, month: found.get('month') ?? 0, day: found.get('day') ?? 0 };
  if (!isCivilDate(date) || (found.has('offset') && found.get('offset') === undefined)) return undefined;
  if (!hasTime) return { ...date, timeMs: undefined, offsetMinutes: undefined };
  const half = found.get('hour12');
  if (half !== undefined && (half < 1 || half > 12)) return undefined;
  const hourOfDay = half === undefined ? (found.get('hour') ?? 0) : (half % 12) + (found.get('half') ?? 0);
  const timeMs = timeOfDay({
    hour: hourOfDay,
    minute: found.get('minute') ?? 0,
    second: found.get('second') ?? 0,
    ms: found.get('ms') ?? 0,
  });
  return timeMs === undefined ? undefined : { ...date, timeMs, offsetMinutes: found.get('offset') };
}

function lex(pattern: string): (Token | string)[] {
  const pieces: (Token | string)[] = [];
  let end = 0;
  for (const match of pattern.matchAll(lexer)) {
    if (match.index !== end) throw badFormat(pattern);
    end += match[0].length;
    pieces.push(tokens[match[0]] ?? match[1] ?? match[0]);
  }
  if (end !== pattern.length) throw badFormat(pattern);
  return pieces;
}

function checkFields(pattern: string, fields: readonly FieldName[]): void {
  const has = (field: FieldName): boolean => fields.includes(field);
  const once = new Set(fields).size === fields.length;
  const fullDate = has('year') && has('month') && has('day');
  const clear = has('hour12') === has('half') && !(has('hour') && has('hour12'));
  if (!once || !fullDate || !clear) throw badFormat(pattern);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const badFormat = (pattern: string): CompileFailure =>
  new CompileFailure(
    'BAD_ARGUMENT',
    `The date format "${pattern}" is not understood.`,
    'Use YYYY, MM, DD and for times HH or hh with A, mm, ss; put other letters in single quotes.',
  );
