import type { TriggerEvent } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { currency } from '../money-amount';

export const paymentStatuses = ['approved', 'declined', 'refunded', 'voided', 'settled', 'chargeback'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export const paymentSettings = z.strictObject({
  merchant: z.string().trim().min(1).meta({
    title: 'Merchant',
    description: 'The API user of the PayTrace connection. It is part of what makes an event unique, so it must be the same for webhook, silent post and polling.',
  }),
  statuses: z.array(z.enum(paymentStatuses)).default([...paymentStatuses]).meta({
    title: 'Statuses',
    description: 'Only these start the flow; events of other statuses are left out.',
  }),
  pollSeconds: z.int().min(15).max(86_400).optional().meta({
    title: 'Seconds between looks',
    description: 'How often the list of transactions is read, besides what the gateway tells by itself. Default: every minute.',
  }),
});
export type PaymentSettings = z.output<typeof paymentSettings>;

export const paymentEvent = z.looseObject({
  merchant: z.string().meta({ title: 'Merchant' }),
  transaction_id: z.string().meta({ title: 'Transaction ID' }),
  status: z.enum(paymentStatuses).meta({ title: 'Status' }),
  amount: z.string().optional().meta({ title: 'Amount', description: 'US dollars, e.g. 19.99. A silent post does not tell it.' }),
  invoice_id: z.string().meta({ title: 'Invoice' }),
  customer_id: z.string().optional().meta({ title: 'Vault customer' }),
  created_at: z.string().optional().meta({ title: 'Created', description: 'UTC, ISO 8601' }),
  source: z.enum(['webhook', 'silent-post', 'poll']).meta({ title: 'Told by' }),
});

export interface PaymentFact {
  readonly merchant: string;
  readonly transaction_id: string;
  readonly status: PaymentStatus;
  readonly amount?: string | undefined;
  readonly invoice_id: string;
  readonly customer_id?: string | undefined;
  readonly created_at?: string | undefined;
  readonly source: 'webhook' | 'silent-post' | 'poll';
}

/**
 * The three ways to hear of a payment name it alike, `merchant:transaction:status`, so that whichever comes first
 * starts the run and the others are recognised as repeats.
 */
export function paymentEventOf(fact: PaymentFact, extra: JsonObject = {}): TriggerEvent {
  const { merchant, transaction_id: id, status, amount, invoice_id: invoice } = fact;
  const told = Object.entries(fact).filter((member): member is [string, Json] => member[1] !== undefined);
  return {
    dedupeKey: `${merchant}:${id}:${status}`,
    payload: { ...extra, ...Object.fromEntries(told) },
    labels: {
      transaction: id,
      status,
      ...(invoice !== '' && { invoice }),
      ...(amount !== undefined && { amount, currency }),
    },
  };
}

export const wanted = ({ status }: PaymentFact, { statuses }: PaymentSettings): boolean => statuses.includes(status);
