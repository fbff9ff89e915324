import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { text } from '../answers';
import { call } from '../api';
import { customerField } from '../charge-fields';
import { judgePlans, planFound, planOutput, type PlanOutput } from '../recurrence';
import type { PayTraceSettings } from '../settings';
import { transactionField } from '../transaction-change';
import { callV3, firstOf, merchantIdOf } from '../v3/api';
import { byVersion } from '../versions';

const input = z.strictObject({
  customer_id: customerField.meta({ description: 'Whose plan it is: by it a deletion whose answer was lost is looked up.' }),
  recurrence_id: transactionField.meta({ title: 'Plan ID' }),
});
type Input = z.output<typeof input>;

export const deleteRecurrence = defineAction<PayTraceSettings, Input, PlanOutput>({
  id: 'delete-recurrence',
  version: 1,
  title: 'End a recurring charge',
  summary: 'Deletes a plan; what it charged before stays. Stops money from moving.',
  contract: {
    class: 'L',
    kind: 'money',
    businessKey: ({ recurrence_id: id }) => `recurrence-delete:${id}`,
    // Gone is only believed from a list that still shows another plan of the customer: an empty one might be blind.
    verify: (context, { input: { customer_id: customer, recurrence_id: id } }) =>
      judgePlans(context, customer, (plans) => {
        if (plans.some((found) => found.recurrence_id === id)) return { verdict: 'absent', evidence: `PayTrace still lists plan ${id}.` };
        if (plans.length > 0) return planFound({ recurrence_id: id }, 'deleted');
        return { verdict: 'unsure', reason: `PayTrace lists no plan of customer ${customer}, so nothing proves that this one would be seen.` };
      }),
    undoWindow: 'Create the plan again',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input: input as unknown as z.ZodType<Input>,
  output: planOutput,
  sample: { recurrence_id: '72553', status: 'deleted', status_message: 'Your recurring transaction was successfully deleted.' },
  run: (context, { recurrence_id: id }) =>
    byVersion(context, 'end a plan', {
      async v1() {
        const answer = await call(context, { path: 'recurrence/delete', body: { recurrence: { id } }, writes: true, expects: 152 });
        return { recurrence_id: id, status: 'deleted', status_message: text(answer.status_message) };
      },
      async v3() {
        const body = { merchant_id: merchantIdOf(context), recurrence: { id } };
        const answer = await callV3(context, { method: 'DELETE', path: 'recurrence', body, writes: true, decides: { by: 'status' } });
        return { recurrence_id: id, status: 'deleted', status_message: text(firstOf(answer.data)?.status_message) };
      },
    }),
  remoteId: ({ recurrence_id: id }) => id,
});
