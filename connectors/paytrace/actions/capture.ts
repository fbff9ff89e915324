import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { PayTraceSettings } from '../settings';
import { amountField } from '../money-amount';
import { findCapture } from '../recovery';
import { change, changeContract, changeOutput, statementNameField, transactionField, type ChangeInput, type ChangeKind, type ChangeOutput } from '../transaction-change';

const kind: ChangeKind = { path: 'transactions/authorization/capture', v3: 'capture', expects: 112, status: 'captured' };

const input = z.strictObject({
  transaction_id: transactionField,
  custom_dba: statementNameField,
  amount: amountField({ title: 'Amount', description: 'Empty: the whole authorized amount. Less is allowed.' }).optional(),
});

export const capture = defineAction<PayTraceSettings, ChangeInput, ChangeOutput>({
  id: 'capture',
  version: 1,
  title: 'Capture an authorization',
  summary: 'Charges what was authorized before, in full or in part. Moves money.',
  contract: changeContract<ChangeInput>({
    kind,
    // An authorization can be captured once, whatever the amount.
    businessKey: ({ transaction_id: id }) => `capture:${id}`,
    find: findCapture,
    undo: { action: 'void', input: ({ output }) => ({ transaction_id: output.original_transaction_id }) },
    undoWindow: 'Void until settlement (20:00 Pacific by default), refund afterwards',
  }),
  input: input as unknown as z.ZodType<ChangeInput>,
  output: changeOutput,
  sample: {
    transaction_id: '392442990',
    original_transaction_id: '392442990',
    status: 'captured',
    response_code: '112',
    status_message: 'Your transaction was successfully captured.',
    amount: '19.99',
  },
  run: (context, captured) => change(context, kind, captured),
  remoteId: ({ transaction_id: id }) => id,
});
