import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { PayTraceSettings } from '../settings';
import { amountField } from '../money-amount';
import { findRefund } from '../recovery';
import { change, changeContract, changeOutput, statementNameField, transactionField, type ChangeInput, type ChangeKind, type ChangeOutput } from '../transaction-change';

const kind: ChangeKind = { path: 'transactions/refund/for_transaction', v3: 'refund', expects: 106, status: 'refunded' };

interface RefundInput extends ChangeInput {
  readonly reference?: string | undefined;
}

const input = z.strictObject({
  transaction_id: transactionField,
  custom_dba: statementNameField,
  amount: amountField({ title: 'Amount', description: 'Empty: the whole amount. Less is allowed.' }).optional(),
  reference: z.string().trim().min(1).max(50).optional().meta({
    title: 'Refund reference',
    description: 'Your own number of this refund, e.g. the credit memo. Needed to refund the same amount twice; not sent to PayTrace.',
  }),
});

export const refundTransaction = defineAction<PayTraceSettings, RefundInput, ChangeOutput>({
  id: 'refund-transaction',
  version: 1,
  title: 'Refund a transaction',
  summary: 'Pays back a settled charge, in full or in part. Moves money.',
  contract: changeContract<RefundInput>({
    kind,
    businessKey: ({ transaction_id: id, reference, amount }) => `refund:${id}:${reference ?? amount ?? 'full'}`,
    find: findRefund,
    undo: { action: 'void', input: ({ output }) => ({ transaction_id: output.transaction_id }) },
    undoWindow: 'Void until settlement (20:00 Pacific by default)',
  }),
  input: input as unknown as z.ZodType<RefundInput>,
  output: changeOutput,
  sample: {
    transaction_id: '105968559',
    original_transaction_id: '105968532',
    status: 'refunded',
    response_code: '106',
    status_message: 'Your transaction was successfully refunded.',
    amount: '19.99',
  },
  run: (context, refunded) => change(context, kind, refunded),
  remoteId: ({ transaction_id: id }) => id,
});
