import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { PayTraceSettings } from '../settings';
import { customerSample, customerSchema, exportCustomers } from '../vault';

const input = z.strictObject({
  customer_id: z.string().trim().min(1).max(50).optional().meta({ title: 'Customer ID', description: 'Empty: all of them, which is slow where the vault is large.', options: 'customer-ids' }),
});
const output = z.object({ customers: z.array(customerSchema).meta({ title: 'Customers' }) });

export const listCustomers = defineAction<PayTraceSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'list-customers',
  version: 1,
  title: 'List vault customers',
  summary: 'Reads the profiles of the PayTrace vault. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { customers: [{ ...customerSample }] },
  run: async (context, { customer_id: id }) => ({ customers: [...(await exportCustomers(context, id))] }),
});
