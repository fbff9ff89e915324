import type { Verdict } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { idOf, isSameText, textOf } from '../answer';
import type { P21Context } from '../api';
import { equals, LONGEST_CHAIN, numberLiteral, readRows, textLiteral, type Condition } from '../odata';
import { absentIfReadable } from '../read-back';
import type { ArReceiptService } from '../service-map';
import { receiptFromRows } from './receipt-mapping';
import type { PostedReceipt } from './receipt-shape';

/**
 * Looks a receipt up by its reference. The reference is a column of the payment, and an order's remittance makes a
 * payment as well, often with the same reference: only payments with a receipt count.
 */
export async function findReceipt(
  context: P21Context,
  service: ArReceiptService,
  reference: string,
): Promise<Verdict<PostedReceipt>> {
  const payments = await paymentsByReference(context, service, reference);
  const lookedFor = `receipt with ${service.referenceColumn} ${reference}`;
  if (payments.length === 0) return absentIfReadable(context, { table: 'ar_payment_details' }, lookedFor);

  const receipts = await receiptsOf(context, payments);
  if (receipts.length > 0) return receiptVerdict({ payments, receipts, column: service.referenceColumn });

  const strays = await paymentsOfNoOrder(context, payments);
  if (strays.length > 0) {
    const numbers = strays.map((row) => idOf(row['payment_number'])).join(', ');
    return { verdict: 'unsure', reason: `payment ${numbers} carries the reference but has no receipt yet` };
  }
  return absentIfReadable(context, { table: 'ar_receipts', companyColumn: 'company_id' }, lookedFor);
}

/** `ar_payment_details` has no company column; the company is checked on the receipts. */
async function paymentsByReference(
  context: P21Context,
  { referenceColumn }: ArReceiptService,
  reference: string,
): Promise<readonly JsonObject[]> {
  const rows = await readRows(
    context,
    {
      table: 'ar_payment_details',
      select: ['payment_number', 'payment_amount', 'payment_desc', 'check_number', 'delete_flag'],
      where: [equals(referenceColumn, textLiteral(reference))],
      orderBy: ['payment_number'],
    },
    LONGEST_CHAIN,
  );
  return rows.filter((row) => isSameText(textOf(row[referenceColumn]), reference));
}

function receiptsOf(context: P21Context, payments: readonly JsonObject[]): Promise<readonly JsonObject[]> {
  const query = {
    table: 'ar_receipts',
    select: ['receipt_number', 'payment_number', 'remitter_id', 'delete_flag', 'reverse_payment_flag'],
    where: [equals('company_id', textLiteral(context.settings.companyId))],
    anyOf: byPaymentNumber(payments),
    orderBy: ['receipt_number'],
  };
  return readRows(context, query, LONGEST_CHAIN);
}

async function paymentsOfNoOrder(context: P21Context, payments: readonly JsonObject[]): Promise<readonly JsonObject[]> {
  const query = {
    table: 'remittances',
    select: ['remittance_number', 'payment_number'],
    anyOf: byPaymentNumber(payments),
    orderBy: ['remittance_number'],
  };
  const remittances = await readRows(context, query, LONGEST_CHAIN);
  const ofOrders = new Set(remittances.map((row) => idOf(row['payment_number'])));
  return payments.filter((row) => !ofOrders.has(idOf(row['payment_number'])));
}

const byPaymentNumber = (payments: readonly JsonObject[]): readonly Condition[] =>
  payments.map((row) => equals('payment_number', numberLiteral(idOf(row['payment_number']))));

interface Matches {
  readonly payments: readonly JsonObject[];
  readonly receipts: readonly JsonObject[];
  readonly column: string;
}

/** A reversed receipt was posted all the same; only live ones can be duplicates of each other. */
function receiptVerdict({ payments, receipts, column }: Matches): Verdict<PostedReceipt> {
  const live = receipts.filter(
    (row) => textOf(row['delete_flag']) !== 'Y' && textOf(row['reverse_payment_flag']) !== 'Y',
  );
  const receipt = (live[0] ?? receipts[0]) as JsonObject;
  const payment = payments.find((row) => idOf(row['payment_number']) === idOf(receipt['payment_number'])) ?? {};
  const output = receiptFromRows({ receipt, payment }, column);
  if (live.length > 1)
    return { verdict: 'duplicate', output, remoteIds: live.map((row) => idOf(row['receipt_number'])) };
  return { verdict: 'found', output, remoteId: output.receiptNumber };
}
