import { demoCustomers, demoItems, type SeedCustomer } from '@penstock/connector-prophet21/simulator';
import { Decimal, type Json, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';

/** What a customer's browser sends: tokens stand for the card, nothing else about it reaches the shop. */
export const orderRequest = z.strictObject({
  customerId: z.string().min(1),
  lines: z
    .array(z.strictObject({ sku: z.string().min(1), quantity: z.int().min(1).max(999) }))
    .min(1)
    .max(50),
  hpf_token: z.string().min(1),
  enc_key: z.string().min(1),
});
export type OrderRequest = z.output<typeof orderRequest>;

export interface CatalogItem {
  readonly sku: string;
  readonly description: string;
  readonly unit: string;
  readonly price: Decimal;
}

/** Items of recorded exchanges are in the ERP, but nobody sells a "sample widget". */
const isForSale = (sku: string): boolean => !sku.startsWith('WIDGET-');

export const catalog: readonly CatalogItem[] = demoItems
  .filter(([sku]) => isForSale(sku))
  .map(([sku, description, unit, price]) => ({ sku, description, unit, price: Decimal.from(price) }));
const bySku = new Map(catalog.map((item) => [item.sku, item]));
const byCustomerId = new Map(demoCustomers.map((customer) => [String(customer.id), customer]));

/** An order in the shop's own terms: what is in it is known to the ERP. */
export interface PricedOrder {
  readonly customer: SeedCustomer;
  readonly lines: readonly { readonly item: CatalogItem; readonly quantity: number; readonly amount: Decimal }[];
  readonly total: Decimal;
}

/** @returns undefined for unknown goods or customers. */
export function priceOrder(request: OrderRequest): PricedOrder | undefined {
  const customer = byCustomerId.get(request.customerId);
  const lines = request.lines.flatMap(({ sku, quantity }) => {
    const item = bySku.get(sku);
    return item ? [{ item, quantity, amount: item.price.times(Decimal.from(quantity)) }] : [];
  });
  if (!customer || lines.length < request.lines.length) return undefined;
  return { customer, lines, total: lines.reduce((sum, { amount }) => sum.plus(amount), Decimal.from('0.00')) };
}

export interface NewOrder {
  readonly id: string;
  readonly placedAt: string;
  readonly priced: PricedOrder;
  readonly tokens: Pick<OrderRequest, 'hpf_token' | 'enc_key'>;
}

/** The event the shop tells the platform. Amounts are exact decimals with two places. */
export function orderEvent({ id, placedAt, priced, tokens }: NewOrder): JsonObject {
  const { customer, lines, total } = priced;
  const { name, street, city, state, zip } = customer;
  return {
    type: 'order.placed',
    timestamp: placedAt,
    order: {
      id,
      placed_at: placedAt,
      currency: 'USD',
      total,
      customer: personOf(customer),
      ship_to: { name, address1: street, city, state, zip, country: 'US' },
      lines: lines.map(({ item, quantity, amount }, index) => ({
        line: index + 1,
        sku: item.sku,
        description: item.description,
        quantity,
        unit_price: item.price,
        amount,
      })),
      payment: { hpf_token: tokens.hpf_token, enc_key: tokens.enc_key },
    },
  };
}

function personOf({ id, name, contact }: SeedCustomer): Json {
  const [firstName = '', lastName = ''] = contact.split(' ');
  const email = `${firstName.toLowerCase()}@${name.toLowerCase().replace(/[^a-z]+/g, '')}.example`;
  return { erp_id: String(id), first_name: firstName, last_name: lastName, company: name, email };
}
