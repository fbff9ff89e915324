import { answerErrors, defineConnector } from '@penstock/connector-sdk';
import { createRefund } from './actions/create-refund';
import { getOrder } from './actions/get-order';
import { listOrders } from './actions/list-orders';
import { setOrderStatus } from './actions/set-order-status';
import { connection } from './connection';
import { optionSources } from './option-sources';
import { system } from './settings';
import { orderEvent } from './triggers/order-event';

export const woocommerce = defineConnector({
  id: 'woocommerce',
  title: 'WooCommerce',
  summary: 'Orders, refunds and order statuses of a WooCommerce shop.',
  category: 'general',
  // A shopping cart.
  mark: 'M2 3h3.200l.800 3H22l-2.500 9H8L5.600 5H2zm5 5l1.500 5h9.500l1.300-5zM9 17a2 2 0 1 1 0 4 2 2 0 0 1 0-4zm9 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  apiRevision: 'REST API v3',
  connection,
  actions: [getOrder, listOrders, createRefund, setOrderStatus],
  triggers: [orderEvent],
  optionSources,
  errors: [
    { code: 'WOOCOMMERCE_REFUND_NOT_PAID', cause: 'The refund was written down, but the payment gateway gave no money back.', remedy: 'Give the money back by the gateway, or delete the refund in WooCommerce.' },
    { code: 'WOOCOMMERCE_EVENT_INVALID', cause: 'A delivery that is no WooCommerce event.', remedy: 'Point a WooCommerce webhook for orders at this address.' },
    { code: 'TOO_MANY_RECORDS', cause: 'More orders changed in this range than the step allows.', remedy: 'Narrow the range, or raise the limit of the step.' },
    { code: 'PAGES_IN_A_CIRCLE', cause: 'The shop led back to a page that was read already.', remedy: 'None: it is tried again.' },
    ...answerErrors(system),
  ],
  limits: [
    'Refunds go through the gateway of the order, which must support refunds.',
    'When a webhook is saved, WooCommerce posts a form to try the address; it is refused, which does no harm.',
    'An order that reaches the same status twice starts one run.',
    'Tracking numbers belong to plugins and are not covered.',
  ],
});
