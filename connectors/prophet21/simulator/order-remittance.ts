import { audit, demoCompanyId, API_USER, periodOf, serverDate, type Company } from './company';
import { editAmount, editDate, required, within } from './edit-values';
import { money, type ChangeSet, type Row } from './table-store';
import { WindowRefusal } from './transaction-set';

type Edits = ReadonlyMap<string, string>;

/** `source_type_cd` of payments: where they were entered. The numbers are the simulator's own. */
export const paymentSource = { cashReceipts: 1, remittance: 2 } as const;

/** A payment is one row of `ar_payment_details`, whatever document it came with. @throws WindowRefusal */
export function paymentRow(company: Company, edits: Edits, source: number): Row {
  const { store, clock } = company;
  const typeId = Number(required(edits.get('payment_type_id'), 'payment_type_id'));
  if (!store.table('payment_types').find('payment_type_id', typeId)[0]) {
    throw new WindowRefusal(`Payment type not found: ${edits.get('payment_type_id') ?? ''}`);
  }
  const amount = editAmount(required(edits.get('payment_amount'), 'payment_amount'), 'payment_amount');
  if (amount.isNegative() || amount.isZero()) throw new WindowRefusal('Payment amount must be greater than zero.');
  const paymentDate = editDate(edits.get('payment_date'), serverDate(clock));
  const proposed = periodOf(company, paymentDate);
  const period = edits.get('period') ?? proposed?.period;
  const year = edits.get('year_for_period') ?? proposed?.year;
  return {
    payment_number: store.next('payment'),
    payment_type_id: typeId,
    payment_desc: within(edits.get('payment_desc'), 'payment_desc', 60) ?? '',
    payment_date: paymentDate,
    payment_amount: money(amount),
    terms_amount: money(0),
    allowed_amount: money(0),
    memo_amount: money(0),
    check_number: within(edits.get('check_number'), 'check_number', 30),
    cc_name: within(edits.get('cc_name'), 'cc_name', 30),
    cc_number: null,
    cc_authorized_number: within(edits.get('cc_authorized_number'), 'cc_authorized_number', 30),
    cc_authorized_date: null,
    payment_account_id: null,
    deposit_number:
      within(edits.get('deposit_number'), 'deposit_number', 40) ?? defaultDeposit(paymentDate, edits.get('bank_no')),
    period: period === undefined ? null : Number(period),
    year_for_period: year === undefined ? null : Number(year),
    source_type_cd: source,
    delete_flag: 'N',
    ...audit(clock),
  };
}

/** The window proposes year, month, date and bank. */
const defaultDeposit = (date: string, bankNo = '1'): string => `${date.slice(0, 10).replaceAll('-', '')}-${bankNo}`;

interface RemittanceEntry {
  readonly orderNo: string;
  readonly edits: Edits;
  readonly card: Edits | undefined;
}

/** The result of an authorisation made elsewhere: P21 stores it and asks no processor. */
export function remittanceRows(
  company: Company,
  { orderNo, edits, card }: RemittanceEntry,
): { readonly insert: ChangeSet['insert']; readonly paymentNumber: string } {
  const { store, clock } = company;
  const payment = {
    ...paymentRow(company, edits, paymentSource.remittance),
    ...(card && cardColumns(card, serverDate(clock))),
  };
  const paymentNumber = payment['payment_number'] ?? null;
  const remittance: Row = {
    remittance_number: store.next('remittance'),
    order_no: orderNo,
    cash_drawer_id: 'MAIN',
    company_id: demoCompanyId,
    payment_number: paymentNumber,
    in_cash_drawer: 'N',
    cash_drawer_seq_no: 1,
    delete_flag: 'N',
    ...audit(clock),
  };
  return {
    paymentNumber: String(paymentNumber),
    insert: [
      ['ar_payment_details', payment],
      ['remittances', remittance],
      ...(card ? [['creditcard_payment_details', cardRow(company, card, payment)] as const] : []),
    ],
  };
}

function cardColumns(card: Edits, today: string): Row {
  const number = card.get('cc_number');
  if (number !== undefined && !/^\D+\d{4}$/.test(number))
    throw new WindowRefusal('Card number must be masked. (cc_number)');
  return {
    cc_number: number ?? null,
    cc_authorized_number: within(card.get('cc_authorized_number'), 'cc_authorized_number', 30),
    cc_authorized_date: editDate(card.get('cc_authorized_date'), today),
    payment_account_id: within(card.get('payment_account_id'), 'payment_account_id', 255),
  };
}

function cardRow({ store, clock }: Company, card: Edits, payment: Row): Row {
  const authorized = money(editAmount(card.get('auth_amount') ?? String(payment['payment_amount']), 'auth_amount'));
  return {
    creditcard_payment_details_uid: store.next('cardDetail'),
    payment_number: payment['payment_number'] ?? null,
    original_auth_amount: authorized,
    auth_amount: authorized,
    user_specified_amount: authorized,
    trans_settled: 'N',
    taker: API_USER,
    retrieval_ref_number: within(card.get('retrieval_ref_number'), 'retrieval_ref_number', 20),
    payment_account_id: within(card.get('payment_account_id'), 'payment_account_id', 255),
    ...audit(clock),
  };
}
