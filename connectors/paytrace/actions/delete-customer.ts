import { defineAction, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text } from '../answers';
import { call } from '../api';
import type { PayTraceSettings } from '../settings';
import { callV3, firstOf } from '../v3/api';
import { findCustomer } from '../vault';
import { byVersion } from '../versions';

const input = z.strictObject({
  customer_id: z.string().trim().min(1).max(50).meta({ title: 'Customer ID', description: 'In API v3 the number PayTrace gave the customer.', options: 'customers' }),
});
type Input = z.output<typeof input>;

const output = z.object({
  customer_id: z.string().meta({ title: 'Customer ID' }),
  status: z.literal('deleted').meta({ title: 'Status' }),
  status_message: z.string().meta({ title: 'Status text' }),
});
type Output = z.output<typeof output>;

export const deleteCustomer = defineAction<PayTraceSettings, Input, Output>({
  id: 'delete-customer',
  version: 1,
  title: 'Delete a vault customer',
  summary: 'Removes a card from the PayTrace vault. Moves no money and cannot be undone.',
  contract: {
    class: 'L',
    kind: 'master-data',
    businessKey: ({ customer_id: id }) => `customer-delete:${id}`,
    async verify(context, { input: { customer_id: id } }): Promise<Verdict<Output>> {
      const found = await findCustomer(context, (customer) => [customer.customer_id, customer.customer_number].includes(id), id);
      if ('unsure' in found) return { verdict: 'unsure', reason: found.unsure };
      if ('customer' in found) return { verdict: 'absent', evidence: `PayTrace still lists customer ${id}.` };
      return { verdict: 'found', output: { customer_id: id, status: 'deleted', status_message: '' }, remoteId: id };
    },
    undoWindow: 'None',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { customer_id: 'ACME-17', status: 'deleted', status_message: 'The customer profile for ACME-17/Steve Smith was successfully deleted.' },
  run: (context, { customer_id: id }) =>
    byVersion(context, 'delete a vault customer', {
      async v1() {
        const answer = await call(context, { path: 'customer/delete', body: { customer_id: id }, writes: true, expects: 162 });
        return { customer_id: id, status: 'deleted', status_message: text(answer.status_message) };
      },
      async v3() {
        const answer = await callV3(context, { method: 'DELETE', path: `customer/${encodeURIComponent(id)}`, writes: true, decides: { by: 'status' } });
        return { customer_id: id, status: 'deleted', status_message: text(firstOf(answer.data)?.status_message) };
      },
    }),
  remoteId: ({ customer_id: id }) => id,
});
