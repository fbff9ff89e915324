import { ConnectorFailure } from '@penstock/connector-sdk';
import { Decimal, type Json, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { idOf, textOf } from '../answer';
import { dateToRest } from '../dates';
import { date, money, text, wholeNumber } from '../fields';

const journalLine = z.strictObject({
  accountNumber: text(32).meta({ title: 'GL account', options: 'accounts' }),
  amount: money.meta({ title: 'Amount', description: 'Debit positive, credit negative.' }),
  description: text(255)
    .optional()
    .meta({ title: 'Line description', description: 'Default: the journal’s description.' }),
});

export const journalInput = z.strictObject({
  source: text(255).meta({
    title: 'Source (unique reference)',
    description: 'Must be unique: Penstock finds the journal again by it and never posts a second one.',
  }),
  description: text(255).meta({ title: 'Description' }),
  journalId: text(2).default('AC').meta({ title: 'Journal', description: 'A journal id of P21’s table `journal`.' }),
  period: wholeNumber(3).meta({ title: 'Period', description: 'Must be open.', options: 'open-periods' }),
  yearForPeriod: wholeNumber(4).meta({ title: 'Year of the period', options: 'open-years' }),
  transactionDate: date.optional().meta({ title: 'Transaction date', description: 'Default: today.' }),
  currency: z.string().length(3).default('USD').meta({ title: 'Currency' }),
  lines: z.array(journalLine).min(2).max(500).meta({ title: 'Lines', description: 'Must add up to zero.' }),
});

export const postedJournal = z.object({
  transactionNumber: z.string().meta({ title: 'Transaction number' }),
  source: z.string().meta({ title: 'Source' }),
  lineCount: z.number().meta({ title: 'Number of lines' }),
});

export type JournalInput = z.infer<typeof journalInput>;
export type PostedJournal = z.infer<typeof postedJournal>;

export interface JournalDefaults {
  readonly companyId: string;
  /** Business date, `YYYY-MM-DD`. */
  readonly today: string;
}

/** @throws ConnectorFailure when the lines do not add up to zero, which P21 would refuse as a whole. */
export function journalToApi(journal: JournalInput, { companyId, today }: JournalDefaults): readonly JsonObject[] {
  const sum = journal.lines.reduce((total, { amount }) => total.plus(Decimal.from(amount)), Decimal.zero);
  if (!sum.isZero()) throw notBalanced(sum);
  return journal.lines.map(({ accountNumber, amount, description }) => ({
    CompanyNo: companyId,
    AccountNumber: accountNumber,
    Period: Number(journal.period),
    YearForPeriod: Number(journal.yearForPeriod),
    JournalId: journal.journalId,
    Amount: Decimal.from(amount),
    ForeignAmount: Decimal.from(amount),
    Description: description ?? journal.description,
    Source: journal.source,
    TransactionDate: dateToRest(journal.transactionDate ?? today),
  }));
}

const notBalanced = (sum: Decimal): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'P21_JOURNAL_NOT_BALANCED',
    message: `The journal's debits and credits differ by ${sum.abs().toString()}. Nothing was posted.`,
    remedy: 'Correct the amounts: debits are positive, credits negative, and the lines add up to zero.',
  });

const MAX_SOURCE_LENGTH = 255;

/** The journal that takes this one back: every sign turned, under a source of its own. */
export const reversedJournal = ({ transactionDate, ...journal }: JournalInput): JsonObject => ({
  ...journal,
  ...(transactionDate !== undefined && { transactionDate }),
  source: `REV ${journal.source}`.slice(0, MAX_SOURCE_LENGTH),
  description: `Reversal: ${journal.description}`.slice(0, MAX_SOURCE_LENGTH),
  lines: journal.lines.map(({ accountNumber, amount, description }) => ({
    accountNumber,
    amount: Decimal.from(amount).negated().toString(),
    ...(description !== undefined && { description }),
  })),
});

/** What the journal moves: its debits. */
export function debitsOf({ lines }: JournalInput): Decimal {
  return lines
    .map(({ amount }) => Decimal.from(amount))
    .filter((amount) => !amount.isNegative())
    .reduce((sum, amount) => sum.plus(amount), Decimal.zero);
}

/** Lines echoed by the REST family; undefined when they carry no transaction number. */
export function journalFromApi(lines: readonly Json[]): PostedJournal | undefined {
  const first = lines[0];
  if (typeof first !== 'object' || first === null) return undefined;
  const line = first as JsonObject;
  const transactionNumber = idOf(line['TransactionNumber']);
  if (transactionNumber === '') return undefined;
  return { transactionNumber, source: textOf(line['Source']), lineCount: lines.length };
}

/** Rows of table `gl` that belong to one transaction. */
export function journalFromRows(rows: readonly [JsonObject, ...JsonObject[]]): PostedJournal {
  const [row] = rows;
  return {
    transactionNumber: idOf(row['transaction_number']),
    source: textOf(row['source']).trim(),
    lineCount: rows.length,
  };
}
