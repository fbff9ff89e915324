import type { PollChannel, TriggerEvent } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { PayTraceSettings } from '../connection';
import { exportByDateRange } from '../export-api';
import { gatewayDate } from '../gateway-time';
import type { Transaction } from '../transaction-record';
import { paymentEventOf, wanted, type PaymentFact, type PaymentSettings, type PaymentStatus } from './payment-event';

const dayMs = 86_400_000;
/** Every poll reads two days again: exports may lag, and a payment is settled or voided after it was first seen. */
const overlapMs = 2 * dayMs;
/** After a long pause, this many days at a time. */
const chunkMs = 7 * dayMs;

const cursorSchema = z.object({ through: z.number() }).nullable();

export const paymentPoll: PollChannel<PayTraceSettings, PaymentSettings> = {
  defaultIntervalMs: 60_000,
  async poll(context, { settings, cursor }) {
    const { timezone } = context.settings;
    const now = context.clock.now();
    const from = (cursorSchema.catch(null).parse(cursor)?.through ?? now) - overlapMs;
    const through = Math.min(from + overlapMs + chunkMs, now);
    const rows = await exportByDateRange(context, {
      start_date: gatewayDate(from, timezone),
      end_date: gatewayDate(through + dayMs, timezone),
    });
    return { events: rows.flatMap((row) => eventsOf(row, settings)), cursor: { through }, more: through < now };
  },
};

function eventsOf(row: Transaction, settings: PaymentSettings): readonly TriggerEvent[] {
  const facts = statusesOf(row).map((status): PaymentFact => ({
    merchant: settings.merchant,
    transaction_id: row.transaction_id,
    status,
    amount: row.amount,
    invoice_id: row.invoice_id,
    customer_id: row.customer_id,
    created_at: row.created_at,
    source: 'poll',
  }));
  return facts.filter((fact) => wanted(fact, settings)).map((fact) => paymentEventOf(fact));
}

/**
 * A settled charge was approved before, so it tells both: the first may have been missed. A voided one tells only that
 * it is void, lest a payment that is gone be posted. What cannot be judged yet is read again by the next poll.
 */
function statusesOf({ status }: Transaction): readonly PaymentStatus[] {
  if (status === 'settled') return ['approved', 'settled'];
  return status === 'unclear' ? [] : [status];
}
