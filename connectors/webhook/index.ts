import { defineConnector } from '@penstock/connector-sdk';
import { signedWebhook } from './triggers/signed-webhook';

/** Takes JSON from any program that can sign it: shops, gateways, middleware, own scripts. */
export const webhook = defineConnector({
  id: 'webhook',
  title: 'Webhook',
  summary: 'Starts a flow when another program posts signed JSON.',
  category: 'general',
  mark: 'M12 2a5 5 0 0 1 4.6 7l2.6 4.5a5 5 0 1 1-1.7 1L14 8.400a3 3 0 1 0-4 0L7.200 13.200a3 3 0 1 0 2.700 3.800H16v2h-4.600a5 5 0 1 1-5.800-7.700l2-3.400A5 5 0 0 1 12 2z',
  apiRevision: 'Standard Webhooks 1.0.0',
  actions: [],
  triggers: [signedWebhook],
});
