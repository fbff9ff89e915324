import type { ConnectorContext } from '@penstock/connector-sdk';
import { z } from 'zod';

export const settings = z.strictObject({
  address: z.url({ protocol: /^https?$/ }).meta({ title: 'Shop address', description: 'The permanent one: https://<shop>.myshopify.com.' }),
  apiVersion: z
    .string()
    .regex(/^20\d{2}-(01|04|07|10)$/, 'e.g. 2025-10')
    .default('2025-10')
    .meta({ title: 'API version', description: 'Shopify supports each for a year.' }),
});
export type ShopifySettings = z.output<typeof settings>;
export type ShopifyContext = ConnectorContext<ShopifySettings>;

export const system = { system: 'Shopify', codePrefix: 'SHOPIFY' };
