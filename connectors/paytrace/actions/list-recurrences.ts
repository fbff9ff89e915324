import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { customerField } from '../charge-fields';
import { exportPlans, plan } from '../recurrence';
import type { PayTraceSettings } from '../settings';

const input = z.strictObject({ customer_id: customerField });
const output = z.object({ recurrences: z.array(plan).meta({ title: 'Plans' }) });

export const listRecurrences = defineAction<PayTraceSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'list-recurrences',
  version: 1,
  title: 'List recurring charges',
  summary: 'Reads the plans of a vault customer. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: {
    recurrences: [
      { recurrence_id: '72553', customer_id: 'john_doe', amount: '9.99', next: '4/22/2026', total_count: '999', current_count: '0', description: 'Contract 17' },
    ],
  },
  run: async (context, { customer_id: customer }) => ({ recurrences: [...(await exportPlans(context, customer))] }),
});
