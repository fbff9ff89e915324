import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text, withoutAbsent } from '../answers';
import { call } from '../api';
import { customerField } from '../charge-fields';
import { usDateOf } from '../gateway-day';
import { sameAmount, usd } from '../money-amount';
import { frequencies, judgePlans, planFields, planFound, planOutput, type PlanOutput } from '../recurrence';
import type { PayTraceSettings } from '../settings';
import { transactionField } from '../transaction-change';
import { byVersion } from '../versions';

const input = z.strictObject({
  customer_id: customerField,
  recurrence_id: transactionField.meta({ title: 'Plan ID' }),
  amount: planFields.amount,
  frequency: planFields.frequency.optional(),
  start_date: planFields.start_date.optional(),
  total_count: planFields.total_count.optional(),
});
type Input = z.output<typeof input>;

export const updateRecurrence = defineAction<PayTraceSettings, Input, PlanOutput>({
  id: 'update-recurrence',
  version: 1,
  title: 'Change a recurring charge',
  summary: 'Changes amount, days or number of the charges of a plan. Moves money from the next charge on.',
  contract: {
    class: 'L',
    kind: 'money',
    businessKey: (wanted) => `recurrence-update:${JSON.stringify(withoutAbsent(wanted as never))}`,
    amount: ({ amount }) => usd(amount),
    verify: (context, { input: wanted }) =>
      judgePlans(context, wanted.customer_id, (plans) => {
        const found = plans.find(({ recurrence_id: id }) => id === wanted.recurrence_id);
        if (!found) return { verdict: 'unsure', reason: `PayTrace does not list plan ${wanted.recurrence_id} of this customer.` };
        const isSet = sameAmount(found.amount, wanted.amount) && (wanted.total_count === undefined || found.total_count === String(wanted.total_count));
        return isSet ? planFound(found, 'updated') : { verdict: 'absent', evidence: `PayTrace shows plan ${found.recurrence_id} with ${found.amount}.` };
      }),
    undoWindow: 'Change again before half past midnight (Pacific) of the next day',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input: input as unknown as z.ZodType<Input>,
  output: planOutput,
  sample: { recurrence_id: '72553', status: 'updated', status_message: 'Your recurring transaction was successfully updated.' },
  run: (context, { recurrence_id: id, amount, frequency, start_date: start, total_count: count }) =>
    byVersion(context, 'change a plan', {
      ...(context.settings.recurrenceUpdatePath !== '' && {
        v1: async (): Promise<PlanOutput> => {
          const recurrence = withoutAbsent({
            id,
            amount,
            frequency: frequency && frequencies[frequency],
            start_date: start && usDateOf(start),
            total_count: count === undefined ? undefined : String(count),
          });
          const answer = await call(context, { path: context.settings.recurrenceUpdatePath, body: { recurrence }, writes: true, expects: 151 });
          return { recurrence_id: id, status: 'updated', status_message: text(answer.status_message) };
        },
      }),
    }),
  remoteId: ({ recurrence_id: id }) => id,
});
