import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { exportBatchTransactions } from '../export-api';
import type { PayTraceSettings } from '../settings';
import { transactionSchema } from '../transaction-record';
import { batchNumberField } from './get-batch';
import { transactionSample } from './get-transaction';

const input = z.strictObject({ batch_number: batchNumberField });
const output = z.object({ transactions: z.array(transactionSchema).meta({ title: 'Transactions' }) });

export const listBatchTransactions = defineAction<PayTraceSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'list-batch-transactions',
  version: 1,
  title: 'List the transactions of a batch',
  summary: 'Reads what was settled in one batch. Slow where batches are large. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { transactions: [{ ...transactionSample }] },
  run: async (context, { batch_number: number }) => ({ transactions: [...(await exportBatchTransactions(context, number))] }),
});
