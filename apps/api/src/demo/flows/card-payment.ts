import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { constant, copy, each, mapping, pipe } from './rules';

/**
 * A shop order is charged in PayTrace and becomes a P21 sales order with its remittance and an AR receipt that carries
 * the PayTrace transaction id.
 */
const prepare: FlowStep = {
  kind: 'map',
  id: 'prepare',
  name: 'Prepare the order',
  disabled: false,
  position: { x: 620, y: 120 },
  mapping: mapping(
    [
      copy('reference', 'trigger.order.id'),
      copy('customer_id', 'trigger.order.customer.erp_id'),
      pipe('customer_name', ['trigger.order.customer.first_name', 'trigger.order.customer.last_name'], [{ op: 'concat', args: { separator: ' ' } }]),
      pipe('ordered_on', ['trigger.order.placed_at'], [{ op: 'left', args: { length: 10 } }]),
      copy('total', 'trigger.order.total'),
      pipe('payment_type', ['trigger.order.currency'], [{ op: 'valueTable', args: { table: 'payment types' } }]),
    ],
    { 'payment types': { rows: [['USD', '4']], ignoreCase: false, unmatched: 'error' } },
  ),
};

const charge: FlowStep = {
  kind: 'action',
  id: 'charge',
  name: 'Charge the card',
  disabled: false,
  position: { x: 900, y: 120 },
  connector: 'paytrace',
  action: 'sale-by-protect-token',
  version: 1,
  slot: 'paytrace',
  input: mapping([
    copy('hpf_token', 'trigger.order.payment.hpf_token'),
    copy('enc_key', 'trigger.order.payment.enc_key'),
    copy('amount', 'steps.prepare.total'),
    copy('invoice_id', 'steps.prepare.reference'),
    copy('billing_address.name', 'steps.prepare.customer_name'),
    copy('email', 'trigger.order.customer.email'),
  ]),
};

const order: FlowStep = {
  kind: 'action',
  id: 'order',
  name: 'Create the sales order',
  disabled: false,
  position: { x: 1180, y: 120 },
  connector: 'prophet21',
  action: 'create-order',
  version: 1,
  slot: 'erp',
  input: mapping([
    copy('poNo', 'steps.prepare.reference'),
    copy('customerId', 'steps.prepare.customer_id'),
    constant('taker', 'WEBSHOP'),
    copy('orderDate', 'steps.prepare.ordered_on'),
    each('lines', 'trigger.order.lines', 'line', [copy('itemId', 'line.sku'), copy('quantity', 'line.quantity')]),
    copy('remittance.paymentTypeId', 'steps.prepare.payment_type'),
    copy('remittance.amount', 'steps.charge.amount'),
    copy('remittance.reference', 'steps.charge.transaction_id'),
    copy('remittance.card.authorizedNumber', 'steps.charge.approval_code'),
    copy('remittance.card.retrievalReference', 'steps.charge.transaction_id'),
    copy('remittance.card.maskedNumber', 'steps.charge.masked_card_number'),
  ]),
};

const receipt: FlowStep = {
  kind: 'action',
  id: 'receipt',
  name: 'Post the AR receipt',
  disabled: false,
  position: { x: 1460, y: 120 },
  connector: 'prophet21',
  action: 'post-ar-receipt',
  version: 1,
  slot: 'erp',
  input: mapping([
    copy('reference', 'steps.charge.transaction_id'),
    copy('customerId', 'steps.prepare.customer_id'),
    copy('amount', 'steps.charge.amount'),
    copy('paymentTypeId', 'steps.prepare.payment_type'),
    copy('authorizedNumber', 'steps.charge.approval_code'),
  ]),
};

export const cardPayment: FlowDocument = {
  schemaVersion: 1,
  name: 'Card payment → P21 order and receipt',
  description: 'Charges a web order in PayTrace and enters it in Prophet 21, with the payment on the order and an AR receipt.',
  trigger: {
    name: 'Shop order placed',
    connector: 'webhook',
    trigger: 'signed-webhook',
    version: 1,
    path: 'shop-orders',
    settings: {
      dedupeField: 'order.id',
      labels: {
        invoice: 'order.id',
        customer: 'order.customer.company',
        customerId: 'order.customer.erp_id',
        amount: 'order.total',
        currency: 'order.currency',
      },
    },
    position: { x: 60, y: 120 },
  },
  steps: {
    'has-amount': {
      kind: 'if',
      id: 'has-amount',
      name: 'Is there something to pay?',
      disabled: false,
      position: { x: 340, y: 120 },
      condition: { left: 'trigger.order.total', op: 'greater-than', value: 0 },
    },
    prepare,
    charge,
    order,
    receipt,
    'nothing-to-pay': {
      kind: 'stop',
      id: 'nothing-to-pay',
      name: 'Nothing to pay',
      disabled: false,
      position: { x: 620, y: 280 },
      message: 'The order has no amount to charge. Nothing was charged or posted; enter it in Prophet 21 by hand if it is meant.',
    },
  },
  edges: [
    { id: 'e1', from: 'trigger', port: 'default', to: 'has-amount' },
    { id: 'e2', from: 'has-amount', port: 'yes', to: 'prepare' },
    { id: 'e3', from: 'prepare', port: 'default', to: 'charge' },
    { id: 'e4', from: 'charge', port: 'default', to: 'order' },
    { id: 'e5', from: 'order', port: 'default', to: 'receipt' },
    { id: 'e6', from: 'has-amount', port: 'no', to: 'nothing-to-pay' },
  ],
};
