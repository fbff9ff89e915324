import { ConnectorFailure } from '@penstock/connector-sdk';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { amountOf, amountText, idOf, textOf } from '../answer';
import { dateToEdit } from '../dates';
import { editsOf, notMapped } from '../mapped-edits';
import { referenceColumns, type ArReceiptService } from '../service-map';
import { transactionSet, type DataElement } from '../transaction';
import type { PostedReceipt, ReceiptInput } from './receipt-shape';

export interface ReceiptDefaults {
  readonly service: ArReceiptService;
  /** Business date, `YYYY-MM-DD`. */
  readonly today: string;
}

/** @throws ConnectorFailure when the receipt cannot be expressed through this service map: nothing is dropped silently. */
export function receiptToTransaction(receipt: ReceiptInput, { service, today }: ReceiptDefaults): JsonObject {
  checkReference(receipt, service);
  checkApplied(receipt);
  return transactionSet(service.service, [
    headerElement(receipt, service, today),
    ...applicationElements(receipt, service),
  ]);
}

function headerElement(receipt: ReceiptInput, { header }: ArReceiptService, today: string): DataElement {
  const { fields } = header;
  const paymentDate = dateToEdit(receipt.paymentDate ?? today);
  const edits = editsOf('receipt', [
    { title: 'Customer ID', field: fields.customerId, value: receipt.customerId },
    { title: 'Payment type', field: fields.paymentTypeId, value: receipt.paymentTypeId },
    { title: 'Amount received', field: fields.amount, value: receipt.amount },
    { title: 'Payment reference', field: fields.reference, value: receipt.reference },
    {
      title: 'Payment date',
      field: fields.paymentDate,
      value: paymentDate,
      isDefault: receipt.paymentDate === undefined,
    },
    { title: 'Date received', field: fields.dateReceived, value: paymentDate, isDefault: true },
    { title: 'Bank number', field: fields.bankNo, value: receipt.bankNo },
    { title: 'Deposit number', field: fields.depositNumber, value: receipt.depositNumber },
    { title: 'Period', field: fields.period, value: receipt.period },
    { title: 'Year of the period', field: fields.yearForPeriod, value: receipt.yearForPeriod },
    { title: 'Approval code', field: fields.authorizedNumber, value: receipt.authorizedNumber },
  ]);
  return { name: header.element, type: header.type, keys: header.keys, rows: [edits] };
}

function applicationElements(receipt: ReceiptInput, { application }: ArReceiptService): readonly DataElement[] {
  if (receipt.applications.length === 0) return [];
  if (!application) throw notMapped('receipt', 'Applied invoices');
  const { fields, element, type, keys } = application;
  const rows = receipt.applications.map(({ invoiceNo, amount, termsAmount, allowedAmount }) =>
    editsOf('receipt', [
      { title: 'Invoice number', field: fields.invoiceNo, value: invoiceNo },
      { title: 'Amount applied', field: fields.amount, value: amount },
      { title: 'Terms discount taken', field: fields.termsAmount, value: termsAmount },
      { title: 'Allowance', field: fields.allowedAmount, value: allowedAmount },
    ]),
  );
  return [{ name: element, type, keys, rows }];
}

/** A cut reference could never be found again. */
function checkReference({ reference }: ReceiptInput, { referenceColumn }: ArReceiptService): void {
  const longest = referenceColumns[referenceColumn];
  if (reference.length <= longest) return;
  throw new ConnectorFailure({
    class: 'business',
    code: 'P21_REFERENCE_TOO_LONG',
    message: `The payment reference has ${reference.length} characters; Prophet 21 keeps ${longest} in ${referenceColumn}. Nothing was posted.`,
    remedy: 'Use a shorter reference, e.g. the PayTrace transaction id alone.',
  });
}

function checkApplied({ amount, applications }: ReceiptInput): void {
  const applied = applications.reduce((sum, { amount: part }) => sum.plus(Decimal.from(part)), Decimal.zero);
  if (applied.compare(Decimal.from(amount)) <= 0) return;
  throw new ConnectorFailure({
    class: 'business',
    code: 'P21_APPLIED_TOO_MUCH',
    message: `The invoices are given ${applied.toString()}, more than the ${amount} received. Nothing was posted.`,
    remedy: 'Correct the amounts applied to the invoices.',
  });
}

/** A row of `ar_receipts` with its row of `ar_payment_details`. */
export function receiptFromRows(
  { receipt, payment }: { readonly receipt: JsonObject; readonly payment: JsonObject },
  reference: string,
): PostedReceipt {
  return {
    receiptNumber: idOf(receipt['receipt_number']),
    paymentNumber: idOf(receipt['payment_number']),
    reference: textOf(payment[reference]).trim(),
    customerId: idOf(receipt['remitter_id']),
    amount: amountText(amountOf(payment['payment_amount'])),
  };
}
