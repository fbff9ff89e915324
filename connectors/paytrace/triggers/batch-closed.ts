import { defineTrigger, type PollChannel, type TriggerEvent } from '@penstock/connector-sdk';
import { z } from 'zod';
import { withoutAbsent } from '../answers';
import { batchSample, batchSchema, exportBatches, type Batch } from '../batches';
import { gatewayDate } from '../gateway-time';
import { currency } from '../money-amount';
import type { PayTraceSettings } from '../settings';

const settings = z.strictObject({
  merchant: z.string().trim().min(1).meta({
    title: 'Merchant',
    description: 'The API user of the PayTrace connection; part of what makes an event unique.',
  }),
  pollSeconds: z.int().min(60).max(86_400).optional().meta({
    title: 'Seconds between looks',
    description: 'How often the list of batches is read. Default: every ten minutes.',
  }),
});
type Settings = z.output<typeof settings>;

const event = batchSchema.extend({ merchant: z.string().meta({ title: 'Merchant' }) });

const dayMs = 86_400_000;
/** Every poll reads two days again: the list may lag behind the settlement. */
const overlapMs = 2 * dayMs;
/** After a long pause, this many days at a time. */
const chunkMs = 14 * dayMs;

const cursorSchema = z.object({ through: z.number() }).nullable();
const backfillCursor = z.object({ from: z.number() }).nullable();

const poll: PollChannel<PayTraceSettings, Settings> = {
  defaultIntervalMs: 600_000,
  intervalMs: ({ pollSeconds }) => (pollSeconds === undefined ? undefined : pollSeconds * 1000),
  async poll(context, { settings: chosen, cursor }) {
    const now = context.clock.now();
    const from = (cursorSchema.catch(null).parse(cursor)?.through ?? now) - overlapMs;
    const through = Math.min(from + overlapMs + chunkMs, now);
    const batches = await exportBatches(context, daysOf({ from, to: through + dayMs }, context.settings.timezone));
    return { events: batches.map((batch) => eventOf(batch, chosen)), cursor: { through }, more: through < now };
  },
  /** By the time of closing, to the second; a batch that hides it is kept. */
  async backfill(context, { settings: chosen, from, to, cursor }) {
    const start = backfillCursor.catch(null).parse(cursor)?.from ?? from;
    const end = Math.min(start + chunkMs, to);
    const batches = await exportBatches(context, daysOf({ from: start - dayMs, to: end + dayMs }, context.settings.timezone));
    const within = batches.filter(({ closed_at: closed }) => closed === undefined || (Date.parse(closed) >= start && Date.parse(closed) < end));
    return { events: within.map((batch) => eventOf(batch, chosen)), cursor: { from: end }, more: end < to };
  },
};

const daysOf = ({ from, to }: { readonly from: number; readonly to: number }, timeZone: string) => ({ start_date: gatewayDate(from, timeZone), end_date: gatewayDate(to, timeZone) });

/** Numbers of batches repeat in time, so the time of closing is part of the name. */
function eventOf(batch: Batch, { merchant }: Settings): TriggerEvent {
  const { batch_number: number, closed_at: closed, net_amount: amount } = batch;
  return {
    dedupeKey: `${merchant}:batch:${number}:${closed ?? 'no time'}`,
    payload: withoutAbsent({ ...batch, merchant }),
    labels: { batch: number, ...(amount !== '' && { amount, currency }) },
  };
}

export const batchClosed = defineTrigger<PayTraceSettings, Settings>({
  id: 'batch-closed',
  version: 1,
  title: 'Batch closed',
  summary: 'PayTrace closed a batch: what was charged and paid back is on its way to the bank.',
  settings,
  event,
  sample: { ...batchSample, merchant: 'demo-merchant' },
  channels: [],
  poll,
});
