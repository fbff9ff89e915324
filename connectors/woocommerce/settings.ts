import type { ConnectorContext } from '@penstock/connector-sdk';
import { z } from 'zod';

export const settings = z.strictObject({
  address: z.url({ protocol: /^https?$/ }).meta({ title: 'Shop address', description: 'Where WordPress answers, e.g. https://shop.example.com.' }),
  consumerKey: z.string().trim().regex(/^ck_[A-Za-z0-9]{8,64}$/, 'Begins with ck_').meta({ title: 'Consumer key', description: 'WooCommerce → Settings → Advanced → REST API, with rights to read and write.' }),
});
export type WooSettings = z.output<typeof settings>;
export type WooContext = ConnectorContext<WooSettings>;

export const system = { system: 'WooCommerce', codePrefix: 'WOOCOMMERCE' };
