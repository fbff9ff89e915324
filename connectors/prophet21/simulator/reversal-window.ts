import { type Decimal } from '@penstock/kernel';
import { audit, demoCompanyId, periodOf, serverDate, serverTime, type Company } from './company';
import { editDate, required } from './edit-values';
import { firstRow, type Saved } from './order-window';
import { money, type ChangeSet, type Row } from './table-store';
import { WindowRefusal, type WindowElement } from './transaction-set';

/** Saves ReverseARPayment: the receipt is marked, its invoices are open again. The window's field names are placeholders. @throws WindowRefusal */
export function saveReversal(company: Company, elements: readonly WindowElement[]): Saved {
  const { store, clock } = company;
  const header = firstRow(elements, 'SIM_REVERSAL.sim_reversal') ?? new Map<string, string>();
  const receiptNumber = Number(required(header.get('receipt_no'), 'receipt_no'));
  const receipt = store.table('ar_receipts').find('receipt_number', receiptNumber)[0];
  if (!receipt) throw new WindowRefusal('Enter a valid ID or leave ID blank. (receipt_no)');
  if (receipt['reverse_payment_flag'] === 'Y')
    throw new WindowRefusal(`Receipt ${receiptNumber} has already been reversed.`);
  const date = editDate(header.get('date_reversed'), serverDate(clock));
  const state = periodOf(company, date);
  if (!state || state.closed) throw new WindowRefusal(`The period of ${date.slice(0, 10)} is closed.`);

  const details = store.table('ar_receipts_detail').find('receipt_number', receiptNumber);
  const uid = store.next('reversal');
  const reversal: Row = {
    reverse_payment_hdr_uid: uid,
    company_id: demoCompanyId,
    period: state.period,
    year_for_period: state.year,
    reverse_payment_approved: 'Y',
    date_reversed: date,
    ...audit(clock),
  };
  const changes: ChangeSet = {
    insert: [
      ['reverse_payment_hdr', reversal],
      ...details.map((detail) => ['reverse_payment_line', lineRow(company, { detail, receipt, uid })] as const),
    ],
    update: [
      [
        'ar_receipts',
        ['receipt_number', receiptNumber],
        { reverse_payment_flag: 'Y', date_last_modified: serverTime(clock) },
      ],
      ...details.map(
        (detail) => ['invoice_hdr', ['invoice_no', detail['invoice_no'] ?? null], reopened(company, detail)] as const,
      ),
    ],
  };
  const payment = store.table('ar_payment_details').find('payment_number', receipt['payment_number'] ?? null)[0];
  const amount = ((payment?.['payment_amount'] ?? money(0)) as Decimal).round(2, 'half-up').toString();
  return {
    changes,
    effect: { kind: 'receipt-reversal', key: String(receiptNumber), id: String(uid), amount, data: changes },
    results: [],
  };
}

interface LineEntry {
  readonly detail: Row;
  readonly receipt: Row;
  readonly uid: number;
}

const lineRow = ({ store, clock }: Company, { detail, receipt, uid }: LineEntry): Row => ({
  reverse_payment_line_uid: store.next('reversalLine'),
  reverse_payment_hdr_uid: uid,
  invoice_no: detail['invoice_no'] ?? null,
  reverse_amt: detail['payment_amount'] ?? null,
  deposit_no: null,
  reversal_type_flag: 'R',
  receipt_no: receipt['receipt_number'] ?? null,
  payment_no: receipt['payment_number'] ?? null,
  ...audit(clock),
});

function reopened({ store, clock }: Company, detail: Row): Row {
  const invoice = store.table('invoice_hdr').find('invoice_no', detail['invoice_no'] ?? null)[0] ?? {};
  const less = (column: string, taken: string) => money((invoice[column] as Decimal).minus(detail[taken] as Decimal));
  return {
    amount_paid: less('amount_paid', 'payment_amount'),
    terms_taken: less('terms_taken', 'terms_amount'),
    allowed: less('allowed', 'allowed_amount'),
    paid_in_full_flag: 'N',
    date_paid: null,
    date_last_modified: serverTime(clock),
  };
}
