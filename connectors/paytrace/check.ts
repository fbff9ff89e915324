import { defineAction, type AnyAction, type EffectContract } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { madeId, text, withoutAbsent, type PayTraceContext } from './answers';
import { call, labelOf } from './api';
import { addressSchema } from './charge-fields';
import { amountField, usd } from './money-amount';
import type { PayTraceSettings } from './settings';
import { byVersion } from './versions';

/** A bank account; no card data, but as private: it is never logged and leaves for PayTrace only. */
export const accountFields = {
  check: z
    .strictObject({
      account_number: z.string().trim().regex(/^\d{4,17}$/, 'Digits only').meta({ title: 'Account number' }),
      routing_number: z.string().trim().regex(/^\d{9}$/, 'Nine digits').meta({ title: 'Routing number' }),
    })
    .meta({ title: 'Bank account' }),
  billing_address: addressSchema.optional().meta({ title: 'Billing address' }),
};

export const checkFields = {
  amount: amountField({ title: 'Amount', description: 'US dollars, at most two decimals.' }),
  reference: z.string().trim().min(1).max(50).meta({
    title: 'Reference',
    description: 'Your own number of this payment, unique per payment; keeps it from being made twice. Not sent to PayTrace.',
  }),
};

export const checkField = z
  .union([z.string().trim().regex(/^\d{1,20}$/, 'Digits only'), z.number().int().positive()])
  .transform(String)
  .meta({ title: 'Check ID' });

export const checkOutput = z.object({
  check_transaction_id: z.string().meta({ title: 'Check ID' }),
  status: z.enum(['accepted', 'held', 'funded', 'voided', 'refunded']).meta({ title: 'Status' }),
  response_code: z.string().meta({ title: 'Response code' }),
  status_message: z.string().meta({ title: 'Status text' }),
  amount: z.string().optional().meta({ title: 'Amount', description: 'US dollars, e.g. 19.99' }),
});
export type CheckOutput = z.output<typeof checkOutput>;

export interface CheckInput {
  readonly amount?: string | undefined;
  readonly reference?: string | undefined;
  readonly check_transaction_id?: string | undefined;
}

interface CheckAction<Input extends CheckInput> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly path: string;
  readonly expects: 120 | 122 | 124;
  readonly status: CheckOutput['status'];
  readonly input: z.ZodType<Input>;
  businessKey(input: Input): string;
  readonly undo?: EffectContract<PayTraceSettings, Input, CheckOutput>['compensate'];
  readonly undoWindow: string;
}

/**
 * ACH of v1 has neither an idempotency key nor an export on public record: class H, so that a doubtful check is always
 * decided by a person who looks into PayTrace.
 */
export function checkAction<Input extends CheckInput>({ path, expects, status, undo, businessKey, undoWindow, ...shown }: CheckAction<Input>): AnyAction {
  return defineAction<PayTraceSettings, Input, CheckOutput>({
    ...shown,
    version: 1,
    contract: {
      class: 'H',
      kind: 'money',
      businessKey,
      amount: ({ amount }) => (amount === undefined ? undefined : usd(amount)),
      ...(undo && { compensate: undo }),
      undoWindow,
      visibilityLagMs: 30_000,
      maxProcessingMs: 60_000,
    },
    output: checkOutput,
    sample: { check_transaction_id: '9981614', status, response_code: String(expects), status_message: samples[expects], amount: '19.99' },
    run: (context, input) => byVersion(context, 'handle checks this way (v3 has "Pay by bank account")', { v1: () => send(context, { path, expects, status }, input) }),
    remoteId: ({ check_transaction_id: id }) => id,
  });
}

async function send(context: PayTraceContext, { path, expects, status }: Pick<CheckAction<CheckInput>, 'path' | 'expects' | 'status'>, input: CheckInput): Promise<CheckOutput> {
  const { reference: _reference, ...body } = input;
  const answer = await call(context, { path, body: withoutAbsent(body as JsonObject), writes: true, expects });
  return {
    check_transaction_id: madeId(answer.check_transaction_id, labelOf(path)),
    status,
    response_code: text(answer.response_code),
    status_message: text(answer.status_message),
    ...(input.amount !== undefined && { amount: input.amount }),
  };
}

const samples = { 120: 'Your check was successfully processed.', 122: 'Your check was successfully refunded.', 124: 'Your check was successfully managed.' };

/** A check that was taken is voided by its id until it is on its way to the bank. */
export const voidCheckOf: EffectContract<PayTraceSettings, CheckInput, CheckOutput>['compensate'] = {
  action: 'check-void',
  input: ({ output }) => ({ check_transaction_id: output.check_transaction_id }),
};
