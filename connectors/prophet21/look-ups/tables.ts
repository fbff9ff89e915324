import { amountOf, amountText, idOf, textOf } from '../answer';
import { flagged, type LookUp } from './look-up';

/** Everything that P21 can be asked to choose from. */
export const lookUps = {
  customer: {
    title: 'Customers',
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
      detail: textOf(row['credit_status']),
    }),
  },
  'open-invoice': {
    title: 'Open invoices',
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
    narrowedBy: { customerId: { column: 'customer_id', type: 'text' } },
    option: (row) => {
      const settled = amountOf(row['amount_paid']).plus(amountOf(row['terms_taken'])).plus(amountOf(row['allowed']));
      return {
        value: idOf(row['invoice_no']),
        label: `${idOf(row['invoice_no'])} · ${textOf(row['po_no']).trim()}`,
        detail: `${amountText(amountOf(row['total_amount']).minus(settled))} open, due ${textOf(row['net_due_date']).slice(0, 10)}`,
      };
    },
  },
  order: {
    title: 'Sales orders',
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
    narrowedBy: { customerId: { column: 'customer_id', type: 'number' } },
    option: (row) => ({
      value: idOf(row['order_no']),
      label: `${idOf(row['order_no'])} · ${textOf(row['po_no']).trim()}`,
      detail: textOf(row['ship2_name']),
    }),
  },
  receipt: {
    title: 'AR receipts',
    table: 'ar_receipts',
    company: 'company_id',
    select: ['receipt_number', 'remitter_id', 'date_received'],
    orderBy: ['receipt_number'],
    where: [flagged('reverse_payment_flag', 'N'), flagged('delete_flag', 'N')],
    searched: [
      { column: 'receipt_number', type: 'number' },
      { column: 'remitter_id', type: 'number' },
    ],
    narrowedBy: { customerId: { column: 'remitter_id', type: 'number' } },
    option: (row) => ({
      value: idOf(row['receipt_number']),
      label: `${idOf(row['receipt_number'])} · ${textOf(row['date_received']).slice(0, 10)}`,
      detail: `customer ${idOf(row['remitter_id'])}`,
    }),
  },
  'open-period': {
    title: 'Open periods',
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
      detail: `${textOf(row['beginning_date']).slice(0, 10)} to ${textOf(row['ending_date']).slice(0, 10)}`,
    }),
  },
  account: {
    title: 'GL accounts',
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
      detail: `type ${textOf(row['account_type'])}`,
    }),
  },
  'payment-type': {
    title: 'Payment types',
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
      detail: `method ${textOf(row['payment_method_id'])}`,
    }),
  },
  bank: {
    title: 'Bank accounts',
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
      detail: `GL account ${textOf(row['gl_account_no'])}`,
    }),
  },
  item: {
    title: 'Items',
    table: 'inv_mast',
    select: ['item_id', 'item_desc', 'base_unit', 'price1'],
    orderBy: ['item_id'],
    where: [flagged('delete_flag', 'N'), flagged('inactive', 'N')],
    searched: [
      { column: 'item_id', type: 'text' },
      { column: 'item_desc', type: 'text' },
    ],
    option: (row) => ({
      value: idOf(row['item_id']),
      label: textOf(row['item_desc']),
      detail: `${amountText(amountOf(row['price1']))} per ${textOf(row['base_unit'])}`,
    }),
  },
  location: {
    title: 'Locations',
    table: 'location',
    company: 'company_id',
    select: ['location_id', 'location_name', 'default_branch_id'],
    orderBy: ['location_id'],
    where: [flagged('delete_flag', 'N')],
    searched: [
      { column: 'location_name', type: 'text' },
      { column: 'location_id', type: 'number' },
    ],
    option: (row) => ({
      value: idOf(row['location_id']),
      label: textOf(row['location_name']),
      detail: `branch ${idOf(row['default_branch_id'])}`,
    }),
  },
  terms: {
    title: 'Terms of payment',
    table: 'terms',
    select: ['terms_id', 'terms_desc', 'net_days'],
    orderBy: ['terms_id'],
    where: [flagged('delete_flag', 'N')],
    searched: [
      { column: 'terms_id', type: 'text' },
      { column: 'terms_desc', type: 'text' },
    ],
    option: (row) => ({
      value: idOf(row['terms_id']),
      label: textOf(row['terms_desc']),
      detail: `${idOf(row['net_days'])} days net`,
    }),
  },
  company: {
    title: 'Companies',
    table: 'company',
    select: ['company_id', 'company_name'],
    orderBy: ['company_id'],
    where: [flagged('delete_flag', 'N')],
    searched: [
      { column: 'company_id', type: 'text' },
      { column: 'company_name', type: 'text' },
    ],
    option: (row) => ({ value: idOf(row['company_id']), label: textOf(row['company_name']) }),
  },
} as const satisfies Record<string, LookUp>;
