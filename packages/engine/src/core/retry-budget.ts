import type { CallCounts } from './breaker';

/**
 * A remote side that is going down must not be met with more load than on a good day: while a fair part of the calls
 * fails, retries are a share of the calls of the same window, plus a few so that quiet connections can retry at all. One
 * that answers again takes retries like any other call; what an outage has left behind is worked off at full speed.
 */
export interface RetryBudget {
  readonly share: number;
  readonly minimum: number;
  /** From this share of failed calls on. */
  readonly fromFailureShare: number;
}

export const defaultRetryBudget: RetryBudget = { share: 0.1, minimum: 5, fromFailureShare: 0.2 };

export function mayRetry({ calls, failures, retries }: CallCounts & { readonly retries: number }, budget: RetryBudget): boolean {
  if (failures < calls * budget.fromFailureShare) return true;
  return retries + 1 <= Math.floor(calls * budget.share) + budget.minimum;
}
