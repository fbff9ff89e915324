import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { achPaymentSample, achPaymentSchema, listAchPayments } from '../ach';
import { gatewayDayField } from '../gateway-day';
import type { PayTraceSettings } from '../settings';
import { byVersion } from '../versions';

const input = z.strictObject({ from: gatewayDayField('From'), to: gatewayDayField('To') });
const output = z.object({ payments: z.array(achPaymentSchema).meta({ title: 'Payments' }) });

export const listAchPaymentsAction = defineAction<PayTraceSettings, z.output<typeof input>, z.output<typeof output>>({
  id: 'list-ach-payments',
  version: 1,
  title: 'List bank payments',
  summary: 'Reads the ACH payments of a range of days (API v3), returned ones included. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { payments: [{ ...achPaymentSample }] },
  run: (context, { from, to }) =>
    byVersion(context, 'list bank payments', {
      v3: async () => ({ payments: [...(await listAchPayments(context, { start_date: from, end_date: to }))] }),
    }),
});
