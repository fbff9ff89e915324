import { currencyExponent, Decimal } from '@penstock/kernel';
import { malformed } from './malformed';

export interface Bai2Record {
  readonly code: string;
  readonly fields: readonly string[];
  /** Where it begins, and how many lines it takes with its continuations. */
  readonly line: number;
  readonly lines: number;
}

/** Logical records: a continuation (88) belongs to the one before it, and both count as lines. */
export function recordsOf(text: string): readonly Bai2Record[] {
  const records: { code: string; body: string; line: number; lines: number }[] = [];
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trimEnd();
    if (line === '') continue;
    const [code = '', ...fields] = line.split(',');
    const body = fields.join(',').replace(/\/$/, '');
    const before = records.at(-1);
    if (code !== '88') records.push({ code, body, line: index + 1, lines: 1 });
    else if (!before) throw malformed('begins with a continuation', `line ${index + 1}`);
    else records.splice(-1, 1, { ...before, body: `${before.body},${body}`, lines: before.lines + 1 });
  }
  const unknown = records.find(({ code }) => !['01', '02', '03', '16', '49', '98', '99'].includes(code));
  if (unknown) throw malformed(`has an unknown record “${unknown.code.slice(0, 10)}”`, `line ${unknown.line}`);
  return records.map(({ code, body, line, lines }) => ({ code, fields: body.split(','), line, lines }));
}

export const countLines = (records: readonly Bai2Record[]): number => records.reduce((count, { lines }) => count + lines, 0);

export const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

interface Counted {
  readonly total: bigint;
  /** Accounts of a group, groups of a file; a record 49 names none. */
  readonly children?: number;
  readonly lines: number;
}

export function checkTotals({ code, fields, line }: Bai2Record, { total, children, lines }: Counted): void {
  const [namedTotal = '', ...counts] = fields;
  const expected = children === undefined ? [lines] : [children, lines];
  if (minorUnits(namedTotal, line) !== total) throw malformed(`has a control total of ${namedTotal} where the amounts come to ${total}`, `line ${line} (record ${code})`);
  for (const [index, count] of expected.entries()) {
    if (Number(counts[index]) !== count) throw malformed(`names ${counts[index] ?? 'no'} records or parts and holds ${count}`, `line ${line} (record ${code})`);
  }
}

/** Amounts are whole numbers of the smallest unit, with or without sign. */
export function minorUnits(text: string, line: number): bigint {
  if (!/^[+-]?\d{1,18}$/.test(text)) throw malformed(`has “${text.slice(0, 20)}” where an amount is due`, `line ${line}`);
  return BigInt(text);
}

export const amountText = (units: bigint, currency: string): string => Decimal.of(units, currencyExponent(currency) ?? 2).toString();
