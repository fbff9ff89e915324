import { Decimal, type Json } from '@penstock/kernel';
import { demoCompanyName, type Company } from './company';
import { consoleScript, consoleStyle } from './console-assets';
import { escapeXml } from '../xml';
import type { Row } from './table-store';

/** What a person sees of the simulated ERP: the newest documents of each kind. */
const NEWEST = 50;

export const consolePage = (company: Company): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Prophet 21 simulator</title>
<style>${consoleStyle}</style>
</head>
<body>
<header><h1>Prophet 21 simulator</h1><p>${demoCompanyName} · an invented company; nothing here leaves this machine</p></header>
<main id="documents">${consoleFragment(company)}</main>
<script>${consoleScript}</script>
</body>
</html>`;

export const consoleFragment = (company: Company): string =>
  [ordersTable(company), receiptsTable(company), memosTable(company), journalsTable(company)].join('\n');

interface Column {
  readonly title: string;
  readonly kind?: 'id' | 'money';
}
interface DocumentTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly count: number;
  readonly rows: readonly (readonly string[])[];
  readonly empty: string;
}

function ordersTable({ store }: Company): string {
  const orders = store.table('oe_hdr').rows;
  return tableHtml({
    title: 'Sales orders',
    columns: [
      { title: 'Order no', kind: 'id' },
      { title: 'Customer' },
      { title: 'PO number', kind: 'id' },
      { title: 'Total', kind: 'money' },
      { title: 'Remittance', kind: 'money' },
      { title: 'Payment reference', kind: 'id' },
      { title: 'Card' },
      { title: 'Card reference', kind: 'id' },
    ],
    count: orders.length,
    empty: 'No orders yet.',
    rows: newest(orders).map((order) => orderCells({ store }, order)),
  });
}

function orderCells({ store }: Pick<Company, 'store'>, order: Row): readonly string[] {
  const lines = store.table('oe_line').find('order_no', order['order_no'] ?? '');
  const total = lines.reduce((sum, line) => sum.plus(line['extended_price'] as Decimal), Decimal.zero);
  const remittance = store.table('remittances').find('order_no', order['order_no'] ?? '')[0];
  const paymentNumber = remittance?.['payment_number'] ?? null;
  const payment = remittance && store.table('ar_payment_details').find('payment_number', paymentNumber)[0];
  const card = remittance && store.table('creditcard_payment_details').find('payment_number', paymentNumber)[0];
  return [
    text(order['order_no']),
    `${text(order['ship2_name'])} (${text(order['customer_id'])})`,
    text(order['po_no']),
    lines.length === 0 ? '' : amount(total),
    amount(payment?.['payment_amount']),
    text(payment?.['payment_desc']),
    text(payment?.['cc_number']),
    text(card?.['retrieval_ref_number']),
  ];
}

function receiptsTable({ store }: Company): string {
  const receipts = store.table('ar_receipts').rows;
  return tableHtml({
    title: 'AR receipts',
    columns: [
      { title: 'Receipt no', kind: 'id' },
      { title: 'Reference', kind: 'id' },
      { title: 'Customer' },
      { title: 'Amount', kind: 'money' },
      { title: 'Applied to' },
      { title: 'Deposit', kind: 'id' },
    ],
    count: receipts.length,
    empty: 'No receipts yet.',
    rows: newest(receipts).map((receipt) => {
      const payment = store.table('ar_payment_details').find('payment_number', receipt['payment_number'] ?? null)[0];
      const customer = store.table('customer').find('customer_id', receipt['remitter_id'] ?? null)[0];
      const details = store.table('ar_receipts_detail').find('receipt_number', receipt['receipt_number'] ?? null);
      return [
        text(receipt['receipt_number']),
        text(payment?.['payment_desc']) || text(payment?.['check_number']),
        `${text(customer?.['customer_name'])} (${text(receipt['remitter_id'])})`,
        amount(payment?.['payment_amount']),
        receipt['reverse_payment_flag'] === 'Y'
          ? 'reversed'
          : details.map((detail) => text(detail['invoice_no'])).join(', ') || 'on account',
        text(payment?.['deposit_number']),
      ];
    }),
  });
}

/** Only what came in since the company was seeded shows a reference. */
function memosTable({ store }: Company): string {
  const memos = store.table('invoice_hdr').rows.filter((row) => row['invoice_adjustment_type'] === 'C');
  return tableHtml({
    title: 'Credit memos',
    columns: [
      { title: 'Memo no', kind: 'id' },
      { title: 'Reference', kind: 'id' },
      { title: 'Customer' },
      { title: 'For invoice', kind: 'id' },
      { title: 'Amount', kind: 'money' },
    ],
    count: memos.length,
    empty: 'No credit memos yet.',
    rows: newest(memos).map((memo) => [
      text(memo['invoice_no']),
      text(memo['external_reference_no']),
      text(memo['customer_id']),
      text(memo['invoice_reference_no']),
      amount(memo['total_amount']),
    ]),
  });
}

function journalsTable({ store }: Company): string {
  const lines = store.table('gl').rows;
  return tableHtml({
    title: 'GL journals',
    columns: [
      { title: 'Transaction', kind: 'id' },
      { title: 'Source', kind: 'id' },
      { title: 'Account', kind: 'id' },
      { title: 'Account name' },
      { title: 'Description' },
      { title: 'Period' },
      { title: 'Amount', kind: 'money' },
    ],
    count: lines.length,
    empty: 'No journals yet.',
    rows: newest(lines).map((line) => [
      text(line['transaction_number']),
      text(line['source']),
      text(line['account_number']),
      text(store.table('chart_of_accts').find('account_no', line['account_number'] ?? '')[0]?.['account_desc']),
      text(line['description']),
      `${text(line['period'])}/${text(line['year_for_period'])}`,
      amount(line['amount']),
    ]),
  });
}

const newest = (rows: readonly Row[]): readonly Row[] => rows.slice(-NEWEST).reverse();

const text = (value: Json | undefined): string =>
  value === null || value === undefined ? '' : String(value as string | number);

/** Thousands separators, two decimals, negatives in parentheses. */
function amount(value: Json | undefined): string {
  if (!(value instanceof Decimal)) return '';
  const [whole = '0', cents = '00'] = value.abs().round(2, 'half-up').toString().split('.');
  const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
  return value.isNegative() ? `(${grouped})` : grouped;
}

function tableHtml({ title, columns, count, rows, empty }: DocumentTable): string {
  const heads = columns
    .map(({ title: head, kind }) => `<th scope="col"${classOf(kind)}>${escapeXml(head)}</th>`)
    .join('');
  const cells = (row: readonly string[]) =>
    row.map((cell, index) => `<td${classOf(columns[index]?.kind)}>${escapeXml(cell)}</td>`).join('');
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join('');
  const id = title.toLowerCase().replaceAll(' ', '-');
  const shown = rows.length < count ? `newest ${rows.length} of ${count}` : String(count);
  return `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><p class="count">${shown}</p>${
    rows.length === 0
      ? `<p class="empty">${empty}</p>`
      : `<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`
  }</section>`;
}

const classOf = (kind: Column['kind']): string => (kind === undefined ? '' : ` class="${kind}"`);
