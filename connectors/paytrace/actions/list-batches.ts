import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { batchSample, batchSchema, exportBatches } from '../batches';
import { gatewayDayField, usDateOf } from '../gateway-day';
import type { PayTraceSettings } from '../settings';

const input = z.strictObject({ from: gatewayDayField('From'), to: gatewayDayField('To') });
const output = z.object({ batches: z.array(batchSchema).meta({ title: 'Batches' }) });

export const listBatches = defineAction<PayTraceSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'list-batches',
  version: 1,
  title: 'List batches',
  summary: 'Reads the batches that were closed in a range of days. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { batches: [{ ...batchSample }] },
  run: async (context, { from, to }) => ({ batches: [...(await exportBatches(context, { start_date: usDateOf(from), end_date: usDateOf(to) }))] }),
});
