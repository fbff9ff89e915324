import { ConnectorFailure, type Verdict } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { isObject, text, type PayTraceContext } from './answers';
import { call } from './api';
import { addressSchema, optionalText } from './charge-fields';
import { callV3 } from './v3/api';
import { listOfV3 } from './v3/records';
import { byVersion } from './versions';

export const customerIdField = z.string().trim().min(1).max(50).meta({
  title: 'Customer ID',
  description: 'Your own text for the customer; unique in the vault. API v3 calls it the label and gives the customer a number of its own.',
});

/** What every profile has, whatever stands for the card. */
export const profileFields = {
  billing_address: addressSchema.optional().meta({ title: 'Billing address' }),
  shipping_address: addressSchema.optional().meta({ title: 'Shipping address' }),
  email: optionalText('E-mail', 100),
  phone: optionalText('Phone', 20),
  fax: optionalText('Fax', 20),
};

export const customerSchema = z.object({
  customer_id: z.string().meta({ title: 'Customer ID' }),
  customer_number: z.string().optional().meta({ title: 'Customer number', description: 'Given by PayTrace in API v3; charges of v3 need it.' }),
  name: z.string().meta({ title: 'Name' }),
  email: z.string().meta({ title: 'E-mail' }),
  phone: z.string().meta({ title: 'Phone' }),
  street_address: z.string().meta({ title: 'Street' }),
  city: z.string().meta({ title: 'City' }),
  state: z.string().meta({ title: 'State' }),
  zip: z.string().meta({ title: 'ZIP' }),
  masked_card_number: z.string().optional().meta({ title: 'Card' }),
});
export type Customer = z.output<typeof customerSchema>;

export const customerSample = {
  customer_id: 'ACME-17',
  name: 'Steve Smith',
  email: 'ap@example.com',
  phone: '206-555-0112',
  street_address: '8320 This Way Lane',
  city: 'Placeville',
  state: 'CA',
  zip: '85284',
  masked_card_number: 'xxxxxxxxxxxx1111',
} satisfies Customer;

/** One profile by its ID, or all of them: slow where the vault is large. @throws ConnectorFailure when the list cannot be read. */
export async function exportCustomers(context: PayTraceContext, id?: string): Promise<readonly Customer[]> {
  const rows = await byVersion(context, 'list vault customers', {
    async v1() {
      const { customers } = await call(context, { path: 'customer/export', body: id === undefined ? {} : { customer_id: id }, writes: false });
      return Array.isArray(customers) ? (customers as readonly Json[]) : undefined;
    },
    async v3() {
      const query = id === undefined ? {} : { customer_label: id };
      return listOfV3(await callV3(context, { method: 'GET', path: 'customer/export', query, writes: false, decides: { by: 'status' } }), 'customers');
    },
  });
  if (rows?.every((row) => isObject(row))) return (rows as readonly JsonObject[]).map(customerOf);
  throw new ConnectorFailure({ class: 'transient', code: 'PAYTRACE_EXPORT_UNREADABLE', message: 'PayTrace’s list of vault customers cannot be read. Nothing was changed.' });
}

function customerOf(row: JsonObject): Customer {
  const address = isObject(row.billing_address) ? row.billing_address : {};
  const card = isObject(row.credit_card) ? text(row.credit_card.masked_number) : '';
  const masked = card || text(row.card_masked);
  const label = text(row.customer_label);
  return {
    customer_id: label || text(row.customer_id),
    ...(label !== '' && { customer_number: text(row.customer_id) }),
    name: text(address.name),
    email: text(row.email),
    phone: text(row.phone),
    street_address: text(address.street_address) || text(address.street),
    city: text(address.city),
    state: text(address.state),
    zip: text(address.zip) || text(address.postal_code),
    ...(masked !== '' && { masked_card_number: masked }),
  };
}

export type CustomerFinding = { readonly customer: Customer } | { readonly absent: string } | { readonly unsure: string };

/**
 * Is there such a profile? The whole vault is the positive control of "no": it must hold somebody, or an empty list
 * would look the same as a user who may not see it.
 */
export async function findCustomer(context: PayTraceContext, isTheOne: (customer: Customer) => boolean, id: string): Promise<CustomerFinding> {
  try {
    const found = (await exportCustomers(context, id)).find(isTheOne);
    if (found) return { customer: found };
    const all = await exportCustomers(context);
    const late = all.find(isTheOne);
    if (late) return { customer: late };
    if (all.length === 0) return { unsure: 'PayTrace lists no vault customer at all, so nothing proves that this one would be seen.' };
    return { absent: `PayTrace lists ${all.length} vault customers, and ${id} is not among them.` };
  } catch (error) {
    if (error instanceof ConnectorFailure) return { unsure: error.message };
    throw error;
  }
}

/** The verdict on an effect that should have left a profile. */
export function presence<Output>(finding: CustomerFinding, outputOf: (customer: Customer) => Output): Verdict<Output> {
  if ('customer' in finding) return { verdict: 'found', output: outputOf(finding.customer), remoteId: finding.customer.customer_id };
  return 'absent' in finding ? { verdict: 'absent', evidence: finding.absent } : { verdict: 'unsure', reason: finding.unsure };
}
