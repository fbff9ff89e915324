import { defineAction, type Verdict } from '@penstock/connector-sdk';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { amountOf, amountText, idOf, isSameText, textOf } from '../answer';
import type { P21Context } from '../api';
import { businessDate, dateToEdit } from '../dates';
import { editsOf } from '../mapped-edits';
import { serviceFor } from '../mapped-services';
import { equals, readRows, textLiteral } from '../odata';
import { assertPeriodOpen } from '../periods';
import { absentIfReadable, MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { CreditMemoService } from '../service-map';
import type { Prophet21Settings } from '../settings';
import { postTransaction, transactionSet } from '../transaction';
import { creditMemoInput, postedCreditMemo, type CreditMemoInput, type PostedCreditMemo } from './credit-memo-shape';

export const postCreditMemo = defineAction<Prophet21Settings, CreditMemoInput, PostedCreditMemo>({
  id: 'post-credit-memo',
  version: 1,
  title: 'Post a credit memo',
  summary: 'Credits a customer, e.g. for a refund made through the gateway. Writes to the ledger.',
  contract: {
    class: 'L',
    kind: 'ledger',
    businessKey: ({ reference }) => `credit-memo:${reference}`,
    amount: ({ amount, currency }) => ({ value: Decimal.from(amount), currency }),
    verify: (context, { input }) => findMemo(context, input.reference),
    undoWindow: 'while the period is open (post a debit memo in Prophet 21)',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: creditMemoInput,
  output: postedCreditMemo,
  sample: { memoNo: '3105001', reference: '105377', customerId: '100198', amount: '25.00' },
  async run(context, input) {
    const { settings, clock } = context;
    const service = serviceFor(settings.serviceMap, 'creditMemo');
    const today = businessDate(clock.now(), settings.timezone);
    const request = creditMemoToTransaction(input, { service, today });
    const { period, yearForPeriod, reference } = input;
    if (period !== undefined && yearForPeriod !== undefined) await assertPeriodOpen(context, { period, yearForPeriod });
    await postTransaction(context, request);
    // Always read back: a memo number in the answer is not proof that the ledger has it under our reference.
    return readBackOrThrow(() => findMemo(context, reference), `the credit memo with reference ${reference}`);
  },
  remoteId: ({ memoNo }) => memoNo,
});

interface MemoDefaults {
  readonly service: CreditMemoService;
  /** Business date, `YYYY-MM-DD`. */
  readonly today: string;
}

/** @throws ConnectorFailure when the memo gives something that the service map has no field for. */
export function creditMemoToTransaction(memo: CreditMemoInput, { service, today }: MemoDefaults): JsonObject {
  const { header, memoTypeValue, typedSign } = service;
  const { fields } = header;
  const amount = typedSign === 'negative' ? `-${memo.amount}` : memo.amount;
  const edits = editsOf('credit memo', [
    // Which kind of memo it is decides what the window asks for next.
    { title: 'Memo type', field: fields.memoType, value: memoTypeValue },
    { title: 'Customer ID', field: fields.customerId, value: memo.customerId },
    { title: 'Invoice it refers to', field: fields.invoiceNo, value: memo.invoiceNo },
    { title: 'Amount credited', field: fields.amount, value: amount },
    { title: 'Reference', field: fields.reference, value: memo.reference },
    { title: 'GL account', field: fields.accountNumber, value: memo.accountNumber },
    { title: 'Reason code', field: fields.reason, value: memo.reason },
    { title: 'Description', field: fields.description, value: memo.description },
    {
      title: 'Memo date',
      field: fields.memoDate,
      value: dateToEdit(memo.memoDate ?? today),
      isDefault: memo.memoDate === undefined,
    },
    { title: 'Period', field: fields.period, value: memo.period },
    { title: 'Year of the period', field: fields.yearForPeriod, value: memo.yearForPeriod },
  ]);
  return transactionSet(service.service, [
    { name: header.element, type: header.type, keys: header.keys, rows: [edits] },
  ]);
}

const MOST_MATCHES = 50;

/** Credit memos are rows of `invoice_hdr` with an adjustment type of their own and a negative balance. */
async function findMemo(context: P21Context, reference: string): Promise<Verdict<PostedCreditMemo>> {
  const { settings } = context;
  const { referenceColumn, adjustmentType } = serviceFor(settings.serviceMap, 'creditMemo');
  const rows = await readRows(
    context,
    {
      table: 'invoice_hdr',
      select: ['invoice_no', 'customer_id', 'total_amount', 'invoice_adjustment_type', referenceColumn],
      where: [
        equals(referenceColumn, textLiteral(reference)),
        equals('company_no', textLiteral(settings.companyId)),
        equals('invoice_adjustment_type', textLiteral(adjustmentType)),
      ],
      orderBy: ['invoice_no'],
    },
    MOST_MATCHES,
  );
  const ours = rows.filter((row) => isSameText(textOf(row[referenceColumn]), reference));
  const [first, ...others] = ours.map((row) => memoFromRow(row, referenceColumn));
  if (!first) {
    return absentIfReadable(
      context,
      { table: 'invoice_hdr', companyColumn: 'company_no' },
      `credit memo with ${referenceColumn} ${reference}`,
    );
  }
  if (others.length === 0) return { verdict: 'found', output: first, remoteId: first.memoNo };
  return { verdict: 'duplicate', output: first, remoteIds: [first, ...others].map(({ memoNo }) => memoNo) };
}

const memoFromRow = (row: JsonObject, referenceColumn: string): PostedCreditMemo => ({
  memoNo: idOf(row['invoice_no']),
  reference: textOf(row[referenceColumn]).trim(),
  customerId: idOf(row['customer_id']),
  amount: amountText(amountOf(row['total_amount']).abs()),
});
