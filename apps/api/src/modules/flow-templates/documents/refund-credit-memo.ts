import { constant, copy, mapping, pipe } from '../../../demo/flows/rules';
import { buildTemplate, start, type FlowTemplateSource } from './build-template';
import { aPayment, paymentTrigger } from './payment-trigger';

export const refundCreditMemo: FlowTemplateSource = {
  id: 'refund-credit-memo',
  category: 'accounting',
  summary: 'A refund made in PayTrace becomes one credit memo in Prophet 21, on the customer of the invoice it names.',
  adapt: ['The account and the reason the credit memo carries (step “Post the credit memo”).', 'Who looks at refunds that name no invoice.'],
  sample: aPayment('refunded'),
  document: buildTemplate({
    name: 'Refund → credit memo',
    description: 'Credits the customer for a refund that was made through the gateway, once.',
    note: 'The refund’s transaction id is the reference of the credit memo: the same refund is never credited twice.\n\nA refund without a known invoice stops for a person instead of being booked on a guess.',
    trigger: paymentTrigger('Refund in PayTrace', 'refunds', ['refunded']),
    steps: [
      {
        kind: 'action',
        id: 'refund',
        name: 'Read the refund back',
        note: 'A notification is a claim; only what the gateway itself answers is booked.',
        connector: 'paytrace',
        action: 'get-transaction',
        version: 1,
        slot: 'paytrace',
        input: mapping([copy('transaction_id', 'trigger.transaction_id')]),
      },
      {
        kind: 'action',
        id: 'invoice',
        name: 'Find the invoice',
        connector: 'prophet21',
        action: 'find-invoice',
        version: 1,
        slot: 'erp',
        input: mapping([pipe('invoiceNo', ['steps.refund.invoice_id'], [{ op: 'left', args: { length: 10 } }])]),
      },
      {
        kind: 'if',
        id: 'is-known',
        name: 'Invoice known?',
        condition: { left: 'steps.invoice.found', op: 'equals', value: true },
      },
      {
        kind: 'action',
        id: 'memo',
        name: 'Post the credit memo',
        connector: 'prophet21',
        action: 'post-credit-memo',
        version: 1,
        slot: 'erp',
        input: mapping([
          copy('reference', 'steps.refund.transaction_id'),
          copy('customerId', 'steps.invoice.invoices[0].customerId'),
          copy('amount', 'steps.refund.amount'),
          copy('invoiceNo', 'steps.invoice.invoices[0].invoiceNo'),
          constant('reason', 'Refund through PayTrace'),
        ]),
      },
      {
        kind: 'stop',
        id: 'ask',
        name: 'Nobody to credit',
        message: 'The refund names no invoice of Prophet 21. The card holder has the money; nothing was credited. Enter the credit memo by hand, then settle this run.',
      },
    ],
    lines: [
      [start, 'refund'],
      ['refund', 'invoice'],
      ['invoice', 'is-known'],
      ['is-known', 'memo', 'yes'],
      ['is-known', 'ask', 'no'],
    ],
  }),
};
