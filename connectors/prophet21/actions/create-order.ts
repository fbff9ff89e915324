import { defineAction } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { businessDate } from '../dates';
import { MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import { generatedValue, postTransaction } from '../transaction';
import { findOrder } from './find-order';
import { orderToTransaction } from './order-mapping';
import { createdOrder, orderInput, type CreatedOrder, type OrderInput } from './order-shape';

export const createOrder = defineAction<Prophet21Settings, OrderInput, CreatedOrder>({
  id: 'create-order',
  version: 1,
  title: 'Create a sales order',
  summary: 'Enters a sales order, with the payment that came with it. Writes to the ledger.',
  contract: {
    class: 'L',
    kind: 'ledger',
    businessKey: ({ poNo, customerId }) => `order:${customerId}:${poNo}`,
    amount: ({ remittance }) => remittance && { value: Decimal.from(remittance.amount), currency: remittance.currency },
    verify: (context, { input }) => findOrder(context, input),
    compensate: { action: 'cancel-order', input: ({ output }) => ({ orderNo: output.orderNo }) },
    undoWindow: 'until the order is shipped',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: orderInput,
  output: createdOrder,
  sample: { orderNo: '1013938', poNo: 'WEB-1001', customerId: '100198', companyId: 'HSC' },
  async run(context, input) {
    const { settings, clock } = context;
    const today = businessDate(clock.now(), settings.timezone);
    const answer = await postTransaction(context, orderToTransaction(input, { settings, today }));
    const orderNo = generatedValue(answer, 'order_no');
    if (orderNo !== undefined && settings.readBack === 'when-needed') {
      return { orderNo, poNo: input.poNo, customerId: input.customerId, companyId: settings.companyId };
    }
    return readBackOrThrow(() => findOrder(context, input), `order ${orderNo ?? input.poNo}`);
  },
  remoteId: ({ orderNo }) => orderNo,
});
