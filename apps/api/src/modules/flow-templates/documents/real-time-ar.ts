import { gatewayPayment } from '../../../demo/flows/gateway-payment';
import type { FlowTemplateSource } from './build-template';
import { aPayment } from './payment-trigger';

export const realTimeAr: FlowTemplateSource = {
  id: 'payment-p21-receipt',
  category: 'payments',
  summary: 'Every approved payment is read back from PayTrace and booked at once as an AR receipt on the invoice it names.',
  adapt: [
    'Which invoices another flow books already (step “Confirmed and not a shop order?”).',
    'The Prophet 21 customer that payments without an invoice are booked on (step “Post the AR receipt”).',
  ],
  sample: aPayment('approved'),
  document: gatewayPayment,
};
