import { copy, mapping } from '../../../demo/flows/rules';
import { buildTemplate, start, type FlowTemplateSource } from './build-template';
import { orderToCash } from './order-to-cash';

const BLOCK_OVER = 10000;
const REVIEW_OVER = 1000;

export const fraudScreening: FlowTemplateSource = {
  id: 'fraud-screening',
  category: 'risk',
  summary: 'Orders are sorted into allow, review and block before any card is touched; a person decides about those in between.',
  adapt: ['The limits and the rules of the screening (step “How risky?”).', 'How long a review may take, and what happens when nobody answers.'],
  sample: orderToCash.sample,
  document: buildTemplate({
    name: 'Fraud screening before the charge',
    description: 'Authorizes harmless orders at once, asks a person about doubtful ones, and refuses the rest.',
    note: 'Nothing is charged here: the amount is only reserved, and captured by the flow that ships the goods.\n\nA review that nobody answers ends without a reservation.',
    trigger: {
      name: 'Order to screen',
      connector: 'webhook',
      trigger: 'signed-webhook',
      version: 1,
      path: 'orders-to-screen',
      settings: { dedupeField: 'order.id', labels: { invoice: 'order.id', customer: 'order.customer.company', amount: 'order.total' } },
    },
    steps: [
      {
        kind: 'switch',
        id: 'risk',
        name: 'How risky?',
        cases: [
          { id: 'block', name: 'Block', condition: { left: 'trigger.order.total', op: 'greater-than', value: BLOCK_OVER } },
          { id: 'review', name: 'Review', condition: { left: 'trigger.order.total', op: 'greater-than', value: REVIEW_OVER } },
        ],
      },
      {
        kind: 'stop',
        id: 'blocked',
        name: 'Blocked',
        message: 'The order is above what may be charged by card. Nothing was reserved. Ask the customer for another way to pay.',
      },
      {
        kind: 'wait',
        id: 'review',
        name: 'Somebody decides',
        wait: {
          kind: 'decision',
          question: 'May this order be charged?',
          choices: [
            { id: 'allow', label: 'Allow' },
            { id: 'refuse', label: 'Refuse' },
          ],
          show: ['trigger.order.id', 'trigger.order.total', 'trigger.order.customer.company'],
          timeoutSeconds: 86_400,
        },
      },
      {
        kind: 'action',
        id: 'authorize',
        name: 'Reserve the amount',
        connector: 'paytrace',
        action: 'authorize-by-protect-token',
        version: 1,
        slot: 'paytrace',
        input: mapping([
          copy('hpf_token', 'trigger.order.payment.hpf_token'),
          copy('enc_key', 'trigger.order.payment.enc_key'),
          copy('amount', 'trigger.order.total'),
          copy('invoice_id', 'trigger.order.id'),
          copy('email', 'trigger.order.customer.email'),
        ]),
      },
      {
        kind: 'stop',
        id: 'refused',
        name: 'Refused after review',
        message: 'The order was refused, or nobody decided in time. Nothing was reserved. Tell the customer.',
      },
    ],
    lines: [
      [start, 'risk'],
      ['risk', 'blocked', 'block'],
      ['risk', 'review', 'review'],
      ['risk', 'authorize', 'default'],
      ['review', 'authorize', 'allow'],
      ['review', 'refused', 'refuse'],
      ['review', 'refused', 'timeout'],
    ],
  }),
};
