import { defineTrigger } from '@penstock/connector-sdk';
import type { PayTraceSettings } from '../settings';
import { paymentEvent, paymentSettings, type PaymentSettings } from './payment-event';
import { paymentPoll } from './payment-poll';
import { paymentWebhook } from './payment-webhook';
import { silentPost } from './silent-post';

export const payment = defineTrigger<PayTraceSettings, PaymentSettings>({
  id: 'payment',
  version: 1,
  title: 'Payment',
  summary: 'A payment was approved, declined, refunded, voided, settled or disputed.',
  settings: paymentSettings,
  event: paymentEvent,
  sample: {
    merchant: 'demo-merchant',
    transaction_id: '392483066',
    status: 'approved',
    amount: '19.99',
    invoice_id: 'WEB-1001',
    customer_id: 'ACME-17',
    created_at: '2026-05-04T19:12:44.000Z',
    source: 'webhook',
  },
  channels: [paymentWebhook, silentPost],
  poll: paymentPoll,
});
