import { Decimal } from '@penstock/kernel';
import { audit, demoCompanyId, findPeriod, serverDate, serverTime, type Company } from './company';
import { editAmount, editDate, required } from './edit-values';
import { paymentRow, paymentSource } from './order-remittance';
import { firstRow, type Saved } from './order-window';
import { money, type ChangeSet, type Row } from './table-store';
import { collapsed, WindowRefusal, type WindowElement } from './transaction-set';

type Edits = ReadonlyMap<string, string>;

/** Saves the placeholder of the Cash Receipts window. @throws WindowRefusal */
export function saveReceipt(company: Company, elements: readonly WindowElement[]): Saved {
  const header = firstRow(elements, 'TP_RECEIPT.receipt') ?? (new Map() as Edits);
  const customerId = remitter(company, header);
  const applications = elements
    .filter(({ name }) => name === 'TP_APPLY.invoices')
    .flatMap((element) => collapsed(element, ['invoice_no']))
    .map((edits) => applicationOf(company, customerId, edits));
  const payment = paymentRow(company, header, paymentSource.cashReceipts);
  checkPeriod(company, payment);
  checkSpread(applications, payment['payment_amount'] as Decimal);

  const receipt = receiptRow(company, { header, payment, customerId });
  const changes: ChangeSet = {
    insert: [
      ['ar_payment_details', withSums(payment, applications)],
      ['ar_receipts', receipt],
      ...applications.map(
        (application) => ['ar_receipts_detail', detailRow(company, { application, receipt, customerId })] as const,
      ),
    ],
    update: applications.map(
      (application) =>
        ['invoice_hdr', ['invoice_no', application.invoiceNo], paidInvoice(company, application)] as const,
    ),
  };
  const receiptNumber = String(receipt['receipt_number']);
  const key = String(payment['payment_desc'] || payment['check_number'] || '');
  const amount = (payment['payment_amount'] as Decimal).round(2, 'half-up').toString();
  return {
    changes,
    effect: { kind: 'ar-receipt', key, id: receiptNumber, amount, data: changes },
    results: [
      {
        name: 'TP_RECEIPT.receipt',
        edits: { receipt_number: receiptNumber, payment_number: String(payment['payment_number']) },
      },
    ],
  };
}

function remitter({ store }: Company, header: Edits): number {
  const customerId = Number(required(header.get('customer_id'), 'customer_id'));
  if (store.table('customer').find('customer_id', customerId)[0]) return customerId;
  throw new WindowRefusal('Enter a valid ID or leave ID blank. (customer_id)');
}

/** How the real window takes a closed period is unknown; a refusal is the careful reading. */
function checkPeriod({ store }: Company, payment: Row): void {
  const state = findPeriod(store, { period: Number(payment['period']), year: Number(payment['year_for_period']) });
  if (!state) throw new WindowRefusal('The period is not defined for this company.');
  if (state.closed) throw new WindowRefusal(`Period ${state.period}/${state.year} is closed.`);
}

interface Application {
  readonly invoiceNo: string;
  readonly invoice: Row;
  readonly amount: Decimal;
  readonly terms: Decimal;
  readonly allowed: Decimal;
}

const sumOf = (row: Row, columns: readonly string[]): Decimal =>
  columns.reduce((sum, column) => sum.plus(row[column] as Decimal), Decimal.zero);

function applicationOf({ store }: Company, customerId: number, edits: Edits): Application {
  const invoiceNo = required(edits.get('invoice_no'), 'invoice_no');
  const invoice = store.table('invoice_hdr').find('invoice_no', invoiceNo)[0];
  if (!invoice || invoice['customer_id'] !== String(customerId)) {
    throw new WindowRefusal(`Invoice ${invoiceNo} was not found for this customer.`);
  }
  const amount = editAmount(required(edits.get('payment_amount'), 'payment_amount'), 'payment_amount');
  const terms = editAmount(edits.get('terms_amount') ?? '0', 'terms_amount');
  const allowed = editAmount(edits.get('allowed_amount') ?? '0', 'allowed_amount');
  const open = (invoice['total_amount'] as Decimal).minus(sumOf(invoice, ['amount_paid', 'terms_taken', 'allowed']));
  if (amount.plus(terms).plus(allowed).compare(open) > 0) {
    throw new WindowRefusal(`Payment exceeds the remaining amount ${open.toString()} of invoice ${invoiceNo}.`);
  }
  return { invoiceNo, invoice, amount, terms, allowed };
}

function checkSpread(applications: readonly Application[], received: Decimal): void {
  const applied = applications.reduce((sum, { amount }) => sum.plus(amount), Decimal.zero);
  if (applied.compare(received) > 0) throw new WindowRefusal('The applied amounts exceed the payment amount.');
}

function withSums(payment: Row, applications: readonly Application[]): Row {
  const terms = applications.reduce((sum, application) => sum.plus(application.terms), Decimal.zero);
  const allowed = applications.reduce((sum, application) => sum.plus(application.allowed), Decimal.zero);
  return { ...payment, terms_amount: money(terms), allowed_amount: money(allowed) };
}

interface ReceiptEntry {
  readonly header: Edits;
  readonly payment: Row;
  readonly customerId: number;
}

function receiptRow({ store, clock }: Company, { header, payment, customerId }: ReceiptEntry): Row {
  const bankNo = Number(header.get('bank_no') ?? 1);
  const bank = store.table('bank_accounts').find('bank_no', bankNo)[0];
  if (!bank) throw new WindowRefusal(`Bank number not found: ${bankNo}`);
  return {
    receipt_number: store.next('receipt'),
    payment_number: payment['payment_number'] ?? null,
    company_id: demoCompanyId,
    remitter_id: customerId,
    date_received: editDate(header.get('date_received'), serverDate(clock)),
    bank_no: bankNo,
    gl_bank_account_no: bank['gl_account_no'] ?? null,
    ar_account_no: '12100010',
    approved: 'Y',
    delete_flag: 'N',
    reverse_payment_flag: 'N',
    cleared_bank: 'N',
    ...audit(clock),
  };
}

interface DetailEntry {
  readonly application: Application;
  readonly receipt: Row;
  readonly customerId: number;
}

const detailRow = ({ clock }: Company, { application, receipt, customerId }: DetailEntry): Row => ({
  receipt_number: receipt['receipt_number'] ?? null,
  customer_id: customerId,
  invoice_no: application.invoiceNo,
  company_id: demoCompanyId,
  payment_amount: money(application.amount),
  terms_amount: money(application.terms),
  allowed_amount: money(application.allowed),
  delete_flag: 'N',
  ...audit(clock),
});

function paidInvoice({ clock }: Company, { invoice, amount, terms, allowed }: Application): Row {
  const paid = (invoice['amount_paid'] as Decimal).plus(amount);
  const termsTaken = (invoice['terms_taken'] as Decimal).plus(terms);
  const allowedTotal = (invoice['allowed'] as Decimal).plus(allowed);
  const isFull =
    paid
      .plus(termsTaken)
      .plus(allowedTotal)
      .compare(invoice['total_amount'] as Decimal) >= 0;
  return {
    amount_paid: money(paid),
    terms_taken: money(termsTaken),
    allowed: money(allowedTotal),
    paid_in_full_flag: isFull ? 'Y' : 'N',
    date_paid: isFull ? serverDate(clock) : null,
    date_last_modified: serverTime(clock),
  };
}
