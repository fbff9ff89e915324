import { ConnectorFailure } from '@penstock/connector-sdk';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { amountOf, idOf, textOf } from '../answer';
import { dateToEdit } from '../dates';
import { referenceColumns, type ArReceiptService } from '../service-map';
import { transactionSet, type DataElement, type Edit } from '../transaction';
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
  const edits: readonly Edit[] = [
    [fields.customerId, receipt.customerId],
    [fields.paymentTypeId, receipt.paymentTypeId],
    [fields.amount, receipt.amount],
    [fields.reference, receipt.reference],
    ...whereMapped(fields.paymentDate, paymentDate),
    ...whereMapped(fields.dateReceived, paymentDate),
    ...whereGiven('Bank number', fields.bankNo, receipt.bankNo),
    ...whereGiven('Deposit number', fields.depositNumber, receipt.depositNumber),
    ...whereGiven('Period', fields.period, receipt.period),
    ...whereGiven('Year of the period', fields.yearForPeriod, receipt.yearForPeriod),
    ...whereGiven('Approval code', fields.authorizedNumber, receipt.authorizedNumber),
  ];
  return { name: header.element, type: header.type, keys: header.keys, rows: [edits] };
}

function applicationElements(receipt: ReceiptInput, { application }: ArReceiptService): readonly DataElement[] {
  if (receipt.applications.length === 0) return [];
  if (!application) throw notMapped('Applied invoices');
  const { fields, element, type, keys } = application;
  const rows = receipt.applications.map(({ invoiceNo, amount, termsAmount, allowedAmount }): readonly Edit[] => [
    [fields.invoiceNo, invoiceNo],
    [fields.amount, amount],
    ...whereGiven('Terms discount taken', fields.termsAmount, termsAmount),
    ...whereGiven('Allowance', fields.allowedAmount, allowedAmount),
  ]);
  return [{ name: element, type, keys, rows }];
}

const whereMapped = (field: string | undefined, value: string): readonly Edit[] => (field ? [[field, value]] : []);

function whereGiven(title: string, field: string | undefined, value: string | undefined): readonly Edit[] {
  if (value === undefined) return [];
  if (field === undefined) throw notMapped(title);
  return [[field, value]];
}

const notMapped = (title: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'P21_FIELD_NOT_MAPPED',
    message: `The receipt gives "${title}", but the connection's service map has no field for it. Nothing was posted.`,
    remedy: 'Add the field to the AR receipts part of the service map, or leave it out of the step.',
  });

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

/** P21 writes four decimals; two are what people read, unless there is more behind them. */
function amountText(amount: Decimal): string {
  const normalized = amount.normalized();
  return normalized.scale < 2 ? normalized.round(2, 'half-up').toString() : normalized.toString();
}
