import { cardPayment } from '../../../demo/flows/card-payment';
import type { FlowTemplateSource } from './build-template';

export const orderToCash: FlowTemplateSource = {
  id: 'order-payment-erp',
  category: 'orders',
  summary: 'A web order is charged in PayTrace and entered in Prophet 21, with its payment and an AR receipt.',
  adapt: [
    'The path your shop posts its orders to, and the secret it signs them with.',
    'Which payment type of Prophet 21 stands for card payments (step “Prepare the order”).',
    'Who is named as taker of web orders (step “Create the sales order”).',
  ],
  sample: {
    order: {
      id: 'WEB-1001',
      placed_at: '2026-05-04T19:12:44Z',
      total: '129.90',
      currency: 'USD',
      customer: { erp_id: '100198', company: 'Harbor Mechanical', first_name: 'Ann', last_name: 'Reyes', email: 'ap@harbormechanical.example' },
      payment: { hpf_token: 'demo-token', enc_key: 'demo-key' },
      lines: [{ sku: 'PUMP-25W', quantity: 1 }],
    },
  },
  document: cardPayment,
};
