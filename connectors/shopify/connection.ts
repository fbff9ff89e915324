import { defineConnection } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callShop } from './api';
import { settings, type ShopifySettings } from './settings';

/** An Admin API token of a custom app: it does not expire. */
export const connection = defineConnection<ShopifySettings>({
  settings,
  secrets: [
    {
      name: 'accessToken',
      title: 'Admin API access token',
      description: 'Of a custom app, begins with shpat_. Scopes: read_orders, write_orders, read_locations, write_merchant_managed_fulfillment_orders.',
    },
  ],
  baseUrl: ({ address }) => address,
  auth: { kind: 'headers', headers: () => ({ 'x-shopify-access-token': { $secret: 'accessToken' } }) },
  fingerprint: ({ address }) => `shopify:${new URL(address).host}`,
  async test(context) {
    const answer = await callShop(context, { method: 'GET', path: 'shop.json', answer: z.looseObject({ shop: z.looseObject({ name: z.string() }) }), what: 'shop' });
    return { summary: `Signed in to the shop “${answer.shop.name}”.` };
  },
});
