import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { achPaymentSample, achPaymentSchema, rowOf } from '../ach';
import { gatewayDayField } from '../gateway-day';
import type { PayTraceSettings } from '../settings';
import { callV3, merchantIdOf } from '../v3/api';
import { listOfV3 } from '../v3/records';
import { byVersion } from '../versions';

const input = z.strictObject({
  deposit_id: z.string().trim().min(1).max(50).meta({ title: 'Deposit ID', description: 'E.g. 20200110-D9999' }),
  from: gatewayDayField('From'),
  to: gatewayDayField('To'),
  limit: z.int().min(1).max(1000).default(100).meta({ title: 'At most' }),
  offset: z.int().min(0).default(0).meta({ title: 'Start at' }),
});
const output = z.object({ payments: z.array(achPaymentSchema).meta({ title: 'Payments' }) });

export const listAchDeposit = defineAction<PayTraceSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'list-ach-deposit',
  version: 1,
  title: 'List a bank deposit',
  summary: 'Reads the ACH payments behind one deposit at the bank (API v3). Changes nothing.',
  contract: { class: 'R' },
  input: input as unknown as z.ZodType<z.output<typeof input>>,
  output,
  sample: { payments: [{ ...achPaymentSample }] },
  run: (context, { deposit_id, from, to, limit, offset }) =>
    byVersion(context, 'list a bank deposit', {
      async v3() {
        const body = {
          limit,
          offset,
          // Shown as text on this page and as an integer on all others.
          merchant_id: String(merchantIdOf(context)),
          deposit_id,
          start_date: `${from}T00:00:00.000Z`,
          end_date: `${to}T23:59:59.999Z`,
          return_all_results: false,
          show_extra_information: false,
        };
        const rows = listOfV3(await callV3(context, { path: 'checks/deposit/transactions', body, writes: false, decides: { by: 'status' } }), 'items');
        const read = rows?.map(rowOf);
        if (read && !read.includes(undefined)) return { payments: read.filter((row) => row !== undefined) };
        throw new ConnectorFailure({ class: 'transient', code: 'PAYTRACE_EXPORT_UNREADABLE', message: 'PayTrace’s list of a deposit cannot be read. Nothing was changed.' });
      },
    }),
});
