import { Decimal, type Random } from '@penstock/kernel';
import { API_USER, demoCompanyId } from './company';
import type { SeedCustomer } from './seed-catalog';
import { between, catalogueItem, pick } from './seed-words';
import { money, type Row, type SeedRow } from './table-store';

/** A year of trade: invoices, the newest ones with their orders, receipts for what was paid, and some credit memos. */
export interface Trade {
  /** `YYYY-MM-DD` of the day the company is seen on. */
  readonly today: string;
  readonly random: Random;
  readonly customers: readonly SeedCustomer[];
  readonly count: number;
}

const FIRST_INVOICE = 3_100_025;
const FIRST_ORDER = 1_006_000;
const FIRST_RECEIPT = 40_000;
const FIRST_PAYMENT = 60_000;
const RECENT_ORDERS = 400;
const RECENT_RECEIPTS = 600;
const MEMOS = 60;
const DAYS = 400;
const DAY_MS = 86_400_000;

interface Document {
  readonly index: number;
  readonly customer: SeedCustomer;
  /** `YYYY-MM-DDT00:00:00` */
  readonly date: string;
  readonly dueDate: string;
  readonly total: Decimal;
  readonly paid: Decimal;
  readonly orderNo: string;
}

export function bulkDocuments(trade: Trade): readonly SeedRow[] {
  const documents = Array.from({ length: trade.count }, (_, index) => documentOf(trade, index));
  const paid = documents.filter((document) => !document.paid.isZero()).slice(-RECENT_RECEIPTS);
  return [
    ...documents.map(invoiceOf),
    ...documents.slice(-RECENT_ORDERS).flatMap((document) => orderOf(trade, document)),
    ...paid.flatMap((document, index) => receiptOf(trade, document, index)),
    ...Array.from({ length: MEMOS }, (_, index) => memoOf(trade, pick(trade.random, documents), index)),
  ];
}

/** Newest last, as P21 numbers them. Most of the older ones are paid. */
function documentOf({ today, random, customers, count }: Trade, index: number): Document {
  const customer = pick(random, customers);
  const age = Math.floor(((count - index) / count) * DAYS);
  const date = dayBefore(today, age);
  const total = Decimal.of(BigInt(between(random, 1_200, 480_000)), 2);
  const isPaid = random.next() < (age > 45 ? 0.93 : 0.25);
  const isPartly = !isPaid && random.next() < 0.15;
  const part = Decimal.of(BigInt(between(random, 500, 1_100)), 2);
  return {
    index,
    customer,
    date,
    dueDate: dayBefore(today, age - Number(customer.terms)),
    total,
    paid: isPaid ? total : isPartly ? part : Decimal.zero,
    orderNo: String(FIRST_ORDER + index),
  };
}

const dayBefore = (today: string, days: number): string =>
  `${new Date(Date.parse(`${today}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)}T00:00:00`;

/** When the document was last touched: during its day. */
const stamp = ({ date, index }: Document): Row => {
  const time = `${date.slice(0, 11)}${String(8 + (index % 9)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:07.${String(index % 1000).padStart(3, '0')}`;
  return { date_created: time, date_last_modified: time };
};

const periodOf = (date: string) => ({ period: Number(date.slice(5, 7)), year_for_period: Number(date.slice(0, 4)) });

const poNumber = ({ index }: Document): string => `PO-${10_000 + index}`;

function invoiceOf(document: Document): SeedRow {
  const { customer, date, dueDate, total, paid } = document;
  const isPaid = paid.compare(total) === 0;
  return [
    'invoice_hdr',
    {
      invoice_no: String(FIRST_INVOICE + document.index),
      order_no: document.orderNo,
      ...customerColumns(customer),
      po_no: poNumber(document),
      invoice_date: date,
      net_due_date: dueDate,
      ...amounts(total, paid),
      paid_in_full_flag: isPaid ? 'Y' : 'N',
      date_paid: isPaid ? dueDate : null,
      invoice_type: 'IN',
      invoice_adjustment_type: 'I',
      ...noReferences,
      approved: 'Y',
      ...periodOf(date),
      ...stamp(document),
    },
  ];
}

const noReferences = { external_reference_no: null, external_claim_id: null, invoice_reference_no: null };

const customerColumns = ({ id, terms }: SeedCustomer) => ({
  customer_id: String(id),
  customer_id_number: id,
  company_no: demoCompanyId,
  branch_id: '100',
  terms_id: terms,
  terms_desc: terms === '30' ? 'Net 30' : 'Net 15',
});

const ZERO = money(0);
const amounts = (total: Decimal, paid: Decimal) => ({
  total_amount: money(total),
  amount_paid: money(paid),
  terms_taken: ZERO,
  allowed: ZERO,
  memo_amount: ZERO,
  bad_debt_amount: ZERO,
  tax_amount: ZERO,
  freight: ZERO,
});

function orderOf({ random }: Trade, document: Document): readonly SeedRow[] {
  const { customer, date, orderNo, index } = document;
  const uid = 700_000 + index;
  const header: Row = {
    order_no: orderNo,
    oe_hdr_uid: uid,
    company_id: demoCompanyId,
    customer_id: customer.id,
    address_id: customer.id,
    location_id: 100,
    source_location_id: 100,
    contact_id: `C${customer.id}`,
    po_no: poNumber(document),
    taker: API_USER,
    order_date: date,
    requested_date: date,
    ship2_name: customer.name,
    approved: 'Y',
    completed: 'Y',
    cancel_flag: 'N',
    projected_order: 'N',
    rma_flag: 'N',
    web_reference_no: null,
    source_id: null,
    validation_status: 'OK',
    source_code_no: 706,
    freight_out: ZERO,
    ...stamp(document),
  };
  const lines = Array.from({ length: between(random, 1, 3) }, (_, line): SeedRow => {
    const item = catalogueItem(between(random, 0, 1_900));
    const quantity = Decimal.of(BigInt(between(random, 1, 24)), 0);
    const price = Decimal.of(BigInt(item.priceCents), 2);
    return [
      'oe_line',
      {
        order_no: orderNo,
        company_no: demoCompanyId,
        line_no: line + 1,
        oe_line_uid: 2_000_000 + index * 4 + line,
        oe_hdr_uid: uid,
        item_id: item.id,
        inv_mast_uid: null,
        user_line_no: null,
        unit_of_measure: item.unit,
        unit_quantity: money(quantity),
        unit_price: money(price),
        extended_price: money(quantity.times(price)),
        ...stamp(document),
      },
    ];
  });
  return [['oe_hdr', header], ...lines];
}

/** One payment for one invoice: by check, by card, or by ACH. */
function receiptOf({ random }: Trade, document: Document, index: number): readonly SeedRow[] {
  const { customer, date, paid } = document;
  const dates = stamp(document);
  const receiptNumber = FIRST_RECEIPT + index;
  const receipt: Row = {
    receipt_number: receiptNumber,
    payment_number: FIRST_PAYMENT + index,
    company_id: demoCompanyId,
    remitter_id: customer.id,
    date_received: date,
    bank_no: 1,
    gl_bank_account_no: '11120010',
    ar_account_no: '12100010',
    approved: 'Y',
    reverse_payment_flag: 'N',
    cleared_bank: 'Y',
    ...dates,
  };
  const detail: Row = {
    receipt_number: receiptNumber,
    customer_id: customer.id,
    invoice_no: String(FIRST_INVOICE + document.index),
    company_id: demoCompanyId,
    payment_amount: money(paid),
    terms_amount: ZERO,
    allowed_amount: ZERO,
    ...dates,
  };
  return [
    ['ar_payment_details', paymentOf(random, document, index)],
    ['ar_receipts', receipt],
    ['ar_receipts_detail', detail],
  ];
}

function paymentOf(random: Random, document: Document, index: number): Row {
  const { date, paid } = document;
  const [typeId, desc] = pick(random, [
    [2, `Check ${20_000 + index}`],
    [4, String(104_000_000 + index * 37)],
    [5, `ACH ${880_000 + index}`],
  ] as const);
  return {
    payment_number: FIRST_PAYMENT + index,
    payment_type_id: typeId,
    payment_desc: desc,
    check_number: typeId === 2 ? String(20_000 + index) : null,
    payment_date: date,
    payment_amount: money(paid),
    terms_amount: ZERO,
    allowed_amount: ZERO,
    memo_amount: ZERO,
    cc_name: null,
    cc_number: null,
    cc_authorized_number: null,
    cc_authorized_date: null,
    payment_account_id: null,
    deposit_number: `${date.slice(0, 10).replaceAll('-', '')}-1`,
    ...periodOf(date),
    source_type_cd: 1,
    ...stamp(document),
  };
}

function memoOf({ random, count }: Trade, document: Document, index: number): SeedRow {
  const { customer, date } = document;
  const credit = Decimal.of(BigInt(between(random, 500, 9_000)), 2).negated();
  return [
    'invoice_hdr',
    {
      invoice_no: String(FIRST_INVOICE + count + index),
      order_no: null,
      ...customerColumns(customer),
      po_no: null,
      invoice_date: date,
      net_due_date: date,
      ...amounts(credit, Decimal.zero),
      paid_in_full_flag: 'N',
      date_paid: null,
      invoice_type: 'IN',
      invoice_adjustment_type: 'C',
      ...noReferences,
      invoice_reference_no: String(FIRST_INVOICE + document.index),
      approved: 'Y',
      ...periodOf(date),
      ...stamp(document),
    },
  ];
}
