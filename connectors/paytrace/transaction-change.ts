import type { EffectContract, SentEffect, Verdict } from '@penstock/connector-sdk';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { madeId, text, type PayTraceContext } from './answers';
import { call, labelOf } from './api';
import type { PayTraceSettings } from './settings';
import { usd } from './money-amount';
import { verdictOf, type Finding } from './recovery';
import { callV3, firstOf, merchantIdOf } from './v3/api';
import { byVersion } from './versions';

/** What capture, void and refund answer with. */
export const changeOutput = z.object({
  transaction_id: z.string().meta({ title: 'Transaction ID', description: 'A refund has one of its own.' }),
  original_transaction_id: z.string().meta({ title: 'Original transaction ID' }),
  status: z.enum(['captured', 'voided', 'refunded', 'adjusted']).meta({ title: 'Status' }),
  response_code: z.string().meta({ title: 'Response code' }),
  status_message: z.string().meta({ title: 'Status text' }),
  amount: z.string().optional().meta({ title: 'Amount', description: 'US dollars, e.g. 19.99' }),
});
export type ChangeOutput = z.output<typeof changeOutput>;

export const transactionField = z
  .union([z.string().trim().regex(/^\d{1,20}$/, 'Digits only'), z.number().int().positive()])
  .transform(String)
  .meta({ title: 'Transaction ID' });

/** Only v3 takes it. */
export const statementNameField = z.string().trim().min(1).max(50).optional().meta({ title: 'Name on the statement', description: 'API v3 only.' });

export interface ChangeInput {
  readonly transaction_id: string;
  readonly amount?: string | undefined;
  readonly custom_dba?: string | undefined;
}

export interface ChangeKind {
  readonly path: string;
  /** What the batch call of v3 is named. */
  readonly v3: 'capture' | 'void' | 'refund';
  readonly expects: 106 | 109 | 112;
  readonly status: ChangeOutput['status'];
}

export function change(context: PayTraceContext, kind: ChangeKind, input: ChangeInput): Promise<ChangeOutput> {
  return byVersion(context, `make a ${kind.v3}`, { v1: () => changeV1(context, kind, input), v3: () => changeV3(context, kind, input) });
}

async function changeV1(context: PayTraceContext, { path, expects, status }: ChangeKind, input: ChangeInput): Promise<ChangeOutput> {
  const { transaction_id: original, amount } = input;
  const answer = await call(context, {
    path,
    body: { transaction_id: original, ...(amount !== undefined && { amount }) },
    writes: true,
    expects,
  });
  return {
    transaction_id: madeId(answer.transaction_id, labelOf(path)),
    original_transaction_id: original,
    status,
    response_code: text(answer.response_code),
    status_message: text(answer.status_message),
    ...(amount !== undefined && { amount }),
  };
}

/** One item of a batch call. Whether its answer names the id of a refund is not on record; then the original’s is told. */
async function changeV3(context: PayTraceContext, { v3, expects, status }: ChangeKind, input: ChangeInput): Promise<ChangeOutput> {
  const { transaction_id: original, amount, custom_dba: name } = input;
  const item: JsonObject = { transaction_id: original, ...(name !== undefined && { custom_dba: name }), ...(amount !== undefined && { amount: Decimal.from(amount) }) };
  const answer = await callV3(context, {
    path: `card/batch/${v3}`,
    body: { merchant_id: merchantIdOf(context), batch_items: context.settings.batchItems === 'list' ? [item] : item },
    writes: true,
    decides: { by: 'item' },
  });
  const done = firstOf(answer.data) ?? {};
  return {
    transaction_id: text(done.transaction_id) || original,
    original_transaction_id: original,
    status,
    response_code: text(done.response_code) || String(expects),
    status_message: text(done.status_message) || text(done.status),
    ...(amount !== undefined && { amount }),
  };
}

export interface ChangeContract<Input extends ChangeInput> {
  readonly kind: { readonly expects: number; readonly status: ChangeOutput['status'] };
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
