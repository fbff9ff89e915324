import type { Json } from '@penstock/kernel';
import type { SimulatorReply } from '@penstock/connector-sdk/simulator';
import type { Company } from './company';
import { restError, NOT_FOUND } from './rest-envelope';
import { comparable, type Row } from './table-store';
import { items, members } from './transaction-set';

/** `POST transaction/get`: the whole window of each state, one transaction per state. Only the Order window answers. */
export function readOrders({ store }: Company, json: Json): SimulatorReply {
  const request = members(json);
  if (request['ServiceName'] !== 'Order') return { status: 500, body: '' };
  const orders = items(request['TransactionStates']).map((state) => {
    const [key] = items(members(state)['Keys']).map(members);
    return store.table('oe_hdr').find('order_no', String(key?.['Value'] ?? ''))[0];
  });
  return {
    status: 200,
    body: {
      Name: 'Order',
      UseCodeValues: false,
      IgnoreDisabled: false,
      Transactions: orders.map((order) => ({
        Status: 'New',
        DataElements: order
          ? [orderElement(order), linesElement(store.table('oe_line').find('order_no', order['order_no'] ?? ''))]
          : [],
      })),
    },
  };
}

const edits = (values: Readonly<Record<string, Json | undefined>>): Json => ({
  Edits: Object.entries(values).map(([Name, value]) => ({
    Name,
    Value: value === null || value === undefined ? '' : comparableText(value),
  })),
  RelativeDateEdits: [],
});

const comparableText = (value: Json): string => (typeof value === 'string' ? value : comparable(value));

const orderElement = (order: Row): Json => ({
  Name: 'TABPAGE_1.order',
  Type: 'Form',
  Keys: ['order_no'],
  Rows: [
    edits({
      order_no: order['order_no'],
      customer_id: order['customer_id'],
      company_id: order['company_id'],
      sales_loc_id: order['location_id'],
      source_loc_id: order['source_location_id'],
      ship_to_id: order['address_id'],
      po_no: order['po_no'],
      taker: order['taker'],
    }),
  ],
});

const linesElement = (lines: readonly Row[]): Json => ({
  Name: 'TP_ITEMS.items',
  Type: 'List',
  Keys: ['oe_order_item_id'],
  Rows: lines.map((line) =>
    edits({
      oe_order_item_id: line['item_id'],
      unit_quantity: line['unit_quantity'],
      user_line_no: line['user_line_no'],
      unit_price: line['unit_price'],
    }),
  ),
});

/** `GET /api/service/serviceorders/{orderNo}` returns any order of `oe_hdr`, whatever its name says. */
export function readServiceOrder({ store }: Company, orderNo: string): SimulatorReply {
  const order = store.table('oe_hdr').find('order_no', orderNo)[0];
  if (!order) {
    const said = `Your query did not yield any results. No resources found for query string "GetById ${orderNo}".`;
    return restError(404, said, NOT_FOUND);
  }
  return {
    status: 200,
    body: {
      // Children are null on a read, whatever the order has.
      Lines: null,
      Salesreps: null,
      Notes: null,
      OrderNo: order['order_no'] ?? null,
      CustomerId: order['customer_id'] ?? null,
      CompanyId: order['company_id'] ?? null,
      LocationId: order['location_id'] ?? null,
      PoNo: order['po_no'] ?? null,
      ContactId: order['contact_id'] ?? null,
      Ship2Name: order['ship2_name'] ?? null,
    },
  };
}
