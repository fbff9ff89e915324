import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { batchSample, batchSchema, exportBatch, type Batch } from '../batches';
import type { PayTraceSettings } from '../settings';

export const batchNumberField = z.int().min(0).max(999_999).meta({ title: 'Batch number' });

const input = z.strictObject({ batch_number: batchNumberField.optional().meta({ description: 'Empty: the latest, or what waits for settlement.' }) });

export const getBatch = defineAction<PayTraceSettings, z.output<typeof input>, Batch>({
  id: 'get-batch',
  version: 1,
  title: 'Get a batch',
  summary: 'Reads the sums of one batch. Changes nothing.',
  contract: { class: 'R' },
  input,
  output: batchSchema,
  sample: { ...batchSample },
  async run(context, { batch_number: number }) {
    const found = await exportBatch(context, number);
    if (found) return found;
    throw new ConnectorFailure({
      class: 'business',
      code: 'PAYTRACE_BATCH_NOT_FOUND',
      message: number === undefined ? 'PayTrace has no batch yet.' : `PayTrace has no batch ${number} in this account.`,
      remedy: 'Check the batch number.',
    });
  },
  remoteId: ({ batch_number: number }) => number,
});
