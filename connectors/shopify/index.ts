import { answerErrors, defineConnector } from '@penstock/connector-sdk';
import { createFulfillment } from './actions/create-fulfillment';
import { createRefund } from './actions/create-refund';
import { getOrder } from './actions/get-order';
import { listOrders } from './actions/list-orders';
import { connection } from './connection';
import { optionSources } from './option-sources';
import { system } from './settings';
import { orderEvent } from './triggers/order-event';

export const shopify = defineConnector({
  id: 'shopify',
  title: 'Shopify',
  summary: 'Orders, refunds and fulfilment of a Shopify shop.',
  category: 'general',
  // A bag with a keyhole.
  mark: 'M8 7V6a4 4 0 0 1 8 0v1h3l1 14H4L5 7zm2 0h4V6a2 2 0 0 0-4 0zm-3.100 2-.700 10h11.600l-.700-10zM12 11a1.500 1.500 0 0 1 1 2.600l.500 2.900h-3l.500-2.900a1.500 1.500 0 0 1 1-2.600z',
  apiRevision: 'Admin REST API 2025-10',
  connection,
  actions: [getOrder, listOrders, createRefund, createFulfillment],
  triggers: [orderEvent],
  optionSources,
  errors: [
    { code: 'SHOPIFY_REFUND_FAILED', cause: 'The refund was recorded, but the payment provider refused it; no money moved.', remedy: 'Look at the order in Shopify, then refund it there or by another way.' },
    { code: 'SHOPIFY_NOTHING_TO_FULFIL', cause: 'The order is fulfilled, cancelled or on hold.', remedy: 'Look at the order in Shopify.' },
    { code: 'SHOPIFY_EVENT_INVALID', cause: 'A delivery that is no Shopify event.', remedy: 'Point a Shopify webhook in JSON format at this address.' },
    { code: 'TOO_MANY_RECORDS', cause: 'More orders changed in this range than the step allows.', remedy: 'Narrow the range, or raise the limit of the step.' },
    { code: 'PAGES_IN_A_CIRCLE', cause: 'Shopify led back to a page that was read already.', remedy: 'None: it is tried again.' },
    ...answerErrors(system),
  ],
  limits: [
    'Shopify allows about two calls a second per shop; more are answered with 429 and wait by themselves.',
    'A refund gives back one payment; refunds of several payments take a step each.',
    'A fulfilment sends everything that is open, or all that one location sends; single lines are not covered.',
    'A refund cannot be undone.',
  ],
});
