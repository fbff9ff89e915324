import type { FlowDocument } from '@penstock/flow-model';
import type { MappingRule } from '@penstock/mapping';
import { constant, copy, each, mapping, pipe } from './rules';

/** P21 customer of the demo company that unassigned web money is booked on. */
const WEB_ORDERS_CUSTOMER = '100278';

/**
 * A payment that PayTrace reports (by webhook, silent post or poll: one event, one run) is read back from the gateway
 * and becomes an AR receipt, applied to the invoice it names. Payments of shop orders are left to the shop flow.
 */
export const gatewayPayment: FlowDocument = {
  schemaVersion: 1,
  name: 'PayTrace payment → P21 receipt',
  description: 'Books payments that were taken outside of the shop: on a terminal, by phone, on a payment page.',
  trigger: {
    name: 'Payment in PayTrace',
    connector: 'paytrace',
    trigger: 'payment',
    version: 1,
    slot: 'paytrace',
    path: 'paytrace',
    settings: { merchant: 'demo-merchant' },
    position: { x: 60, y: 140 },
  },
  steps: {
    'is-approved': {
      kind: 'if',
      id: 'is-approved',
      name: 'Approved?',
      disabled: false,
      position: { x: 340, y: 140 },
      condition: { left: 'trigger.status', op: 'equals', value: 'approved' },
    },
    confirm: {
      kind: 'action',
      id: 'confirm',
      name: 'Read it back from PayTrace',
      note: 'A notification is a claim; only what the gateway itself answers is booked.',
      disabled: false,
      position: { x: 620, y: 140 },
      connector: 'paytrace',
      action: 'get-transaction',
      version: 1,
      slot: 'paytrace',
      input: mapping([copy('transaction_id', 'trigger.transaction_id')]),
    },
    'is-to-book': {
      kind: 'if',
      id: 'is-to-book',
      name: 'Confirmed and not a shop order?',
      disabled: false,
      position: { x: 900, y: 140 },
      condition: {
        all: [
          { left: 'steps.confirm.status', op: 'one-of', value: ['approved', 'settled'] },
          { not: { left: 'steps.confirm.invoice_id', op: 'starts-with', value: 'WEB-' } },
        ],
      },
    },
    invoice: {
      kind: 'action',
      id: 'invoice',
      name: 'Find the open invoice',
      disabled: false,
      position: { x: 1180, y: 140 },
      connector: 'prophet21',
      action: 'find-invoice',
      version: 1,
      slot: 'erp',
      input: mapping([pipe('invoiceNo', ['steps.confirm.invoice_id'], [{ op: 'left', args: { length: 10 } }])]),
    },
    receipt: {
      kind: 'action',
      id: 'receipt',
      name: 'Post the AR receipt',
      disabled: false,
      position: { x: 1460, y: 140 },
      connector: 'prophet21',
      action: 'post-ar-receipt',
      version: 1,
      slot: 'erp',
      input: mapping([
        copy('reference', 'steps.confirm.transaction_id'),
        { ...copy('customerId', 'steps.invoice.invoices[0].customerId'), default: WEB_ORDERS_CUSTOMER } as MappingRule,
        copy('amount', 'steps.confirm.amount'),
        constant('paymentTypeId', '4'),
        copy('authorizedNumber', 'steps.confirm.approval_code'),
        each('applications', 'steps.invoice.invoices', 'invoice', [
          copy('invoiceNo', 'invoice.invoiceNo'),
          copy('amount', 'steps.confirm.amount'),
        ]),
      ]),
    },
  },
  edges: [
    { id: 'e1', from: 'trigger', port: 'default', to: 'is-approved' },
    { id: 'e2', from: 'is-approved', port: 'yes', to: 'confirm' },
    { id: 'e3', from: 'confirm', port: 'default', to: 'is-to-book' },
    { id: 'e4', from: 'is-to-book', port: 'yes', to: 'invoice' },
    { id: 'e5', from: 'invoice', port: 'default', to: 'receipt' },
  ],
};
