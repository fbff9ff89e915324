import { defineAction, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { idOf, textOf } from '../answer';
import type { P21Context } from '../api';
import { text } from '../fields';
import { equals, readPage, textLiteral } from '../odata';
import { MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import { postTransaction } from '../transaction';
import { cancellationToTransaction } from './order-mapping';

const cancelInput = z.strictObject({
  orderNo: text(8).meta({ title: 'Order number', options: 'orders' }),
});
const cancelledOrder = z.object({
  orderNo: z.string().meta({ title: 'Order number' }),
  cancelled: z.boolean().meta({ title: 'Cancelled' }),
});
type CancelInput = z.infer<typeof cancelInput>;
type CancelledOrder = z.infer<typeof cancelledOrder>;

export const cancelOrder = defineAction<Prophet21Settings, CancelInput, CancelledOrder>({
  id: 'cancel-order',
  version: 1,
  title: 'Cancel a sales order',
  summary:
    'Marks a sales order as cancelled. A payment that came with it is not given back by this. Writes to the ledger.',
  contract: {
    // Cancelling twice is cancelling once.
    class: 'I',
    kind: 'ledger',
    businessKey: ({ orderNo }) => `order-cancellation:${orderNo}`,
    verify: (context, { input }) => findCancellation(context, input.orderNo),
    undoWindow: 'not at all: enter the order again under a new reference',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: cancelInput,
  output: cancelledOrder,
  sample: { orderNo: '1013938', cancelled: true },
  async run(context, { orderNo }) {
    await postTransaction(context, cancellationToTransaction(orderNo));
    // Success is reported also where the column was ignored, so only the order itself tells.
    return readBackOrThrow(() => findCancellation(context, orderNo), `the cancellation of order ${orderNo}`);
  },
  remoteId: ({ orderNo }) => orderNo,
});

async function findCancellation(context: P21Context, orderNo: string): Promise<Verdict<CancelledOrder>> {
  const [order] = await readPage(
    context,
    {
      table: 'oe_hdr',
      select: ['order_no', 'company_id', 'cancel_flag'],
      where: [equals('order_no', textLiteral(orderNo)), equals('company_id', textLiteral(context.settings.companyId))],
    },
    { top: 1 },
  );
  if (!order || idOf(order['order_no']) !== orderNo) {
    return { verdict: 'unsure', reason: `order ${orderNo} cannot be read at all` };
  }
  if (textOf(order['cancel_flag']) === 'Y') {
    return { verdict: 'found', output: { orderNo, cancelled: true }, remoteId: orderNo };
  }
  return { verdict: 'absent', evidence: `order ${orderNo} is readable and not marked as cancelled` };
}
