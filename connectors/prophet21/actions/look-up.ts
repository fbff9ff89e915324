import { defineAction } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { amountOf, amountText, idOf, textOf } from '../answer';
import type { P21Context } from '../api';
import { text } from '../fields';
import { equals, numberLiteral, readRows, textLiteral, type Condition, type TableQuery } from '../odata';
import type { Prophet21Settings } from '../settings';

/** What a form can offer to choose from: the value a step takes, and what a person recognises it by. */
interface LookUp {
  readonly table: string;
  readonly company: 'company_id' | 'company_no';
  readonly select: readonly string[];
  readonly orderBy: readonly string[];
  /** Only what can still be chosen. */
  readonly where: readonly Condition[];
  /** Columns that a search goes through; a number is compared, a text contained. */
  readonly searched: readonly { readonly column: string; readonly type: 'text' | 'number' }[];
  option(row: JsonObject): Option;
}

interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint: string;
}

const flagged = (column: string, value: 'Y' | 'N'): Condition => equals(column, textLiteral(value));

const lookUps = {
  customer: {
    table: 'customer',
    company: 'company_id',
    select: ['customer_id', 'customer_name', 'credit_status'],
    orderBy: ['customer_name', 'customer_id'],
    where: [flagged('delete_flag', 'N')],
    searched: [
      { column: 'customer_name', type: 'text' },
      { column: 'customer_id', type: 'number' },
    ],
    option: (row) => ({
      value: idOf(row['customer_id']),
      label: textOf(row['customer_name']),
      hint: textOf(row['credit_status']),
    }),
  },
  'open-invoice': {
    table: 'invoice_hdr',
    company: 'company_no',
    select: [
      'invoice_no',
      'customer_id',
      'po_no',
      'net_due_date',
      'total_amount',
      'amount_paid',
      'terms_taken',
      'allowed',
    ],
    orderBy: ['invoice_no'],
    where: [flagged('paid_in_full_flag', 'N')],
    searched: [
      { column: 'invoice_no', type: 'text' },
      { column: 'po_no', type: 'text' },
      { column: 'customer_id', type: 'text' },
    ],
    option: (row) => {
      const settled = amountOf(row['amount_paid']).plus(amountOf(row['terms_taken'])).plus(amountOf(row['allowed']));
      return {
        value: idOf(row['invoice_no']),
        label: `${idOf(row['invoice_no'])} · ${textOf(row['po_no']).trim()}`,
        hint: `${amountText(amountOf(row['total_amount']).minus(settled))} open, due ${textOf(row['net_due_date']).slice(0, 10)}`,
      };
    },
  },
  order: {
    table: 'oe_hdr',
    company: 'company_id',
    select: ['order_no', 'po_no', 'ship2_name', 'order_date'],
    orderBy: ['order_no'],
    where: [flagged('cancel_flag', 'N'), flagged('delete_flag', 'N')],
    searched: [
      { column: 'order_no', type: 'text' },
      { column: 'po_no', type: 'text' },
      { column: 'ship2_name', type: 'text' },
    ],
    option: (row) => ({
      value: idOf(row['order_no']),
      label: `${idOf(row['order_no'])} · ${textOf(row['po_no']).trim()}`,
      hint: textOf(row['ship2_name']),
    }),
  },
  receipt: {
    table: 'ar_receipts',
    company: 'company_id',
    select: ['receipt_number', 'remitter_id', 'date_received'],
    orderBy: ['receipt_number'],
    where: [flagged('reverse_payment_flag', 'N'), flagged('delete_flag', 'N')],
    searched: [
      { column: 'receipt_number', type: 'number' },
      { column: 'remitter_id', type: 'number' },
    ],
    option: (row) => ({
      value: idOf(row['receipt_number']),
      label: `${idOf(row['receipt_number'])} · ${textOf(row['date_received']).slice(0, 10)}`,
      hint: `customer ${idOf(row['remitter_id'])}`,
    }),
  },
  'open-period': {
    table: 'periods',
    company: 'company_no',
    select: ['period', 'year_for_period', 'beginning_date', 'ending_date'],
    orderBy: ['year_for_period', 'period'],
    where: [flagged('period_closed', 'N')],
    searched: [
      { column: 'period', type: 'number' },
      { column: 'year_for_period', type: 'number' },
    ],
    option: (row) => ({
      value: `${idOf(row['period'])}/${idOf(row['year_for_period'])}`,
      label: `Period ${idOf(row['period'])} of ${idOf(row['year_for_period'])}`,
      hint: `${textOf(row['beginning_date']).slice(0, 10)} to ${textOf(row['ending_date']).slice(0, 10)}`,
    }),
  },
  account: {
    table: 'chart_of_accts',
    company: 'company_no',
    select: ['account_no', 'account_desc', 'account_type'],
    orderBy: ['account_no'],
    where: [flagged('delete_flag', 'N')],
    searched: [
      { column: 'account_no', type: 'text' },
      { column: 'account_desc', type: 'text' },
    ],
    option: (row) => ({
      value: idOf(row['account_no']),
      label: `${idOf(row['account_no'])} · ${textOf(row['account_desc'])}`,
      hint: `type ${textOf(row['account_type'])}`,
    }),
  },
  'payment-type': {
    table: 'payment_types',
    company: 'company_id',
    select: ['payment_type_id', 'payment_type_desc', 'payment_method_id'],
    orderBy: ['payment_type_id'],
    where: [flagged('delete_flag', 'N')],
    searched: [
      { column: 'payment_type_desc', type: 'text' },
      { column: 'payment_type_id', type: 'number' },
    ],
    option: (row) => ({
      value: idOf(row['payment_type_id']),
      label: textOf(row['payment_type_desc']),
      hint: `method ${textOf(row['payment_method_id'])}`,
    }),
  },
  bank: {
    table: 'bank_accounts',
    company: 'company_no',
    select: ['bank_no', 'bank_name', 'gl_account_no'],
    orderBy: ['bank_no'],
    where: [flagged('delete_flag', 'N')],
    searched: [
      { column: 'bank_name', type: 'text' },
      { column: 'bank_no', type: 'number' },
    ],
    option: (row) => ({
      value: idOf(row['bank_no']),
      label: textOf(row['bank_name']),
      hint: `GL account ${textOf(row['gl_account_no'])}`,
    }),
  },
} as const satisfies Record<string, LookUp>;

const kinds = Object.keys(lookUps) as [keyof typeof lookUps, ...(keyof typeof lookUps)[]];

const lookUpInput = z.strictObject({
  what: z.enum(kinds).meta({ title: 'What to choose from' }),
  search: text(60)
    .optional()
    .meta({ title: 'Search', description: 'Part of a name or a number. Empty: the first ones.' }),
  limit: z.int().min(1).max(200).default(50).meta({ title: 'At most' }),
});
const lookUpOutput = z.object({
  options: z.array(z.object({ value: z.string(), label: z.string(), hint: z.string() })),
});

export const lookUpOptions = defineAction<Prophet21Settings, z.infer<typeof lookUpInput>, z.infer<typeof lookUpOutput>>(
  {
    id: 'look-up',
    version: 1,
    title: 'Look up choices',
    summary:
      'Offers customers, open invoices, orders, receipts, open periods, accounts, payment types or banks to choose from.',
    contract: { class: 'R' },
    input: lookUpInput,
    output: lookUpOutput,
    sample: { options: [{ value: '100198', label: 'Harbor Mechanical', hint: 'GOOD' }] },
    async run(context, { what, search, limit }) {
      const lookUp: LookUp = lookUps[what];
      const rows = await readRows(context, queryOf(context, lookUp, search), limit);
      return { options: rows.map((row) => lookUp.option(row)) };
    },
  },
);

function queryOf({ settings }: P21Context, lookUp: LookUp, search: string | undefined): TableQuery {
  const { table, select, orderBy, searched } = lookUp;
  const where = [equals(lookUp.company, textLiteral(settings.companyId)), ...lookUp.where];
  if (search === undefined) return { table, select, orderBy, where };
  const anyOf = searched.flatMap(({ column, type }): readonly Condition[] => {
    if (type === 'text') return [{ column, operator: 'contains', value: textLiteral(search) }];
    return /^\d{1,19}$/.test(search) ? [equals(column, numberLiteral(search))] : [];
  });
  // A word cannot be a number: nothing fits, and an impossible key says so without an error of P21's.
  if (anyOf.length === 0) return { table, select, orderBy, where: [...where, impossible(searched[0]?.column ?? '')] };
  return { table, select, orderBy, where, anyOf };
}

const impossible = (column: string): Condition => equals(column, numberLiteral('-1'));
