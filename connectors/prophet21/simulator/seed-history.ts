import { demoCompanyId, serverTime, type Company } from './company';
import { customers } from './seed-catalog';
import { money, type SeedRow } from './table-store';

/** One of each document, so that a look-up that finds nothing can still prove that it reads the right table. */
export function firstDocuments({ clock }: Company): readonly SeedRow[] {
  const day = `${serverTime(clock).slice(0, 10)}T00:00:00`;
  return [
    firstOrder(day),
    ...firstReceipt(day),
    openingLine(day, { sequence: 1, account: '11120010', amount: '250000.00' }),
    openingLine(day, { sequence: 2, account: '32000010', amount: '-250000.00' }),
  ];
}

const [{ id: customerId, name: customerName }] = customers;
const periodOfDay = (day: string) => ({ period: Number(day.slice(5, 7)), year_for_period: Number(day.slice(0, 4)) });

interface OpeningEntry {
  readonly sequence: number;
  readonly account: string;
  readonly amount: string;
}

const openingLine = (day: string, { sequence, account, amount }: OpeningEntry): SeedRow => [
  'gl',
  {
    gl_uid: 900_000 + sequence,
    company_no: demoCompanyId,
    account_number: account,
    ...periodOfDay(day),
    journal_id: 'AC',
    amount: money(amount),
    foreign_amount: money(amount),
    currency_id: 1,
    source: 'GO-LIVE',
    description: 'Opening balances',
    transaction_date: day,
    transaction_number: 47_999,
    sequence_number: sequence,
    approved: 'Y',
    source_type_cd: 1,
    record_type_cd: 1367,
  },
];

const firstOrder = (day: string): SeedRow => [
  'oe_hdr',
  {
    order_no: '1012001',
    oe_hdr_uid: 879_999,
    company_id: demoCompanyId,
    customer_id: customerId,
    address_id: customerId,
    location_id: 100,
    source_location_id: 100,
    contact_id: null,
    po_no: 'PO-7700',
    taker: 'golive',
    order_date: day,
    requested_date: day,
    ship2_name: customerName,
    approved: 'Y',
    completed: 'Y',
    cancel_flag: 'N',
    projected_order: 'N',
    rma_flag: 'N',
    web_reference_no: null,
    source_id: null,
    validation_status: 'OK',
    source_code_no: 706,
    freight_out: money(0),
  },
];

const firstReceipt = (day: string): readonly SeedRow[] => [
  [
    'ar_payment_details',
    {
      payment_number: 69_999,
      payment_type_id: 2,
      payment_desc: 'Check 20418',
      check_number: '20418',
      payment_date: day,
      payment_amount: money('184.50'),
      terms_amount: money(0),
      allowed_amount: money(0),
      memo_amount: money(0),
      cc_name: null,
      cc_number: null,
      cc_authorized_number: null,
      cc_authorized_date: null,
      payment_account_id: null,
      deposit_number: `${day.slice(0, 10).replaceAll('-', '')}-1`,
      ...periodOfDay(day),
      source_type_cd: 1,
    },
  ],
  [
    'ar_receipts',
    {
      receipt_number: 49_999,
      payment_number: 69_999,
      company_id: demoCompanyId,
      remitter_id: customerId,
      date_received: day,
      bank_no: 1,
      gl_bank_account_no: '11120010',
      ar_account_no: '12100010',
      approved: 'Y',
      reverse_payment_flag: 'N',
      cleared_bank: 'N',
    },
  ],
  [
    'ar_receipts_detail',
    {
      receipt_number: 49_999,
      customer_id: customerId,
      invoice_no: '3100001',
      company_id: demoCompanyId,
      payment_amount: money('184.50'),
      terms_amount: money(0),
      allowed_amount: money(0),
    },
  ],
];
