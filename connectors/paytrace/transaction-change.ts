import type { EffectContract, SentEffect, Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { call, text, type PayTraceContext } from './api';
import type { PayTraceSettings } from './connection';
import { usd } from './money-amount';
import { verdictOf, type Finding } from './recovery';

/** What capture, void and refund answer with. */
export const changeOutput = z.object({
  transaction_id: z.string().meta({ title: 'Transaction ID', description: 'A refund has one of its own.' }),
  original_transaction_id: z.string().meta({ title: 'Original transaction ID' }),
  status: z.enum(['captured', 'voided', 'refunded']).meta({ title: 'Status' }),
  response_code: z.string().meta({ title: 'Response code' }),
  status_message: z.string().meta({ title: 'Status text' }),
  amount: z.string().optional().meta({ title: 'Amount', description: 'US dollars, e.g. 19.99' }),
});
export type ChangeOutput = z.output<typeof changeOutput>;

export const transactionField = z
  .union([z.string().trim().regex(/^\d{1,20}$/, 'Digits only'), z.number().int().positive()])
  .transform(String)
  .meta({ title: 'Transaction ID' });

export interface ChangeInput {
  readonly transaction_id: string;
  readonly amount?: string | undefined;
}

export interface ChangeKind {
  readonly path: string;
  readonly expects: 106 | 109 | 112;
  readonly status: ChangeOutput['status'];
}

export async function change(context: PayTraceContext, { path, expects, status }: ChangeKind, input: ChangeInput): Promise<ChangeOutput> {
  const { transaction_id: original, amount } = input;
  const answer = await call(context, {
    path,
    body: { transaction_id: original, ...(amount !== undefined && { amount }) },
    writes: true,
    expects,
  });
  return {
    transaction_id: text(answer.transaction_id),
    original_transaction_id: original,
    status,
    response_code: text(answer.response_code),
    status_message: text(answer.status_message),
    ...(amount !== undefined && { amount }),
  };
}

export interface ChangeContract<Input extends ChangeInput> {
  readonly kind: ChangeKind;
  businessKey(input: Input): string;
  find(context: PayTraceContext, effect: SentEffect<Input>): Promise<Finding>;
  readonly undo?: EffectContract<PayTraceSettings, Input, ChangeOutput>['compensate'];
  readonly undoWindow?: string;
}

/** Captures, voids and refunds are looked up on the original (or as a row of their own): class L. */
export function changeContract<Input extends ChangeInput>(contract: ChangeContract<Input>): EffectContract<PayTraceSettings, Input, ChangeOutput> {
  const { kind, undo, undoWindow } = contract;
  return {
    class: 'L',
    kind: 'money',
    businessKey: (input) => contract.businessKey(input),
    amount: ({ amount }) => (amount === undefined ? undefined : usd(amount)),
    async verify(context, effect): Promise<Verdict<ChangeOutput>> {
      return verdictOf(await contract.find(context, effect), (found) => ({
        transaction_id: found.transaction_id,
        original_transaction_id: effect.input.transaction_id,
        status: kind.status,
        response_code: String(kind.expects),
        status_message: found.status_message,
        amount: found.amount,
      }));
    },
    ...(undo && { compensate: undo }),
    ...(undoWindow !== undefined && { undoWindow }),
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  };
}
