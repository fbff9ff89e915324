import type { Verdict } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { idOf, isSameText, textOf } from '../answer';
import type { P21Context } from '../api';
import { equals, readRows, textLiteral } from '../odata';
import { absentIfReadable } from '../read-back';
import { orderFromRow } from './order-mapping';
import type { CreatedOrder } from './order-shape';

/** What an order is found again by, however it was entered. */
export interface OrderReference {
  readonly poNo: string;
  readonly customerId: string;
}

/** PO numbers are the customers' own, so another customer may have used the same one: that order is not ours. */
export async function findOrder(
  context: P21Context,
  { poNo, customerId }: OrderReference,
): Promise<Verdict<CreatedOrder>> {
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
