import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { PayTraceSettings } from '../settings';
import { findVoid } from '../recovery';
import { change, changeContract, changeOutput, statementNameField, transactionField, type ChangeInput, type ChangeKind, type ChangeOutput } from '../transaction-change';

const kind: ChangeKind = { path: 'transactions/void', v3: 'void', expects: 109, status: 'voided' };

const input = z.strictObject({ transaction_id: transactionField, custom_dba: statementNameField });

export const voidTransaction = defineAction<PayTraceSettings, ChangeInput, ChangeOutput>({
  id: 'void',
  version: 1,
  title: 'Void a transaction',
  summary: 'Takes back a charge or authorization before it is settled. Moves money.',
  contract: changeContract<ChangeInput>({ kind, businessKey: ({ transaction_id: id }) => `void:${id}`, find: findVoid, undoWindow: 'None: what was voided is charged again' }),
  input: input as unknown as z.ZodType<ChangeInput>,
  output: changeOutput,
  sample: {
    transaction_id: '395971574',
    original_transaction_id: '395971574',
    status: 'voided',
    response_code: '109',
    status_message: 'Your transaction was successfully voided.',
  },
  run: (context, voided) => change(context, kind, voided),
  remoteId: ({ transaction_id: id }) => id,
});
