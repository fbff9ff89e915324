import { defineAction } from '@penstock/connector-sdk';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { callP21 } from '../api';
import { businessDate } from '../dates';
import { date, quantity, text } from '../fields';
import { MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import { findOrder } from './find-order';
import { createdOrder, type CreatedOrder } from './order-shape';

const line = z.strictObject({
  itemId: text(40).meta({ title: 'Item ID', options: 'items' }),
  quantity: quantity.meta({ title: 'Quantity' }),
  unitOfMeasure: text(8).default('EA').meta({ title: 'Unit of measure' }),
  unitPrice: quantity.meta({ title: 'Unit price' }),
  taxable: z.boolean().default(false).meta({ title: 'Taxable' }),
});

const shipTo = z.strictObject({
  id: text(19).optional().meta({ title: 'Ship-to ID', description: 'Default: the customer ID.' }),
  name: text(50).optional().meta({ title: 'Name' }),
  address1: text(50).optional().meta({ title: 'Street' }),
  address2: text(50).optional().meta({ title: 'Street, second line' }),
  city: text(50).optional().meta({ title: 'City' }),
  state: text(50).optional().meta({ title: 'State' }),
  zipCode: text(10).optional().meta({ title: 'ZIP code' }),
  country: text(50).optional().meta({ title: 'Country' }),
  email: text(255).optional().meta({ title: 'E-mail address' }),
  phone: text(20).optional().meta({ title: 'Phone' }),
});

const salesOrderInput = z.strictObject({
  poNo: text(50).meta({
    title: 'Order reference (customer PO number)',
    description: 'Must be unique per customer: Penstock finds the order again by it and never creates a second one.',
  }),
  customerId: text(19).meta({ title: 'Customer ID', options: 'customers' }),
  locationId: text(8).optional().meta({ title: 'Sales location', description: 'Default: the connection’s location.', options: 'locations' }),
  sourceLocationId: text(8).optional().meta({ title: 'Source location', description: 'Default: the sales location.', options: 'locations' }),
  taker: text(30).optional().meta({ title: 'Taker' }),
  termsId: text(8).optional().meta({ title: 'Terms', description: 'Default: those of the customer.', options: 'terms' }),
  promiseDate: date.optional().meta({ title: 'Promise date', description: 'Default: today.' }),
  shipTo: shipTo.default({}).meta({ title: 'Ship to' }),
  quote: z.boolean().default(false).meta({ title: 'Quote' }),
  lines: z.array(line).min(1).max(500).meta({ title: 'Lines' }),
});
type SalesOrderInput = z.infer<typeof salesOrderInput>;

/** The slash at the end is part of the address. */
const ORDERS_PATH = '/api/sales/orders/';

export const createSalesOrder = defineAction<Prophet21Settings, SalesOrderInput, CreatedOrder>({
  id: 'create-sales-order',
  version: 1,
  title: 'Create a sales order to an address',
  summary:
    'Enters a sales order with its own ship-to address, through P21’s import. Takes no payment. Writes to the ledger.',
  contract: {
    class: 'L',
    kind: 'ledger',
    // The same fact as an order entered through the window: one reference of a customer is one order.
    businessKey: ({ poNo, customerId }) => `order:${customerId}:${poNo}`,
    verify: (context, { input }) => findOrder(context, input),
    compensate: { action: 'cancel-order', input: ({ output }) => ({ orderNo: output.orderNo }) },
    undoWindow: 'until the order is shipped',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: salesOrderInput,
  output: createdOrder,
  sample: { orderNo: '1013938', poNo: 'WEB-1001', customerId: '100198', companyId: 'HSC' },
  async run(context, input) {
    const { settings, clock } = context;
    const today = businessDate(clock.now(), settings.timezone);
    const json = salesOrderToApi(input, settings, today);
    await callP21(context, { kind: 'write', method: 'POST', url: ORDERS_PATH, json, mayBeEmpty: true });
    // The answer to a success is not published, so the order itself tells its number.
    return readBackOrThrow(() => findOrder(context, input), `order ${input.poNo}`);
  },
  remoteId: ({ orderNo }) => orderNo,
});

function salesOrderToApi(order: SalesOrderInput, settings: Prophet21Settings, today: string): JsonObject {
  const { shipTo: to } = order;
  const location = order.locationId ?? settings.defaultLocationId;
  return given({
    CustomerId: order.customerId,
    CompanyId: settings.companyId,
    LocationId: location,
    Taker: order.taker ?? settings.taker ?? settings.username,
    PromiseDate: order.promiseDate ?? today,
    TermsId: order.termsId,
    ShipToId: to.id ?? order.customerId,
    ShipToName: to.name,
    ShipToAddress1: to.address1,
    ShipToAddress2: to.address2,
    ShipToCity: to.city,
    ShipToState: to.state,
    ZipCode: to.zipCode,
    ShipToCountry: to.country,
    ShipToEmail: to.email,
    ShipToPhone: to.phone,
    SourceLocId: order.sourceLocationId ?? location,
    PoNo: order.poNo,
    Quote: yesNo(order.quote),
    DeletedFlag: 'N',
    // An object with a list in it, not a list.
    Lines: { list: order.lines.map(lineToApi) },
  });
}

const lineToApi = ({
  itemId,
  quantity: count,
  unitOfMeasure,
  unitPrice,
  taxable,
}: SalesOrderInput['lines'][number]): JsonObject => ({
  // Lower-case item ids are accepted and corrupt the line.
  ItemId: itemId.toUpperCase(),
  UnitQuantity: Decimal.from(count),
  UnitOfMeasure: unitOfMeasure,
  UnitPrice: Decimal.from(unitPrice),
  TaxItem: yesNo(taxable),
  Delete: 'N',
});

const yesNo = (flag: boolean): string => (flag ? 'Y' : 'N');

const given = (members: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, JsonObject[string]] => entry[1] !== undefined),
  );
