import { Decimal, type Json } from '@penstock/kernel';
import type { SimulatorEffect, SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { audit, demoCompanyId, findPeriod, serverDate, type Company } from './company';
import { restError } from './rest-envelope';
import { money, type ChangeSet, type Row } from './table-store';
import { items, members } from './transaction-set';

/** `/api/accounting/gl`: journals by REST, the one posting family that public sources verified. */

/** `SourceTypeCd` of journals that came by this family. */
const REST_SOURCE = 3495;

export function getJournal({ store }: Company, transactionNumber: string): SimulatorReply {
  const rows = store.table('gl').find('transaction_number', transactionNumber);
  // An unknown number is no error: 200 and an empty list.
  return { status: 200, body: rows.map(lineToApi) };
}

/** Without a key P21 dumps the whole table, whatever `$top` says. */
export const getAllJournals = ({ store }: Company): SimulatorReply => ({
  status: 200,
  body: store.table('gl').rows.map(lineToApi),
});

export function postJournal(company: Company, request: SimulatorRequest): SimulatorReply {
  const body = request.json();
  const lines = items(body).map(members);
  if (lines.length === 0) return restError(500, 'No records were supplied.');
  const problem = journalProblem(company, lines);
  if (problem !== undefined) return restError(500, problem);

  const transactionNumber = company.store.next('journal');
  const rows = lines.map((line, index) => glRow(company, { line, transactionNumber, sequence: index + 1 }));
  const changes: ChangeSet = { insert: rows.map((row) => ['gl', row] as const), update: [] };
  request.commit(journalEffect(rows, changes));
  company.store.apply(changes);
  return { status: 200, body: rows.map(lineToApi) };
}

function journalEffect(rows: readonly Row[], changes: ChangeSet): SimulatorEffect {
  const debits = rows.map((row) => row['amount'] as Decimal).filter((amount) => !amount.isNegative());
  const total = debits.reduce((sum, amount) => sum.plus(amount), Decimal.zero);
  return {
    kind: 'gl-journal',
    key: String(rows[0]?.['source'] ?? ''),
    id: String(rows[0]?.['transaction_number']),
    amount: total.round(2, 'half-up').toString(),
    data: changes,
  };
}

const amountOf = (line: Readonly<Record<string, Json>>): Decimal =>
  Decimal.from((line['Amount'] ?? 0) as number | Decimal);

function journalProblem({ store }: Company, lines: readonly Readonly<Record<string, Json>>[]): string | undefined {
  for (const line of lines) {
    if (line['CompanyNo'] !== demoCompanyId) return 'Company number is not valid';
    const account = store.table('chart_of_accts').find('account_no', String(line['AccountNumber'] ?? ''))[0];
    if (!account || account['delete_flag'] === 'Y')
      return `Account number ${String(line['AccountNumber'])} is not valid`;
    if (String(line['Source'] ?? '').length > 255) return 'Source is too long';
    const state = findPeriod(store, { period: Number(line['Period']), year: Number(line['YearForPeriod']) });
    if (!state) return 'Period is not valid';
    // How P21 answers a closed period was never tested in public; a refusal is the careful reading.
    if (state.closed) return `Period ${state.period}/${state.year} is closed`;
  }
  const sum = lines.reduce((total, line) => total.plus(amountOf(line)), Decimal.zero);
  return sum.isZero() ? undefined : 'Records do not balance';
}

interface LineEntry {
  readonly line: Readonly<Record<string, Json>>;
  readonly transactionNumber: number;
  readonly sequence: number;
}

function glRow({ store, clock }: Company, { line, transactionNumber, sequence }: LineEntry): Row {
  return {
    gl_uid: store.next('journalLine'),
    company_no: String(line['CompanyNo']),
    account_number: String(line['AccountNumber']),
    period: Number(line['Period']),
    year_for_period: Number(line['YearForPeriod']),
    journal_id: String(line['JournalId'] ?? 'AC'),
    amount: money(amountOf(line)),
    foreign_amount: money(Decimal.from((line['ForeignAmount'] ?? line['Amount'] ?? 0) as number | Decimal)),
    currency_id: 1,
    source: String(line['Source'] ?? ''),
    description: String(line['Description'] ?? ''),
    transaction_date: String(line['TransactionDate'] ?? serverDate(clock)),
    transaction_number: transactionNumber,
    sequence_number: sequence,
    approved: 'Y',
    source_type_cd: REST_SOURCE,
    record_type_cd: 1367,
    ...audit(clock),
  };
}

const lineToApi = (row: Row): Json => ({
  CompanyNo: row['company_no'] ?? null,
  AccountNumber: row['account_number'] ?? null,
  Period: row['period'] ?? null,
  YearForPeriod: row['year_for_period'] ?? null,
  JournalId: row['journal_id'] ?? null,
  Amount: row['amount'] ?? null,
  ForeignAmount: row['foreign_amount'] ?? null,
  CurrencyId: row['currency_id'] ?? null,
  Source: row['source'] ?? null,
  Description: row['description'] ?? null,
  TransactionDate: row['transaction_date'] ?? null,
  TransactionNumber: row['transaction_number'] ?? null,
  SequenceNumber: row['sequence_number'] ?? null,
  GlUid: row['gl_uid'] ?? null,
  Approved: row['approved'] === 'Y',
  SourceTypeCd: row['source_type_cd'] ?? null,
  RecordTypeCd: row['record_type_cd'] ?? null,
  DateCreated: row['date_created'] ?? null,
  LastMaintainedBy: row['last_maintained_by'] ?? null,
});
