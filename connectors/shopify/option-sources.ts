import { defineOptions, idText, matchingOptions, type Option, type OptionsContext } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callShop } from './api';
import { numericId, orderWire } from './orders';
import type { ShopifySettings } from './settings';

const locationWire = z.looseObject({ id: idText, name: z.string(), city: z.string().nullish(), active: z.boolean().default(true) });
const transactionWire = z.looseObject({ id: idText, kind: z.string(), status: z.string(), amount: z.string(), gateway: z.string().nullish(), currency: z.string().nullish() });

/** Shopify sends at most 1,000 locations, in one answer. Needs the scope read_locations. */
const locations = defineOptions<ShopifySettings>({
  title: 'Locations',
  async load(context, { search }) {
    const { locations: all } = await callShop(context, { method: 'GET', path: 'locations.json', answer: z.looseObject({ locations: z.array(locationWire) }), what: 'list of locations' });
    const open = all.filter(({ active }) => active);
    return { options: matchingOptions(open.map(({ id, name, city }): Option => ({ value: id, label: name, ...(city && { detail: city }) })), search) };
  },
});

/** The newest fifty, or the one with the searched number: Shopify searches orders by their name alone. */
const orders = defineOptions<ShopifySettings>({
  title: 'Orders',
  async load(context, { search }) {
    const { orders: all } = await callShop(context, {
      method: 'GET',
      path: 'orders.json',
      query: { status: 'any', limit: '50', ...(search !== undefined && { name: search }) },
      answer: z.looseObject({ orders: z.array(orderWire) }),
      what: 'list of orders',
    });
    return { options: all.map(({ id, name, total_price: total, currency, financial_status: status }) => ({ value: id, label: name || id, detail: [`${total} ${currency}`, status].filter(Boolean).join(' · ') })) };
  },
});

/** Payments of one order that money can be given back of. */
const payments = defineOptions<ShopifySettings>({
  title: 'Payments of the order',
  needs: ['orderId'],
  async load(context, { search, depends }) {
    const given = (await transactionsOf(context, depends.orderId ?? '')).filter(({ kind, status }) => ['sale', 'capture'].includes(kind) && status === 'success');
    const options = given.map(({ id, kind, amount, currency, gateway }): Option => ({ value: id, label: [amount, currency].filter(Boolean).join(' '), detail: [kind, gateway].filter(Boolean).join(' · ') }));
    return { options: matchingOptions(options, search) };
  },
});

/** What is no number is no order: such a path would lead elsewhere. */
async function transactionsOf(context: OptionsContext<ShopifySettings>, orderId: string) {
  const id = numericId.safeParse(orderId);
  if (!id.success) return [];
  const { transactions } = await callShop(context, { method: 'GET', path: `orders/${id.data}/transactions.json`, answer: z.looseObject({ transactions: z.array(transactionWire) }), what: 'list of payments' });
  return transactions;
}

export const optionSources = { locations, orders, payments };
