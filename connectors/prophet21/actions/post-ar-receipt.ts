import { defineAction } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import type { P21Context } from '../api';
import { businessDate } from '../dates';
import { serviceFor } from '../mapped-services';
import { assertPeriodOpen } from '../periods';
import { MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { ArReceiptService } from '../service-map';
import type { Prophet21Settings } from '../settings';
import { generatedValue, postTransaction } from '../transaction';
import { findReceipt } from './find-receipt';
import { receiptToTransaction } from './receipt-mapping';
import { postedReceipt, receiptInput, type PostedReceipt, type ReceiptInput } from './receipt-shape';

export const postArReceipt = defineAction<Prophet21Settings, ReceiptInput, PostedReceipt>({
  id: 'post-ar-receipt',
  version: 1,
  title: 'Post an AR receipt',
  summary: 'Posts a customer payment as cash receipt and applies it to invoices. Writes to the ledger.',
  contract: {
    class: 'L',
    kind: 'ledger',
    businessKey: ({ reference }) => `ar-receipt:${reference}`,
    amount: ({ amount, currency }) => ({ value: Decimal.from(amount), currency }),
    verify: (context, { input }) => findReceipt(context, serviceOf(context), input.reference),
    compensate: {
      action: 'reverse-ar-receipt',
      input: ({ input, output }) => ({
        receiptNumber: output.receiptNumber,
        amount: input.amount,
        currency: input.currency,
      }),
    },
    undoWindow: 'while the period is open and the bank line is not reconciled',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: receiptInput,
  output: postedReceipt,
  sample: {
    receiptNumber: '50012',
    paymentNumber: '70031',
    reference: '105321',
    customerId: '100198',
    amount: '129.90',
  },
  async run(context, input) {
    const { settings, clock } = context;
    const service = serviceOf(context);
    const today = businessDate(clock.now(), settings.timezone);
    const request = receiptToTransaction(input, { service, today });
    const { period, yearForPeriod } = input;
    if (period !== undefined && yearForPeriod !== undefined) await assertPeriodOpen(context, { period, yearForPeriod });
    const answer = await postTransaction(context, request);
    const receiptNumber = generatedValue(answer, 'receipt_number');
    const paymentNumber = generatedValue(answer, 'payment_number');
    if (receiptNumber !== undefined && paymentNumber !== undefined && settings.readBack === 'when-needed') {
      const { reference, customerId, amount } = input;
      return { receiptNumber, paymentNumber, reference, customerId, amount };
    }
    const what = `the receipt with reference ${input.reference}`;
    return readBackOrThrow(() => findReceipt(context, service, input.reference), what);
  },
  remoteId: ({ receiptNumber }) => receiptNumber,
});

/** No public source names the service behind Cash Receipts, so each installation's connection must. */
const serviceOf = ({ settings }: P21Context): ArReceiptService => serviceFor(settings.serviceMap, 'arReceipt');
