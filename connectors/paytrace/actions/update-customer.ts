import { defineAction, type SentEffect, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text, withoutAbsent, type PayTraceContext } from '../answers';
import { call } from '../api';
import type { PayTraceSettings } from '../settings';
import { customerIdField, findCustomer, profileFields, type Customer } from '../vault';
import { byVersion } from '../versions';

const input = z.strictObject({
  customer_id: customerIdField.meta({ options: 'customer-ids' }),
  new_id: z.string().trim().min(1).max(50).optional().meta({ title: 'New customer ID', description: 'Renames the profile.' }),
  ...profileFields,
});
type Input = z.output<typeof input>;

const output = z.object({
  customer_id: z.string().meta({ title: 'Customer ID' }),
  status: z.literal('updated').meta({ title: 'Status' }),
  status_message: z.string().meta({ title: 'Status text' }),
});
type Output = z.output<typeof output>;

/** Setting the same members twice changes nothing more; what PayTrace shows of them tells whether they were set. */
async function verify(context: PayTraceContext, { input: wanted }: SentEffect<Input>): Promise<Verdict<Output>> {
  const id = wanted.new_id ?? wanted.customer_id;
  const found = await findCustomer(context, (customer) => customer.customer_id === id, id);
  if ('unsure' in found) return { verdict: 'unsure', reason: found.unsure };
  if ('absent' in found) {
    if (wanted.new_id !== undefined) return { verdict: 'absent', evidence: found.absent };
    return { verdict: 'unsure', reason: `PayTrace has no customer ${id} any more.` };
  }
  const differing = differences(found.customer, wanted);
  if (differing === undefined) return { verdict: 'unsure', reason: 'Nothing that PayTrace shows of a profile was to be changed.' };
  if (differing.length > 0) return { verdict: 'absent', evidence: `PayTrace shows customer ${id} with another ${differing.join(', ')}.` };
  return { verdict: 'found', output: { customer_id: id, status: 'updated', status_message: '' }, remoteId: id };
}

/** Names of shown members that are not as wanted; undefined when none of them was wanted at all. */
function differences(customer: Customer, { new_id, email, phone, billing_address: address }: Input): readonly string[] | undefined {
  const wanted = Object.entries({
    email,
    phone,
    name: address?.name,
    street_address: address?.street_address,
    city: address?.city,
    state: address?.state,
    zip: address?.zip,
  }).filter(([, value]) => value !== undefined);
  if (wanted.length === 0 && new_id === undefined) return undefined;
  return wanted.filter(([member, value]) => customer[member as keyof Customer] !== value).map(([member]) => member);
}

export const updateCustomer = defineAction<PayTraceSettings, Input, Output>({
  id: 'update-customer',
  version: 1,
  title: 'Update a vault customer',
  summary: 'Changes name, address or contact of a vault customer. Moves no money.',
  contract: {
    class: 'L',
    kind: 'master-data',
    businessKey: (wanted) => `customer-update:${JSON.stringify(withoutAbsent(wanted as never))}`,
    verify,
    undoWindow: 'Update again at any time',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { customer_id: 'ACME-17', status: 'updated', status_message: 'The customer profile for ACME-17/Steve Smith was successfully updated.' },
  run: (context, wanted) =>
    byVersion(context, 'update a vault customer', {
      async v1() {
        const answer = await call(context, { path: 'customer/update', body: withoutAbsent(wanted as never), writes: true, expects: 161 });
        return { customer_id: wanted.new_id ?? wanted.customer_id, status: 'updated', status_message: text(answer.status_message) };
      },
    }),
  remoteId: ({ customer_id: id }) => id,
});
