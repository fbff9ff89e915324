import { amountText, checkTotals, countLines, minorUnits, sum, type Bai2Record } from './bai2-records';
import { malformed } from './malformed';

export interface Bai2Account {
  readonly account: string;
  readonly currency: string;
  readonly summaries: readonly { readonly type: string; readonly amount: string }[];
  readonly transactions: readonly Bai2Transaction[];
}

export interface Bai2Transaction {
  /** BAI type code: 100–399 credits, 400–699 debits. */
  readonly type: string;
  readonly direction: 'credit' | 'debit' | 'other';
  readonly amount: string;
  readonly bankReference: string;
  readonly customerReference: string;
  readonly text: string;
}

export interface AccountResult {
  readonly account: Bai2Account;
  /** Of all amounts, in the smallest unit: what its record 49 must name. */
  readonly total: bigint;
  readonly next: number;
}

/** The account (03 … 49) that begins at `start`. */
export function accountFrom(records: readonly Bai2Record[], start: number, groupCurrency: string): AccountResult {
  const head = records[start];
  if (head?.code !== '03') throw malformed(`has a record ${head?.code ?? '?'} where an account (03) is due`, `line ${head?.line ?? 0}`);
  const end = records.findIndex(({ code }, index) => index > start && code === '49');
  const tail = records[end];
  if (!tail) throw malformed('has an account that is never closed by a record 49', `line ${head.line}`);
  const currency = head.fields[1] || groupCurrency;
  const summaries = summariesOf(head);
  const transactions = records.slice(start + 1, end).map(transactionOf);
  const total = sum([...summaries, ...transactions].map(({ units }) => units));
  checkTotals(tail, { total, lines: countLines(records.slice(start, end + 1)) });
  return {
    account: {
      account: head.fields[0] ?? '',
      currency,
      summaries: summaries.map(({ type, units }) => ({ type, amount: amountText(units, currency) })),
      transactions: transactions.map(({ units, ...transaction }) => ({ ...transaction, amount: amountText(units, currency) })),
    },
    total,
    next: end + 1,
  };
}

/** After account and currency: type, amount, item count, funds type, and what the funds type brings along; again and again. */
function summariesOf({ fields, line }: Bai2Record): readonly { readonly type: string; readonly units: bigint }[] {
  const summaries: { type: string; units: bigint }[] = [];
  let at = 2;
  while (at < fields.length) {
    const [type = '', amount = '', , funds = ''] = fields.slice(at, at + 4);
    if (type !== '' && amount !== '') summaries.push({ type, units: minorUnits(amount, line) });
    at += 4 + fundsFields(funds, fields.slice(at + 4), line);
  }
  return summaries;
}

function transactionOf({ code, fields, line }: Bai2Record): Omit<Bai2Transaction, 'amount'> & { readonly units: bigint } {
  if (code !== '16') throw malformed(`has a record ${code} inside an account`, `line ${line}`);
  const [type = '', amount = '', funds = '', ...rest] = fields;
  const [bankReference = '', customerReference = '', ...text] = rest.slice(fundsFields(funds, rest, line));
  return {
    type,
    direction: directionOf(type),
    units: amount === '' ? 0n : minorUnits(amount, line),
    bankReference,
    customerReference,
    // Commas belong to the text: it is the last field.
    text: text.join(',').trim(),
  };
}

function directionOf(type: string): Bai2Transaction['direction'] {
  const code = Number(type);
  if (code >= 100 && code < 400) return 'credit';
  return code >= 400 && code < 700 ? 'debit' : 'other';
}

/** How many fields follow a funds type: V a date and a time, S three availabilities, D a list with its length. */
function fundsFields(funds: string, following: readonly string[], line: number): number {
  if (funds === 'V') return 2;
  if (funds === 'S') return 3;
  if (funds !== 'D') return 0;
  const count = Number(following[0]);
  if (!Number.isInteger(count) || count < 0 || count > 100) throw malformed(`has “${following[0] ?? ''}” where a number of availabilities is due`, `line ${line}`);
  return 1 + 2 * count;
}
