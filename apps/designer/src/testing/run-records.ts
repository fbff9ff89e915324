import type { Effect, Run } from '@penstock/contracts';

/** Records as the API answers them, for tests. */
export const at = '2026-11-23T09:00:00.000Z';
let runs = 0;
export const idOf = (number: number): string => `0193a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

interface StoppedRun {
  readonly code: string;
  readonly amount: string;
  readonly createdAt?: string;
}

export const aStoppedRun = ({ code, amount, createdAt = at }: StoppedRun): Run => ({
  id: idOf(++runs),
  flowId: idOf(900),
  flowName: 'Card payments',
  versionNumber: 1,
  environment: 'sandbox',
  eventId: idOf(901),
  status: 'needs-attention',
  labels: { invoice: 'WEB-1001', amount, currency: 'USD' },
  attempts: 1,
  failure: { code, class: 'business', message: `Because of ${code}.` },
  createdAt,
  finishedAt: null,
  nextAt: null,
});

export const anEffect = (changes: Partial<Effect> = {}): Effect => ({
  id: idOf(800),
  runId: idOf(700),
  stepId: 'charge',
  attempt: 1,
  connector: 'paytrace',
  action: 'sale',
  kind: 'money',
  class: 'L',
  businessKey: 'charge:WEB-1001',
  status: 'needs-person',
  amount: '218.40',
  currency: 'USD',
  remoteId: null,
  resolvedBy: null,
  settledAt: null,
  word: null,
  probes: 1,
  sentAt: at,
  resolveAfter: null,
  failure: { code: 'TIMEOUT', class: 'ambiguous', message: 'PayTrace did not answer.' },
  ...changes,
});
