import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { PayTraceSettings } from '../settings';
import { exportById } from '../export-api';
import { transactionField } from '../transaction-change';
import { transactionSchema, type Transaction } from '../transaction-record';

const only = (title: string) => z.string().trim().min(1).max(50).optional().meta({ title, description: 'API v3 only: nothing is found when it is another one.' });

const input = z.strictObject({
  transaction_id: transactionField,
  transaction_type: only('Only of type'),
  customer_id: only('Only of vault customer'),
  created_by: only('Only of API user'),
});
type GetInput = z.output<typeof input>;

export const transactionSample = {
  transaction_id: '392483066',
  transaction_type: 'SALE',
  status: 'approved',
  amount: '19.99',
  invoice_id: 'WEB-1001',
  approval_code: 'TAS610',
  approval_message: 'NO  MATCH - Approved and completed',
  avs_response: 'Full Exact Match',
  csc_response: 'Match',
  status_message: 'Pending Settlement',
  masked_card_number: 'xxxxxxxxxxxx5439',
  created_at: '2026-05-04T19:12:44.000Z',
} satisfies Transaction;

export const getTransaction = defineAction<PayTraceSettings, GetInput, Transaction>({
  id: 'get-transaction',
  version: 1,
  title: 'Get a transaction',
  summary: 'Reads one transaction from PayTrace. Changes nothing.',
  contract: { class: 'R' },
  input: input as unknown as z.ZodType<GetInput>,
  output: transactionSchema,
  sample: { ...transactionSample },
  async run(context, { transaction_id: id, ...filter }) {
    const found = await exportById(context, id, filter);
    if (found) return found;
    throw new ConnectorFailure({
      class: 'business',
      code: 'PAYTRACE_TRANSACTION_NOT_FOUND',
      message: `PayTrace has no transaction ${id} in this account.`,
      remedy: 'Check the transaction ID and that the connection belongs to the same PayTrace account.',
    });
  },
  remoteId: ({ transaction_id: id }) => id,
});
