import type { EffectContract, SentEffect } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { madeId, text, withoutAbsent, type PayTraceContext } from './answers';
import { call, labelOf } from './api';
import type { PayTraceSettings } from './settings';
import type { ChargeInput } from './charge-fields';
import { usd } from './money-amount';
import { findCharge, verdictOf } from './recovery';
import type { Transaction } from './transaction-record';
import { callV3, firstOf } from './v3/api';
import { chargeBodyV3 } from './v3/charge-body';
import { byVersion } from './versions';

const told = (title: string) => z.string().meta({ title });

export const chargeOutput = z.object({
  transaction_id: told('Transaction ID'),
  status: z.literal('approved').meta({ title: 'Status' }),
  response_code: z.string().meta({ title: 'Response code' }),
  approval_code: told('Approval code'),
  approval_message: told('Approval message'),
  amount: z.string().meta({ title: 'Amount', description: 'US dollars, e.g. 19.99' }),
  invoice_id: told('Invoice'),
  avs_response: told('Address check'),
  csc_response: told('Security code check'),
  masked_card_number: told('Card').optional(),
});
export type ChargeOutput = z.output<typeof chargeOutput>;

export const chargeSample = {
  transaction_id: '392483066',
  status: 'approved',
  response_code: '101',
  approval_code: 'TAS610',
  approval_message: 'NO  MATCH - Approved and completed',
  amount: '19.99',
  invoice_id: 'WEB-1001',
  avs_response: 'Full Exact Match',
  csc_response: 'Match',
  masked_card_number: 'xxxxxxxxxxxx5439',
} satisfies ChargeOutput;

/** Where one kind of charge goes in each API. */
export interface ChargeRoute<Input extends ChargeInput> {
  readonly v1: string;
  /** The body of v1, where it is not the input itself. */
  v1Body?(input: Input): Readonly<Record<string, unknown>>;
  /** Absent where v3 shows no such call. */
  v3?(input: Input): { readonly path: string; readonly body?: JsonObject };
}

/** @throws ConnectorFailure `PAYTRACE_DECLINED` when the bank says no. */
export function charge<Input extends ChargeInput>(context: PayTraceContext, route: ChargeRoute<Input>, input: Input): Promise<ChargeOutput> {
  return byVersion(context, 'make this charge', {
    async v1() {
      const body = withoutAbsent((route.v1Body?.(input) ?? input) as JsonObject);
      const answer = await call(context, { path: route.v1, body, writes: true, expects: approved });
      return outputOf(answer, input, labelOf(route.v1));
    },
    ...(route.v3 && { v3: () => chargeV3(context, route.v3!(input), input) }),
  });
}

const approved = 101;

async function chargeV3(context: PayTraceContext, { path, body }: { readonly path: string; readonly body?: JsonObject }, input: ChargeInput): Promise<ChargeOutput> {
  const answer = await callV3(context, {
    path,
    body: { ...chargeBodyV3(context, input), ...body },
    writes: true,
    decides: { by: 'code', code: approved },
  });
  return outputOf(firstOf(answer.data) ?? answer, input, `POST /v3/${path}`);
}

function outputOf(answer: JsonObject, input: ChargeInput, label: string): ChargeOutput {
  const card = text(answer.masked_card_number);
  return {
    transaction_id: madeId(answer.transaction_id, label),
    status: 'approved',
    response_code: text(answer.response_code),
    approval_code: text(answer.approval_code),
    approval_message: text(answer.approval_message).trim(),
    amount: input.amount,
    invoice_id: input.invoice_id,
    avs_response: text(answer.avs_response),
    csc_response: text(answer.csc_response),
    ...(card !== '' && { masked_card_number: card }),
  };
}

/** PayTrace has no idempotency key for cards, but a search by invoice: class L. */
export function chargeContract<Input extends ChargeInput>(): EffectContract<PayTraceSettings, Input, ChargeOutput> {
  return {
    class: 'L',
    kind: 'money',
    businessKey: ({ invoice_id: invoice }) => `charge:${invoice}`,
    amount: ({ amount }) => usd(amount),
    verify: async (context, { input, sentAt, sentBefore }: SentEffect<Input>) =>
      verdictOf(await findCharge(context, { invoice_id: input.invoice_id, amount: input.amount, sentAt, sentBefore }), chargeOf),
    compensate: { action: 'void', input: ({ output }) => ({ transaction_id: output.transaction_id }) },
    undoWindow: 'Void until settlement (20:00 Pacific by default), refund afterwards',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  };
}

function chargeOf(found: Transaction): ChargeOutput {
  return {
    transaction_id: found.transaction_id,
    status: 'approved',
    response_code: '101',
    approval_code: found.approval_code,
    approval_message: found.approval_message,
    amount: found.amount,
    invoice_id: found.invoice_id,
    avs_response: found.avs_response,
    csc_response: found.csc_response,
    ...(found.masked_card_number !== undefined && { masked_card_number: found.masked_card_number }),
  };
}
