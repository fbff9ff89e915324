import { ConnectorFailure, type Verdict } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import { isObject, text, type PayTraceContext } from './answers';
import { call } from './api';
import { amountField, canonicalAmount, sameAmount } from './money-amount';
import { byVersion } from './versions';

/** PayTrace's letters and digits for how often a plan charges. */
export const frequencies = {
  daily: '6',
  weekly: '5',
  'first and fifteenth': '7',
  'every two weeks': '4',
  monthly: '3',
  'every two months': '9',
  quarterly: '2',
  'every four months': 'A',
  'every six months': '8',
  yearly: '1',
} as const;
export type Frequency = keyof typeof frequencies;
const frequencyNames = Object.keys(frequencies) as [Frequency, ...Frequency[]];

/** How many charges stand for "without end". */
export const endless = 999;

export const planFields = {
  amount: amountField({ title: 'Amount', description: 'US dollars per charge.' }),
  frequency: z.enum(frequencyNames).meta({ title: 'How often' }),
  start_date: z.iso.date().meta({ title: 'First charge on', description: 'YYYY-MM-DD; PayTrace charges half past midnight, Pacific.', widget: 'date' }),
  total_count: z.int().min(1).max(endless).meta({ title: 'Number of charges', description: '999: without end.' }),
  description: z.string().trim().min(1).max(255).meta({
    title: 'Reference',
    description: 'Unique per plan, e.g. the contract; kept in the description. By it a plan whose answer was lost is found again.',
  }),
};

export interface PlanTerms {
  readonly amount: string;
  readonly frequency: Frequency;
  readonly start_date: string;
  readonly total_count: number;
  readonly description: string;
}

export const plan = z.object({
  recurrence_id: z.string().meta({ title: 'Plan ID' }),
  customer_id: z.string().meta({ title: 'Vault customer' }),
  amount: z.string().meta({ title: 'Amount', description: 'US dollars per charge' }),
  next: z.string().meta({ title: 'Next charge', description: 'Day at the gateway, as PayTrace writes it' }),
  total_count: z.string().meta({ title: 'Number of charges' }),
  current_count: z.string().meta({ title: 'Charges so far' }),
  description: z.string().meta({ title: 'Reference' }),
});
export type Plan = z.output<typeof plan>;

/** The plans of a customer. @throws ConnectorFailure when they cannot be read, or where no path for it is known. */
export function exportPlans(context: PayTraceContext, customerId: string): Promise<readonly Plan[]> {
  const { recurrenceExportPath: path } = context.settings;
  return byVersion(context, 'list the plans of a customer', {
    ...(path !== '' && {
      async v1() {
        const answer = await call(context, { path, body: { customer_id: customerId }, writes: false });
        const rows = [answer.recurrences, answer.recurrence].find((rows) => rows !== undefined);
        const list = Array.isArray(rows) ? (rows as readonly Json[]) : rows === undefined ? [] : [rows];
        const plans = list.map(planOf);
        if (rows === undefined || plans.includes(undefined)) throw unreadablePlans(path);
        return plans.filter((row) => row !== undefined);
      },
    }),
  });
}

/** Members follow the legacy record RECURRINGPAYMENT; a row without id or amount cannot be matched. */
function planOf(row: Json): Plan | undefined {
  if (!isObject(row)) return undefined;
  const amount = canonicalAmount(row.amount);
  const id = text(row.id) || text(row.recurrence_id) || text(row.recur_id);
  if (amount === undefined || id === '') return undefined;
  return {
    recurrence_id: id,
    customer_id: text(row.customer_id),
    amount,
    next: text(row.next),
    total_count: text(row.total_count),
    current_count: text(row.current_count),
    description: text(row.description),
  };
}

const unreadablePlans = (path: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'transient',
    code: 'PAYTRACE_EXPORT_UNREADABLE',
    message: 'PayTrace’s list of plans cannot be read. Nothing was changed.',
    exchange: { request: `POST /v1/${path}` },
  });

export interface PlanOutput {
  readonly recurrence_id: string;
  readonly status: 'created' | 'updated' | 'deleted';
  readonly status_message: string;
}

export const planOutput = z.object({
  recurrence_id: z.string().meta({ title: 'Plan ID' }),
  status: z.enum(['created', 'updated', 'deleted']).meta({ title: 'Status' }),
  status_message: z.string().meta({ title: 'Status text' }),
});

type Judged = Verdict<PlanOutput>;

/** Asks for the plans of a customer; no list says nothing, and an empty one proves nothing. */
export async function judgePlans(context: PayTraceContext, customerId: string, judge: (plans: readonly Plan[]) => Judged): Promise<Judged> {
  try {
    return judge(await exportPlans(context, customerId));
  } catch (error) {
    if (error instanceof ConnectorFailure) return { verdict: 'unsure', reason: error.message };
    throw error;
  }
}

export const planFound = ({ recurrence_id: id }: Pick<Plan, 'recurrence_id'>, status: PlanOutput['status']): Judged =>
  ({ verdict: 'found', output: { recurrence_id: id, status, status_message: '' }, remoteId: id });

export const hasTerms = (found: Plan, { amount, total_count: count, description }: PlanTerms): boolean =>
  sameAmount(found.amount, amount) && found.description === description && found.total_count === String(count);

/** A list that holds other plans of the customer proves that this one would be seen. */
export function planAbsent(plans: readonly Plan[], customerId: string): Judged {
  if (plans.length > 0) return { verdict: 'absent', evidence: `PayTrace lists ${plans.length} plans of customer ${customerId}, and this one is not among them.` };
  return { verdict: 'unsure', reason: `PayTrace lists no plan of customer ${customerId}, so nothing proves that this one would be seen.` };
}
