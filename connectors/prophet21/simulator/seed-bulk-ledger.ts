import { Decimal, type Random } from '@penstock/kernel';
import { demoCompanyId } from './company';
import { between } from './seed-words';
import { money, type SeedRow } from './table-store';

/** A year of journals: each week's sales, receipts and card fees, balanced, in the period of their day. */
const WEEKS = 52;
const WEEK_MS = 7 * 86_400_000;
const FIRST_TRANSACTION = 40_000;
const FIRST_LINE = 800_000;

const entries = [
  {
    source: 'SALES',
    description: 'Sales of the week',
    debit: '12100010',
    credit: '40100010',
    from: 4_000_000,
    to: 9_000_000,
  },
  {
    source: 'RECEIPTS',
    description: 'Receipts of the week',
    debit: '11120010',
    credit: '12100010',
    from: 3_500_000,
    to: 8_500_000,
  },
  {
    source: 'FEES',
    description: 'Card fees of the week',
    debit: '63400010',
    credit: '11150010',
    from: 40_000,
    to: 120_000,
  },
] as const;

export function bulkLedger({ today, random }: { readonly today: string; readonly random: Random }): readonly SeedRow[] {
  return Array.from({ length: WEEKS * entries.length }, (_, index) => {
    const week = WEEKS - Math.floor(index / entries.length);
    const entry = entries[index % entries.length] as (typeof entries)[number];
    const date = new Date(Date.parse(`${today}T00:00:00Z`) - week * WEEK_MS).toISOString().slice(0, 10);
    const amount = Decimal.of(BigInt(between(random, entry.from, entry.to)), 2);
    return [
      lineOf({ index, sequence: 1, date, account: entry.debit, amount, entry }),
      lineOf({ index, sequence: 2, date, account: entry.credit, amount: amount.negated(), entry }),
    ];
  }).flat();
}

interface Line {
  readonly index: number;
  readonly sequence: 1 | 2;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly account: string;
  readonly amount: Decimal;
  readonly entry: { readonly source: string; readonly description: string };
}

function lineOf({ index, sequence, date, account, amount, entry }: Line): SeedRow {
  const time = `${date}T18:00:00.000`;
  return [
    'gl',
    {
      gl_uid: FIRST_LINE + index * 2 + sequence,
      company_no: demoCompanyId,
      account_number: account,
      period: Number(date.slice(5, 7)),
      year_for_period: Number(date.slice(0, 4)),
      journal_id: 'AC',
      amount: money(amount),
      foreign_amount: money(amount),
      currency_id: 1,
      source: `${entry.source}-${date}`,
      description: entry.description,
      transaction_date: `${date}T00:00:00`,
      transaction_number: FIRST_TRANSACTION + index,
      sequence_number: sequence,
      approved: 'Y',
      source_type_cd: 1,
      record_type_cd: 1367,
      date_created: time,
      date_last_modified: time,
    },
  ];
}
