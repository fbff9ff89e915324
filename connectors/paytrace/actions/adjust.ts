import { defineAction, type SentEffect } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { text, type PayTraceContext } from '../answers';
import { call } from '../api';
import { amountField } from '../money-amount';
import { findAdjustment } from '../recovery';
import type { PayTraceSettings } from '../settings';
import { changeContract, changeOutput, transactionField, type ChangeOutput } from '../transaction-change';
import { callV3, firstOf, merchantIdOf } from '../v3/api';
import { byVersion } from '../versions';

const input = z.strictObject({
  transaction_id: transactionField,
  amount: amountField({ title: 'New amount', description: 'Above zero. PayTrace limits how far it may be from the authorized amount (30 %).' }),
});
type Input = z.output<typeof input>;

const adjusted = 180;

function adjustAmount(context: PayTraceContext, { transaction_id: id, amount }: Input): Promise<ChangeOutput> {
  const told = (message: string): ChangeOutput => ({ transaction_id: id, original_transaction_id: id, status: 'adjusted', response_code: String(adjusted), status_message: message, amount });
  const { adjustPath } = context.settings;
  return byVersion(context, 'adjust an amount (its v1 path is a setting of the connection)', {
    ...(adjustPath !== '' && {
      v1: async () => {
        const answer = await call(context, { path: adjustPath, body: { transaction_id: id, amount }, writes: true, expects: adjusted });
        return told(text(answer.status_message));
      },
    }),
    v3: async () => {
      const answer = await callV3(context, {
        path: `card/transaction/adjust/${id}`,
        body: { amount: Decimal.from(amount), merchant_id: merchantIdOf(context) },
        writes: true,
        decides: { by: 'status' },
      });
      return told(text(firstOf(answer.data)?.status_message));
    },
  });
}

export const adjust = defineAction<PayTraceSettings, Input, ChangeOutput>({
  id: 'adjust',
  version: 1,
  title: 'Adjust an amount',
  summary: 'Changes the amount of an unsettled authorization or refund. Moves money.',
  contract: changeContract<Input>({
    kind: { expects: adjusted, status: 'adjusted' },
    businessKey: ({ transaction_id: id, amount }) => `adjust:${id}:${amount}`,
    find: (context, effect: SentEffect<Input>) => findAdjustment(context, effect),
    undoWindow: 'Adjust again until settlement (20:00 Pacific by default)',
  }),
  input,
  output: changeOutput,
  sample: {
    transaction_id: '392442990',
    original_transaction_id: '392442990',
    status: 'adjusted',
    response_code: '180',
    status_message: 'Your transaction was successfully adjusted.',
    amount: '21.50',
  },
  run: adjustAmount,
  remoteId: ({ transaction_id: id }) => id,
});
