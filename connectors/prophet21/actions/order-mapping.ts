import { ConnectorFailure } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { idOf, textOf } from '../answer';
import { dateToEdit } from '../dates';
import type { Prophet21Settings } from '../settings';
import { transactionSet, type DataElement, type Edit } from '../transaction';
import type { CreatedOrder, OrderInput, OrderLine, Remittance } from './order-shape';

export interface OrderDefaults {
  readonly settings: Prophet21Settings;
  /** Business date, `YYYY-MM-DD`. */
  readonly today: string;
}

type OptionalEdit = readonly [field: string, value: string | undefined];

const given = (edits: readonly OptionalEdit[]): readonly Edit[] =>
  edits.filter((edit): edit is Edit => edit[1] !== undefined);

/**
 * The order of elements is the order of typing: header, lines, remittance, card answer; the last two must come last.
 * `company_id` is never sent: the column is disabled on the Order window.
 */
export function orderToTransaction(order: OrderInput, defaults: OrderDefaults): JsonObject {
  const { remittance } = order;
  return transactionSet('Order', [
    headerElement(order, defaults),
    linesElement(order.lines, defaults.settings.serviceMap.orderUnitPriceField),
    ...(remittance ? remittanceElements(remittance, defaults.today) : []),
  ]);
}

function headerElement(order: OrderInput, { settings, today }: OrderDefaults): DataElement {
  const location = order.locationId ?? settings.defaultLocationId;
  const orderDate = order.orderDate ?? today;
  const edits = given([
    // The customer comes first: choosing one refills what was typed before.
    ['customer_id', order.customerId],
    ['sales_loc_id', location],
    ['source_loc_id', order.sourceLocationId ?? location],
    ['ship_to_id', order.shipToId ?? order.customerId],
    ['contact_id', order.contactId],
    ['po_no', order.poNo],
    ['taker', order.taker ?? settings.taker ?? settings.username],
    ['order_date', dateToEdit(orderDate)],
    ['requested_date', order.requestedDate && dateToEdit(order.requestedDate)],
    ['approved', order.approved === undefined ? undefined : onOff(order.approved)],
  ]);
  return { name: 'TABPAGE_1.order', type: 'Form', keys: [], rows: [edits] };
}

/** An existing order is opened by its number and marked; the window refuses one that has been shipped. */
export const cancellationToTransaction = (orderNo: string): JsonObject =>
  transactionSet('Order', [
    {
      name: 'TABPAGE_1.order',
      type: 'Form',
      keys: ['order_no'],
      rows: [
        [
          ['order_no', orderNo],
          ['cancel_flag', onOff(true)],
        ],
      ],
    },
  ]);

/** With `UseCodeValues: false` flags are the window's display values. */
const onOff = (flag: boolean): string => (flag ? 'ON' : 'OFF');

/**
 * The declared key of lines is the item, so two lines of one item would become one. Numbering them ourselves and
 * naming that number as the key keeps them apart.
 */
function linesElement(lines: readonly OrderLine[], unitPriceField: string | undefined): DataElement {
  const rows = lines.map((line, index) =>
    given([
      ['user_line_no', String((index + 1) * 10).padStart(3, '0')],
      // Lower-case item ids are accepted and corrupt the line.
      ['oe_order_item_id', line.itemId.toUpperCase()],
      ['unit_quantity', line.quantity],
      ...unitPrice(line, unitPriceField),
    ]),
  );
  return { name: 'TP_ITEMS.items', type: 'List', keys: ['user_line_no'], rows };
}

function unitPrice({ itemId, unitPrice }: OrderLine, field: string | undefined): readonly OptionalEdit[] {
  if (unitPrice === undefined) return [];
  if (field !== undefined) return [[field, unitPrice]];
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_FIELD_NOT_MAPPED',
    message: `The order sets a price for ${itemId}, but the connection does not say which field takes it. Nothing was posted.`,
    remedy: 'Fill in "Unit price field of an order line" in the service map, or leave the price to Prophet 21.',
  });
}

function remittanceElements(remittance: Remittance, today: string): readonly DataElement[] {
  const { card } = remittance;
  const payment: DataElement = {
    name: 'TP_REMITTANCES.remittances',
    type: 'Form',
    keys: [],
    rows: [
      given([
        ['payment_type_id', remittance.paymentTypeId],
        ['payment_amount', remittance.amount],
        ['payment_desc', remittance.reference],
        ['check_number', remittance.checkNumber],
        ['payment_date', dateToEdit(remittance.paymentDate ?? today)],
      ]),
    ],
  };
  if (!card) return [payment];
  const answer: DataElement = {
    name: 'TP_CCTRANSACTIONRESPONSE.cctransactionresponse',
    type: 'Form',
    keys: [],
    rows: [
      given([
        ['auth_amount', remittance.amount],
        ['cc_authorized_number', card.authorizedNumber],
        ['cc_authorized_date', dateToEdit(card.authorizedDate ?? today)],
        ['retrieval_ref_number', card.retrievalReference],
        ['payment_account_id', card.accountToken],
        ['cc_number', card.maskedNumber],
        ['cc_expiration_date', card.expirationDate && dateToEdit(card.expirationDate)],
      ]),
    ],
  };
  return [payment, answer];
}

/** A row of `oe_hdr`. */
export function orderFromRow(row: JsonObject): CreatedOrder {
  return {
    orderNo: idOf(row['order_no']),
    poNo: textOf(row['po_no']).trim(),
    customerId: idOf(row['customer_id']),
    companyId: idOf(row['company_id']),
  };
}
