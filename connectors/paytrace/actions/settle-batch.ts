import { defineAction, type SentEffect, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text, type PayTraceContext } from '../answers';
import { call } from '../api';
import { exportByDateRange } from '../export-api';
import { daysAround } from '../gateway-time';
import { orUnsure } from '../recovery';
import type { PayTraceSettings } from '../settings';
import { isUncaptured } from '../transaction-record';
import { byVersion } from '../versions';

const input = z.strictObject({
  reference: z.string().trim().min(1).max(50).meta({ title: 'Reference', description: 'What this settlement is called, e.g. the day: it is asked for once per reference. Not sent to PayTrace.' }),
});
type Input = z.output<typeof input>;

const output = z.object({
  status: z.literal('settled').meta({ title: 'Status' }),
  response_code: z.string().meta({ title: 'Response code' }),
  status_message: z.string().meta({ title: 'Status text' }),
});
type Output = z.output<typeof output>;

/** Gateway and database clocks may differ by this much. */
const clockSkewMs = 60_000;

/**
 * What waits for settlement and is older than the request would be settled by now. Rows that wait prove that the list
 * sees them; only a settlement since the request proves that it happened.
 */
const verify = (context: PayTraceContext, { sentAt, sentBefore }: SentEffect<Input>): Promise<Verdict<Output>> =>
  orUnsure(async (): Promise<Verdict<Output>> => {
    const rows = await exportByDateRange(context, daysAround({ sentAt, sentBefore }, context.settings.timezone));
    const settled = rows.filter(({ settled_at: at }) => at !== undefined && Date.parse(at) >= sentAt - clockSkewMs);
    if (settled.length > 0) {
      return { verdict: 'found', output: { status: 'settled', response_code: '175', status_message: `${settled.length} transactions were settled since.` } };
    }
    const waiting = rows.filter((row) => row.status === 'approved' && !isUncaptured(row) && row.created_at !== undefined && Date.parse(row.created_at) < sentAt);
    if (waiting.length > 0) return { verdict: 'absent', evidence: `PayTrace still lists ${waiting.length} transactions as waiting for settlement.` };
    return { verdict: 'unsure', reason: 'PayTrace lists nothing that was waiting or was settled since, so nothing proves either.' };
  });

export const settleBatch = defineAction<PayTraceSettings, Input, Output>({
  id: 'settle-batch',
  version: 1,
  title: 'Settle the open batch',
  summary: 'Sends everything that waits to the bank now instead of at 20:00 Pacific. Moves money and cannot be undone.',
  contract: {
    class: 'L',
    kind: 'money',
    businessKey: ({ reference }) => `settle:${reference}`,
    verify,
    undoWindow: 'None: settled charges are refunded',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { status: 'settled', response_code: '175', status_message: 'Your batch was successfully settled.' },
  run: (context) =>
    byVersion(context, 'settle the open batch', {
      async v1() {
        const answer = await call(context, { path: 'transactions/settle', body: {}, writes: true, expects: 175 });
        return { status: 'settled', response_code: text(answer.response_code), status_message: text(answer.status_message) };
      },
    }),
});
