import type { PoisonRecord, PollChannel, TriggerEvent } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { PayTraceSettings } from '../settings';
import { exportById, exportReadable } from '../export-api';
import { gatewayDate } from '../gateway-time';
import type { Transaction } from '../transaction-record';
import { paymentEventOf, wanted, type PaymentFact, type PaymentSettings, type PaymentStatus } from './payment-event';

const dayMs = 86_400_000;
/** Every poll reads two days again: exports may lag, and a payment is settled or voided after it was first seen. */
const overlapMs = 2 * dayMs;
/** After a long pause, this many days at a time. */
const chunkMs = 7 * dayMs;

const cursorSchema = z.object({ through: z.number() }).nullable();
/** A backfill is read in pieces that the gateway answers quickly. */
const backfillChunkMs = 3 * dayMs;
const backfillCursor = z.object({ from: z.number() }).nullable();

export const paymentPoll: PollChannel<PayTraceSettings, PaymentSettings> = {
  defaultIntervalMs: 60_000,
  intervalMs: ({ pollSeconds }) => (pollSeconds === undefined ? undefined : pollSeconds * 1000),
  async poll(context, { settings, cursor }) {
    const { timezone } = context.settings;
    const now = context.clock.now();
    const from = (cursorSchema.catch(null).parse(cursor)?.through ?? now) - overlapMs;
    const through = Math.min(from + overlapMs + chunkMs, now);
    const { rows, unreadable } = await exportReadable(context, {
      start_date: gatewayDate(from, timezone),
      end_date: gatewayDate(through + dayMs, timezone),
    });
    return { events: rows.flatMap((row) => eventsOf(row, settings)), cursor: { through }, more: through < now, poison: unreadable.map(poisonOf) };
  },
  /**
   * By the time of creation, to the second: the gateway takes whole days of a zone it does not name, so a day more is
   * read at both ends and what lies outside the range is left out again; a row that hides its time is kept.
   */
  async backfill(context, { settings, from, to, cursor }) {
    const { timezone } = context.settings;
    const start = backfillCursor.catch(null).parse(cursor)?.from ?? from;
    const end = Math.min(start + backfillChunkMs, to);
    const { rows, unreadable } = await exportReadable(context, {
      start_date: gatewayDate(start - dayMs, timezone),
      end_date: gatewayDate(end + dayMs, timezone),
    });
    const within = rows.filter(({ created_at: created }) => created === undefined || (Date.parse(created) >= start && Date.parse(created) < end));
    return { events: within.flatMap((row) => eventsOf(row, settings)), cursor: { from: end }, more: end < to, poison: unreadable.map(poisonOf) };
  },
  async one(context, { settings, id }) {
    const found = await exportById(context, id.trim());
    return found ? eventsOf(found, settings) : [];
  },
};

const poisonOf = (name: string): PoisonRecord => ({
  key: `transaction:${name}`,
  reason: `PayTrace lists transaction ${name} in a form that cannot be read, so nothing was started for it. Look it up at PayTrace.`,
});

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
