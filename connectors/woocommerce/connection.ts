import { defineConnection } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callWoo } from './api';
import { settings, type WooSettings } from './settings';

/** HTTP basic with the pair of keys; the store must be reached by https. */
export const connection = defineConnection<WooSettings>({
  settings,
  secrets: [{ name: 'consumerSecret', title: 'Consumer secret', description: 'Begins with cs_.' }],
  baseUrl: ({ address }) => address,
  auth: { kind: 'headers', headers: ({ consumerKey }) => ({ authorization: { $secret: 'consumerSecret', basicUser: consumerKey } }) },
  fingerprint: ({ address }) => `woocommerce:${new URL(address).host}${new URL(address).pathname.replace(/\/$/, '')}`,
  async test(context) {
    await callWoo(context, { method: 'GET', path: 'orders', query: { per_page: '1' }, answer: z.array(z.unknown()), what: 'list of orders' });
    return { summary: `${new URL(context.settings.address).host} answers and accepts the keys.` };
  },
});
