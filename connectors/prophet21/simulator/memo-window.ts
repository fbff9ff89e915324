import { type Decimal } from '@penstock/kernel';
import { audit, demoCompanyId, findPeriod, serverDate, type Company } from './company';
import { editAmount, editDate, required, within } from './edit-values';
import { firstRow, type Saved } from './order-window';
import { money, type ChangeSet, type Row } from './table-store';
import { WindowRefusal, type WindowElement } from './transaction-set';

type Edits = ReadonlyMap<string, string>;

/** Saves the placeholder of the AR Credit/Debit Memo window: a row of `invoice_hdr` with a negative total. @throws WindowRefusal */
export function saveMemo(company: Company, elements: readonly WindowElement[]): Saved {
  const header = firstRow(elements, 'TP_MEMO.memo') ?? (new Map() as Edits);
  const memo = memoRow(company, header);
  const changes: ChangeSet = { insert: [['invoice_hdr', memo]], update: [] };
  const memoNo = String(memo['invoice_no']);
  const amount = (memo['total_amount'] as Decimal).abs().round(2, 'half-up').toString();
  return {
    changes,
    effect: {
      kind: 'credit-memo',
      key: String(memo['external_reference_no'] ?? ''),
      id: memoNo,
      amount,
      data: changes,
    },
    results: [{ name: 'TP_MEMO.memo', edits: { invoice_no: memoNo } }],
  };
}

function memoRow({ store, clock }: Company, header: Edits): Row {
  const customerId = required(header.get('customer_id'), 'customer_id');
  const customer = store.table('customer').find('customer_id', customerId)[0];
  if (!customer) throw new WindowRefusal('Enter a valid ID or leave ID blank. (customer_id)');
  const amount = editAmount(required(header.get('amount'), 'amount'), 'amount');
  if (amount.isNegative() || amount.isZero()) throw new WindowRefusal('Amount must be greater than zero.');
  const memoDate = editDate(header.get('memo_date'), serverDate(clock));
  const period = Number(header.get('period') ?? memoDate.slice(5, 7));
  const year = Number(header.get('year_for_period') ?? memoDate.slice(0, 4));
  checkPeriod(store, { period, year });
  return {
    invoice_no: String(store.next('invoice')),
    order_no: null,
    customer_id: customerId,
    customer_id_number: Number(customerId),
    company_no: demoCompanyId,
    branch_id: '100',
    po_no: null,
    terms_id: customer['terms_id'] ?? null,
    terms_desc: null,
    invoice_date: memoDate,
    net_due_date: memoDate,
    total_amount: money(amount.negated()),
    amount_paid: money(0),
    terms_taken: money(0),
    allowed: money(0),
    memo_amount: money(0),
    bad_debt_amount: money(0),
    tax_amount: money(0),
    freight: money(0),
    paid_in_full_flag: 'N',
    date_paid: null,
    invoice_type: 'IN',
    invoice_adjustment_type: 'C',
    invoice_reference_no: referencedInvoice(store, header.get('invoice_reference_no')),
    external_reference_no: within(header.get('external_reference_no'), 'external_reference_no', 255),
    external_claim_id: within(header.get('external_claim_id'), 'external_claim_id', 255),
    approved: 'Y',
    period,
    year_for_period: year,
    ...audit(clock),
  };
}

function checkPeriod(store: Company['store'], wanted: { readonly period: number; readonly year: number }): void {
  const state = findPeriod(store, wanted);
  if (!state) throw new WindowRefusal('The period is not defined for this company.');
  if (state.closed) throw new WindowRefusal(`Period ${wanted.period}/${wanted.year} is closed.`);
}

function referencedInvoice(store: Company['store'], invoiceNo: string | undefined): string | null {
  if (invoiceNo === undefined || invoiceNo === '') return null;
  if (store.table('invoice_hdr').find('invoice_no', invoiceNo)[0]) return invoiceNo;
  throw new WindowRefusal(`Invoice ${invoiceNo} was not found.`);
}
