import type { EffectContract, SentEffect } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { call, text, type PayTraceContext } from './api';
import type { PayTraceSettings } from './connection';
import { amountField, usd } from './money-amount';
import { findCharge, verdictOf } from './recovery';
import type { Transaction } from './transaction-record';

const optionalText = (title: string, max: number) => z.string().trim().max(max).optional().meta({ title });

const address = z.strictObject({
  name: optionalText('Name', 50),
  street_address: optionalText('Street', 50),
  street_address2: optionalText('Street, second line', 50),
  city: optionalText('City', 50),
  state: optionalText('State (two letters)', 2),
  zip: optionalText('ZIP', 10),
  country: optionalText('Country (two letters)', 2),
});

/** What every charge has, whatever stands for the card. */
export const chargeFields = {
  amount: amountField({ title: 'Amount', description: 'US dollars, at most two decimals.' }),
  invoice_id: z.string().trim().min(1).max(50).meta({
    title: 'Invoice',
    description: 'Unique per charge and the same on every try: by it a charge whose answer was lost is found again.',
  }),
  description: optionalText('Description', 255),
  customer_reference_id: optionalText('Purchase order', 50),
  tax_amount: amountField({ title: 'Tax', description: 'Part of the amount.', zeroAllowed: true }).optional(),
  email: optionalText('E-mail', 100),
  billing_address: address.optional().meta({ title: 'Billing address' }),
  shipping_address: address.optional().meta({ title: 'Shipping address' }),
};

export const customerField = z.string().trim().min(1).max(50).meta({ title: 'Vault customer', description: 'Customer ID in the PayTrace vault.' });

export const protectTokenFields = {
  hpf_token: z.string().min(1).meta({ title: 'Protect.js token', description: 'hpf_token from the hosted card fields; works once.' }),
  enc_key: z.string().min(1).meta({ title: 'Protect.js key', description: 'enc_key from the same answer.' }),
};

export interface ChargeInput {
  readonly amount: string;
  readonly invoice_id: string;
}

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

/** @throws ConnectorFailure `PAYTRACE_DECLINED` when the bank says no. */
export async function charge(context: PayTraceContext, path: string, input: ChargeInput & JsonObject): Promise<ChargeOutput> {
  const answer = await call(context, { path, body: withoutAbsent(input), writes: true, expects: 101 });
  const card = text(answer.masked_card_number);
  return {
    transaction_id: text(answer.transaction_id),
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
export function chargeContract(): EffectContract<PayTraceSettings, ChargeInput, ChargeOutput> {
  return {
    class: 'L',
    kind: 'money',
    businessKey: ({ invoice_id: invoice }) => `charge:${invoice}`,
    amount: ({ amount }) => usd(amount),
    verify: async (context, { input, sentAt, sentBefore }: SentEffect<ChargeInput>) =>
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

const withoutAbsent = (input: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => (value as unknown) !== undefined));
