import { defineAction, type Verdict } from '@penstock/connector-sdk';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { idOf, isSameText, textOf } from '../answer';
import type { P21Context } from '../api';
import { businessDate } from '../dates';
import { equals, readRows, textLiteral } from '../odata';
import { absentIfReadable, MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import { generatedValue, postTransaction } from '../transaction';
import { orderFromRow, orderToTransaction } from './order-mapping';
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
    return readBackOrThrow(await findOrder(context, input), `order ${orderNo ?? input.poNo}`);
  },
  remoteId: ({ orderNo }) => orderNo,
});

/** PO numbers are the customers' own, so another customer may have used the same one: that order is not ours. */
async function findOrder(context: P21Context, { poNo, customerId }: OrderInput): Promise<Verdict<CreatedOrder>> {
  const company = equals('company_id', textLiteral(context.settings.companyId));
  const rows = await readRows(
    context,
    {
      table: 'oe_hdr',
      select: ['order_no', 'po_no', 'customer_id', 'company_id', 'cancel_flag', 'delete_flag'],
      where: [equals('po_no', textLiteral(poNo)), company],
      orderBy: ['order_no'],
    },
    MOST_MATCHES,
  );
  const ours = rows.filter((row) => idOf(row['customer_id']) === customerId && isSameText(textOf(row['po_no']), poNo));
  if (ours.length === 0) {
    const lookedFor = `order with PO number ${poNo} of customer ${customerId}`;
    return absentIfReadable(context, { table: 'oe_hdr', companyColumn: 'company_id' }, lookedFor);
  }
  return orderVerdict(ours);
}

const MOST_MATCHES = 50;

/** A cancelled order was created all the same; it counts as a duplicate only when it is still live. */
function orderVerdict(rows: readonly JsonObject[]): Verdict<CreatedOrder> {
  const live = rows.filter((row) => textOf(row['cancel_flag']) !== 'Y' && textOf(row['delete_flag']) !== 'Y');
  const output = orderFromRow((live[0] ?? rows[0]) as JsonObject);
  if (live.length > 1) return { verdict: 'duplicate', output, remoteIds: live.map((row) => idOf(row['order_no'])) };
  return { verdict: 'found', output, remoteId: output.orderNo };
}
