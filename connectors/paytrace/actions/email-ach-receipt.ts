import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { withoutAbsent } from '../answers';
import { optionalText } from '../charge-fields';
import type { PayTraceSettings } from '../settings';
import { callV3 } from '../v3/api';
import { byVersion } from '../versions';

const input = z.strictObject({
  ach_transaction_id: z.string().trim().min(1).max(64).meta({ title: 'Payment ID' }),
  to: z.array(z.email()).min(1).max(10).meta({ title: 'To' }),
  from_name: optionalText('Name of the sender', 50),
  reply_address: z.email().optional().meta({ title: 'Answers to' }),
  comment: optionalText('Comment', 255),
});
type Input = z.output<typeof input>;

const output = z.object({
  ach_transaction_id: z.string().meta({ title: 'Payment ID' }),
  status: z.literal('sent').meta({ title: 'Status' }),
});

export const emailAchReceipt = defineAction<PayTraceSettings, Input, z.output<typeof output>>({
  id: 'email-ach-receipt',
  version: 1,
  title: 'E-mail the receipt of a bank payment',
  summary: 'Lets PayTrace send the receipt of an ACH payment (API v3). Moves no money.',
  contract: {
    class: 'H',
    kind: 'message',
    businessKey: ({ ach_transaction_id: id, to }) => `ach-receipt:${id}:${[...to].sort().join(',')}`,
    undoWindow: 'None: a mail cannot be called back',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { ach_transaction_id: '7f9c1b7e-3c1a-4b70-9a3d-1f2e3d4c5b6a', status: 'sent' },
  run: (context, { to, from_name, reply_address, comment, ach_transaction_id: id }) =>
    byVersion(context, 'e-mail the receipt of a bank payment', {
      async v3() {
        const body = withoutAbsent({ to, from_name, reply_address, comment, ach_transaction_id: id });
        await callV3(context, { path: 'checks/email/receipt', body, writes: true, decides: { by: 'status' } });
        return { ach_transaction_id: id, status: 'sent' };
      },
    }),
  remoteId: ({ ach_transaction_id: id }) => id,
});
