import { defineAction } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { isObject, madeId, text, withoutAbsent, type PayTraceContext } from '../answers';
import { call, labelOf } from '../api';
import { customerField } from '../charge-fields';
import { usDateOf } from '../gateway-day';
import { usd } from '../money-amount';
import { frequencies, hasTerms, judgePlans, planAbsent, planFields, planFound, planOutput, type PlanOutput } from '../recurrence';
import type { PayTraceSettings } from '../settings';
import { callV3, firstOf, merchantIdOf } from '../v3/api';
import { byVersion } from '../versions';

const input = z.strictObject({
  customer_id: customerField,
  ...planFields,
  type: z.enum(['card', 'bank account']).default('card').meta({ title: 'Charges the' }),
  sec_code: z.enum(['CCD', 'PPD', 'WEB', 'TEL']).optional().meta({ title: 'Entry class', description: 'For bank accounts, API v3.' }),
  weekend: z.boolean().optional().meta({ title: 'weekend', description: 'API v3; what it does is not on public record.' }),
  repeat: z.int().min(0).optional().meta({ title: 'repeat', description: 'API v3; what it counts is not on public record.' }),
  omit_surcharge: z.boolean().optional().meta({ title: 'Without surcharge', description: 'API v3.' }),
});
type Input = z.output<typeof input>;

const path = 'recurrence/create';

function create(context: PayTraceContext, { customer_id: customer, ...terms }: Input): Promise<PlanOutput> {
  const recurrence = {
    frequency: frequencies[terms.frequency],
    start_date: usDateOf(terms.start_date),
    total_count: String(terms.total_count),
    transaction_type: 'Sale',
    type: terms.type === 'card' ? 'C' : 'A',
    description: terms.description,
  };
  return byVersion(context, 'create a plan', {
    async v1() {
      const body = { customer_id: customer, recurrence: { amount: terms.amount, ...recurrence } };
      const answer = await call(context, { path, body, writes: true, expects: 150 });
      const made = isObject(answer.recurrence) ? answer.recurrence : {};
      return { recurrence_id: madeId(made.id, labelOf(path)), status: 'created', status_message: text(answer.status_message) };
    },
    async v3() {
      const { sec_code, weekend, repeat, omit_surcharge } = terms;
      const body = withoutAbsent({
        merchant_id: merchantIdOf(context),
        customer_id: customerNumber(customer),
        recurrence: withoutAbsent({ amount: Decimal.from(terms.amount), ...recurrence, sec_code, weekend, repeat }),
        surcharge_info: omit_surcharge === undefined ? undefined : { omit_surcharge },
      });
      const answer = await callV3(context, { path, body, writes: true, decides: { by: 'status' } });
      const made = firstOf(answer.data) ?? {};
      const nested = isObject(made.recurrence) ? made.recurrence : made;
      return { recurrence_id: madeId(nested.id ?? nested.recurrence_id, `POST /v3/${path}`), status: 'created', status_message: text(made.status_message) };
    },
  });
}

/** v3 names customers by PayTrace's integer. */
const customerNumber = (id: string): number | string => (/^\d{1,15}$/.test(id) ? Number(id) : id);

export const createRecurrence = defineAction<PayTraceSettings, Input, PlanOutput>({
  id: 'create-recurrence',
  version: 1,
  title: 'Create a recurring charge',
  summary: 'Lets PayTrace charge a vault customer again and again. Moves money from the first day on.',
  contract: {
    class: 'L',
    kind: 'money',
    businessKey: ({ customer_id: customer, description }) => `recurrence:${customer}:${description}`,
    amount: ({ amount }) => usd(amount),
    verify: (context, { input: wanted }) =>
      judgePlans(context, wanted.customer_id, (plans) => {
        const [first, ...more] = plans.filter((found) => found.description === wanted.description);
        if (first && more.length > 0) {
          const ids = [first, ...more].map(({ recurrence_id: id }) => id);
          return { verdict: 'duplicate', output: { recurrence_id: first.recurrence_id, status: 'created', status_message: '' }, remoteIds: ids };
        }
        if (!first) return planAbsent(plans, wanted.customer_id);
        if (hasTerms(first, wanted)) return planFound(first, 'created');
        return { verdict: 'unsure', reason: `PayTrace has plan ${first.recurrence_id} under this reference, but with other terms.` };
      }),
    compensate: { action: 'delete-recurrence', input: ({ input: { customer_id }, output }) => ({ customer_id, recurrence_id: output.recurrence_id }) },
    undoWindow: 'Delete before half past midnight (Pacific) of the first day',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input: input as unknown as z.ZodType<Input>,
  output: planOutput,
  sample: { recurrence_id: '72553', status: 'created', status_message: 'Your recurring transaction was successfully created.' },
  run: create,
  remoteId: ({ recurrence_id: id }) => id,
});
