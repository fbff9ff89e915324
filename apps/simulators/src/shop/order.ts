import { demoCustomers, demoItems, type SeedCustomer } from '@penstock/connector-prophet21/simulator';
import { Decimal, type Json } from '@penstock/kernel';
import { z } from 'zod';

/** What a customer's browser sends: tokens stand for the card, nothing else about it reaches the shop. */
export const orderRequest = z.strictObject({
  customerId: z.string().min(1),
  lines: z.array(z.strictObject({ sku: z.string().min(1), quantity: z.int().min(1).max(999) })).min(1).max(50),
  hpf_token: z.string().min(1),
  enc_key: z.string().min(1),
});
export type OrderRequest = z.output<typeof orderRequest>;

export interface CatalogItem {
  readonly sku: string;
  readonly description: string;
  readonly price: Decimal;
}

export const catalog: readonly CatalogItem[] = demoItems.map(([sku, description, , price]) => ({ sku, description, price: Decimal.from(price) }));
const bySku = new Map(catalog.map((item) => [item.sku, item]));

export interface NewOrder {
  readonly id: string;
  readonly placedAt: string;
  readonly request: OrderRequest;
}

/** The event the shop tells the platform. Amounts are exact decimals with two places. @returns undefined for unknown goods or customers. */
export function orderEvent({ id, placedAt, request }: NewOrder): Json | undefined {
  const customer = demoCustomers.find((candidate) => String(candidate.id) === request.customerId);
  const lines = request.lines.map(({ sku, quantity }, index) => lineOf(bySku.get(sku), { number: index + 1, quantity }));
  if (!customer || lines.some((line) => line === undefined)) return undefined;
  const sum = request.lines.reduce((total, { sku, quantity }) => total.plus(amountOf(sku, quantity)), Decimal.from('0.00'));
  return {
    type: 'order.placed',
    timestamp: placedAt,
    order: {
      id,
      placed_at: placedAt,
      currency: 'USD',
      total: sum,
      customer: personOf(customer),
      ship_to: { name: customer.name, address1: customer.street, city: customer.city, state: customer.state, zip: customer.zip, country: 'US' },
      lines: lines as Json[],
      payment: { hpf_token: request.hpf_token, enc_key: request.enc_key },
    },
  };
}

export function totalOf(request: OrderRequest): string {
  return request.lines.reduce((total, { sku, quantity }) => total.plus(amountOf(sku, quantity)), Decimal.from('0.00')).toString();
}

const amountOf = (sku: string, quantity: number): Decimal => (bySku.get(sku)?.price ?? Decimal.zero).times(Decimal.from(quantity));

function lineOf(item: CatalogItem | undefined, { number, quantity }: { readonly number: number; readonly quantity: number }): Json | undefined {
  if (!item) return undefined;
  return { line: number, sku: item.sku, description: item.description, quantity, unit_price: item.price, amount: amountOf(item.sku, quantity) };
}

function personOf({ id, name, contact }: SeedCustomer): Json {
  const [firstName = '', lastName = ''] = contact.split(' ');
  const email = `${firstName.toLowerCase()}@${name.toLowerCase().replace(/[^a-z]+/g, '')}.example`;
  return { erp_id: String(id), first_name: firstName, last_name: lastName, company: name, email };
}
