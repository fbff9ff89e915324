import { ConnectorFailure, defineOptions, matchingOptions } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callWoo } from './api';
import { orderWire } from './orders';
import type { WooSettings } from './settings';

const PAGE_SIZE = 50;
const statusWire = z.looseObject({ slug: z.string(), name: z.string(), total: z.union([z.string(), z.number()]).optional() });

/** Those of this shop, with the ones that plugins brought. */
const orderStatuses = defineOptions<WooSettings>({
  title: 'Order statuses',
  async load(context, { search }) {
    const { answer } = await callWoo(context, { method: 'GET', path: 'reports/orders/totals', answer: z.array(statusWire), what: 'list of order statuses' });
    return { options: matchingOptions(answer.map(({ slug, name, total }) => ({ value: slug, label: name, ...(total !== undefined && { detail: `${total} orders` }) })), search) };
  },
});

const orders = defineOptions<WooSettings>({
  title: 'Orders',
  async load(context, { search, cursor }) {
    const page = pageOf(cursor);
    const query = { per_page: String(PAGE_SIZE), page: String(page), ...(search !== undefined && { search }) };
    const { answer, response } = await callWoo(context, { method: 'GET', path: 'orders', query, answer: z.array(orderWire), what: 'list of orders' });
    const hasMore = page < Number(response.headers['x-wp-totalpages'] ?? '0');
    return {
      options: answer.map(({ id, number, total, currency, status }) => ({ value: id, label: `Order ${number || id}`, detail: `${total} ${currency} · ${status}` })),
      ...(hasMore && { nextCursor: String(page + 1) }),
    };
  },
});

/** Pages are counted from one. @throws ConnectorFailure for a cursor of another shape. */
function pageOf(cursor = '1'): number {
  if (/^[1-9]\d{0,4}$/.test(cursor)) return Number(cursor);
  throw new ConnectorFailure({ class: 'config', code: 'OPTIONS_CURSOR_INVALID', message: 'The list cannot be continued at this place. Nothing was asked of the shop.', remedy: 'Open the list again.' });
}

export const optionSources = { 'order-statuses': orderStatuses, orders };
