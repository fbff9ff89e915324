import { collectPages, defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callWoo } from '../api';
import { order, orderSample, orderWire } from '../orders';
import type { WooContext, WooSettings } from '../settings';

const pageSize = 100;

const input = z.strictObject({
  modifiedFrom: z.iso.datetime().meta({ title: 'Changed after', description: 'UTC, e.g. 2026-05-04T00:00:00Z.' }),
  modifiedTo: z.iso.datetime().optional().meta({ title: 'Changed before' }),
  status: z.string().trim().regex(/^[a-z0-9-]{1,40}$/, 'A status such as processing').default('any').meta({ title: 'Status', description: 'any: all of them.', options: 'order-statuses' }),
  maxOrders: z.int().min(1).max(10_000).default(1_000).meta({ title: 'Most orders', description: 'More than these, and the step fails: a part must not pass for the whole.' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({ orders: z.array(order).meta({ title: 'Orders' }) });

export const listOrders = defineAction<WooSettings, Input, z.output<typeof output>>({
  id: 'list-orders',
  version: 1,
  title: 'List orders',
  summary: 'Reads all orders that changed in a range of time.',
  contract: { class: 'R' },
  input,
  output,
  sample: { orders: [orderSample] },
  async run(context, { maxOrders, ...range }) {
    return { orders: await collectPages((next) => readPage(context, range, next ?? '1'), { maxItems: maxOrders }) };
  },
});

/** Sorted by id, so that an order that changes meanwhile does not push another one over the edge of a page. */
async function readPage(context: WooContext, { modifiedFrom, modifiedTo, status }: Omit<Input, 'maxOrders'>, page: string) {
  const query = {
    per_page: String(pageSize),
    page,
    status,
    orderby: 'id',
    order: 'asc',
    dates_are_gmt: 'true',
    modified_after: modifiedFrom,
    ...(modifiedTo !== undefined && { modified_before: modifiedTo }),
  };
  const { answer, response } = await callWoo(context, { method: 'GET', path: 'orders', query, answer: z.array(orderWire), what: 'list of orders' });
  const pages = Number(response.headers['x-wp-totalpages'] ?? '');
  const isLast = Number.isInteger(pages) && pages > 0 ? Number(page) >= pages : answer.length < pageSize;
  return { items: answer, next: isLast ? undefined : String(Number(page) + 1) };
}
