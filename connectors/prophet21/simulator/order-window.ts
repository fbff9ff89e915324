import { Decimal } from '@penstock/kernel';
import type { SimulatorEffect } from '@penstock/connector-sdk/simulator';
import { API_USER, audit, demoCompanyId, serverDate, serverTime, type Company } from './company';
import { editAmount, editDate, required, within } from './edit-values';
import { remittanceRows } from './order-remittance';
import { money, type ChangeSet, type Row } from './table-store';
import { collapsed, WindowRefusal, type ResultElement, type WindowElement } from './transaction-set';
import { windows } from './window-definitions';

/** What saving a window did: the rows, the line for the judge of a crash test, and the generated keys. */
export interface Saved {
  readonly changes: ChangeSet;
  /** Absent for changes that are no new document. */
  readonly effect?: SimulatorEffect;
  readonly results: readonly ResultElement[];
}

type Edits = ReadonlyMap<string, string>;
const noEdits: Edits = new Map();

export const firstRow = (elements: readonly WindowElement[], name: string): Edits | undefined =>
  elements.find((element) => element.name === name)?.rows[0];

/** Saves the Order window. An existing `order_no` opens that order and upserts its lines. @throws WindowRefusal */
export function saveOrder(company: Company, elements: readonly WindowElement[]): Saved {
  const header = firstRow(elements, 'TABPAGE_1.order') ?? noEdits;
  return header.get('order_no') ? changeOrder(company, elements, header) : createOrder(company, elements, header);
}

function createOrder(company: Company, elements: readonly WindowElement[], header: Edits): Saved {
  const { store } = company;
  const order = headerRow(company, header);
  const lines = lineEdits(elements).map((edits, index) => lineRow(company, { order, edits, index }));
  if (lines.length === 0) throw new WindowRefusal('An order needs at least one line item.');

  const total = lines.reduce((sum, line) => sum.plus(line['extended_price'] as Decimal), Decimal.zero);
  const orderNo = String(store.next('order'));
  const orderUid = store.next('orderUid');
  const remittance = firstRow(elements, 'TP_REMITTANCES.remittances');
  const card = firstRow(elements, 'TP_CCTRANSACTIONRESPONSE.cctransactionresponse');
  const payment = remittance ? remittanceRows(company, { orderNo, edits: remittance, card }) : undefined;
  const changes: ChangeSet = {
    insert: [
      ['oe_hdr', { ...order, order_no: orderNo, oe_hdr_uid: orderUid }],
      ...lines.map((line) => ['oe_line', { ...line, order_no: orderNo, oe_hdr_uid: orderUid }] as const),
      ...(payment?.insert ?? []),
    ],
    update: [],
  };
  const amount = total.round(2, 'half-up').toString();
  return {
    changes,
    effect: { kind: 'order', key: String(order['po_no'] ?? ''), id: orderNo, amount, data: changes },
    results: [
      { name: 'TABPAGE_1.order', edits: { order_no: orderNo, customer_id: String(order['customer_id']) } },
      ...(payment ? [{ name: 'TP_REMITTANCES.remittances', edits: { payment_number: payment.paymentNumber } }] : []),
    ],
  };
}

function headerRow(company: Company, header: Edits): Row {
  const { store, clock } = company;
  const customerId = Number(required(header.get('customer_id'), 'customer_id'));
  const customer = store.table('customer').find('customer_id', customerId)[0];
  if (!customer || customer['delete_flag'] === 'Y' || customer['company_id'] !== demoCompanyId)
    throw new WindowRefusal('Enter a valid ID or leave ID blank. (customer_id)');
  if (!header.get('source_loc_id'))
    throw new WindowRefusal('Jurisdiction ID for Order Header Tax could not be determined.');
  const orderDate = editDate(header.get('order_date'), serverDate(clock));
  const requestedDate = editDate(header.get('requested_date'), orderDate);
  if (requestedDate < orderDate) throw new WindowRefusal('Requested date must not be before the order date.');
  return {
    company_id: demoCompanyId,
    customer_id: customerId,
    address_id: Number(shipTo(company, customerId, header.get('ship_to_id'))),
    location_id: locationOf(header.get('sales_loc_id'), 'sales_loc_id'),
    source_location_id: locationOf(header.get('source_loc_id'), 'source_loc_id'),
    contact_id: within(header.get('contact_id'), 'contact_id', 16),
    po_no: within(header.get('po_no'), 'po_no', 50),
    taker: within(header.get('taker'), 'taker', 30) ?? API_USER,
    source_id: within(header.get('source_id'), 'source_id', 8),
    web_reference_no: null,
    order_date: orderDate,
    requested_date: requestedDate,
    ship2_name: customer['customer_name'] ?? null,
    approved: header.get('approved') === 'OFF' ? 'N' : 'Y',
    projected_order: header.get('quote') === 'ON' ? 'Y' : 'N',
    completed: 'N',
    cancel_flag: 'N',
    delete_flag: 'N',
    rma_flag: 'N',
    validation_status: 'OK',
    source_code_no: 706,
    freight_out: money(0),
    ...audit(clock),
  };
}

function locationOf(value: string | undefined, field: string): number | null {
  if (value === undefined || value === '') return null;
  if (/^\d{1,8}$/.test(value)) return Number(value);
  throw new WindowRefusal(`Enter a valid ID or leave ID blank. (${field})`);
}

/** The window fills in the ship-to of a customer that has only one. */
function shipTo({ store }: Company, customerId: number, wanted: string | undefined): string {
  const known = store.table('ship_to').find('customer_id', customerId);
  if (wanted === undefined || wanted === '') {
    if (known.length === 1) return String(known[0]?.['ship_to_id']);
    throw new WindowRefusal('This column is required. (ship_to_id)');
  }
  if (known.some((row) => String(row['ship_to_id']) === wanted)) return wanted;
  throw new WindowRefusal('Enter a valid ID or leave ID blank. (ship_to_id)');
}

function lineEdits(elements: readonly WindowElement[]): readonly Edits[] {
  const declared = windows['Order']?.['TP_ITEMS.items']?.keys ?? [];
  const lists = elements.filter(({ name }) => name === 'TP_ITEMS.items');
  return lists.flatMap((element) => collapsed(element, declared));
}

interface LineEntry {
  readonly order: Row;
  readonly edits: Edits;
  readonly index: number;
}

function lineRow({ store, clock }: Company, { edits, index }: LineEntry): Row {
  const itemId = required(edits.get('oe_order_item_id'), 'oe_order_item_id');
  const item = store.table('inv_mast').find('item_id', itemId)[0];
  if (!item || item['delete_flag'] === 'Y') throw new WindowRefusal(`Item ID not found: ${itemId}`);
  const quantity = editAmount(required(edits.get('unit_quantity'), 'unit_quantity'), 'unit_quantity');
  const typedPrice = edits.get('unit_price');
  const price = typedPrice ? editAmount(typedPrice, 'unit_price') : (item['price1'] as Decimal);
  return {
    company_no: demoCompanyId,
    line_no: index + 1,
    oe_line_uid: store.next('lineUid'),
    // As typed: a lower-case id is accepted and later found by nothing.
    item_id: itemId,
    inv_mast_uid: item['inv_mast_uid'] ?? null,
    user_line_no: edits.get('user_line_no') ?? null,
    unit_of_measure: item['base_unit'] ?? null,
    unit_quantity: money(quantity),
    unit_price: money(price),
    extended_price: money(quantity.times(price)),
    delete_flag: 'N',
    ...audit(clock),
  };
}

function cancelOrder({ clock }: Company, order: Row): Saved {
  if (order['completed'] === 'Y') throw new WindowRefusal('A completed order cannot be cancelled.');
  const orderNo = String(order['order_no']);
  const results: Saved['results'] = [{ name: 'TABPAGE_1.order', edits: { order_no: orderNo } }];
  if (order['cancel_flag'] === 'Y') return { changes: { insert: [], update: [] }, results };
  const patch = { cancel_flag: 'Y', date_last_modified: serverTime(clock) };
  const changes: ChangeSet = { insert: [], update: [['oe_hdr', ['order_no', orderNo], patch]] };
  return {
    changes,
    effect: { kind: 'order-cancellation', key: orderNo, id: orderNo, data: changes },
    results,
  };
}

function changeOrder(company: Company, elements: readonly WindowElement[], header: Edits): Saved {
  const { store, clock } = company;
  const orderNo = header.get('order_no') ?? '';
  const order = store.table('oe_hdr').find('order_no', orderNo)[0];
  if (!order) throw new WindowRefusal('Enter a valid ID or leave ID blank. (order_no)');
  if (order['rma_flag'] === 'Y') {
    throw new WindowRefusal('General Exception: You cannot retrieve an RMA from the Order Entry/Front Counter window.');
  }
  if (header.get('cancel_flag') === 'ON') return cancelOrder(company, order);
  const lines = store.table('oe_line').find('order_no', orderNo);
  const insert: [table: 'oe_line', row: Row][] = [];
  const update: ['oe_line', readonly [string, number], Row][] = [];
  for (const edits of lineEdits(elements)) {
    const existing = lines.find((line) => line['user_line_no'] === edits.get('user_line_no'));
    const row = lineRow(company, { order, edits, index: lines.length + insert.length });
    if (!existing) insert.push(['oe_line', { ...row, order_no: orderNo, oe_hdr_uid: order['oe_hdr_uid'] ?? null }]);
    else update.push(['oe_line', ['oe_line_uid', Number(existing['oe_line_uid'])], lineChange(row, audit(clock))]);
  }
  return { changes: { insert, update }, results: [{ name: 'TABPAGE_1.order', edits: { order_no: orderNo } }] };
}

function lineChange(row: Row, { date_last_modified = null }: Row): Row {
  const { item_id = null, inv_mast_uid = null, unit_quantity = null, unit_price = null, extended_price = null } = row;
  return { item_id, inv_mast_uid, unit_quantity, unit_price, extended_price, date_last_modified };
}
