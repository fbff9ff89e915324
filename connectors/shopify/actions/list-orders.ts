import { collectPages, defineAction, nextLink } from '@penstock/connector-sdk';
import { z } from 'zod';
import { exchangeWithShop } from '../api';
import { order, orderSample, orderWire } from '../orders';
import type { ShopifyContext, ShopifySettings } from '../settings';

const pageSize = '250';

const input = z.strictObject({
  updatedFrom: z.iso.datetime({ offset: true }).meta({ title: 'Changed from', description: 'Included.' }),
  updatedTo: z.iso.datetime({ offset: true }).optional().meta({ title: 'Changed until' }),
  status: z.enum(['any', 'open', 'closed', 'cancelled']).default('any').meta({ title: 'Status' }),
  maxOrders: z.int().min(1).max(10_000).default(1_000).meta({ title: 'Most orders', description: 'More than these, and the step fails: a part must not pass for the whole.' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({ orders: z.array(order).meta({ title: 'Orders' }) });

export const listOrders = defineAction<ShopifySettings, Input, z.output<typeof output>>({
  id: 'list-orders',
  version: 1,
  title: 'List orders',
  summary: 'Reads all orders that changed in a range of time.',
  contract: { class: 'R' },
  input,
  output,
  sample: { orders: [orderSample] },
  async run(context, { maxOrders, ...range }) {
    return { orders: await collectPages((next) => readPage(context, range, next), { maxItems: maxOrders }) };
  },
});

async function readPage(context: ShopifyContext, { updatedFrom, updatedTo, status }: Omit<Input, 'maxOrders'>, next: string | undefined) {
  // A page token stands for the whole query; Shopify refuses it beside other filters.
  const query = next
    ? { limit: pageSize, page_info: next }
    : { limit: pageSize, status, updated_at_min: updatedFrom, ...(updatedTo !== undefined && { updated_at_max: updatedTo }) };
  const { answer, response } = await exchangeWithShop(context, {
    method: 'GET',
    path: 'orders.json',
    query,
    answer: z.looseObject({ orders: z.array(orderWire) }),
    what: 'list of orders',
  });
  const link = nextLink(response) ?? '';
  return { items: answer.orders, next: URL.canParse(link) ? (new URL(link).searchParams.get('page_info') ?? undefined) : undefined };
}
