import type { CallCounts } from './breaker';

/**
 * A remote side that is going down must not be met with more load than on a good day: while nearly as many calls fail as
 * open the breaker, retries are a share of the calls of the same window, plus a few so that quiet connections can retry
 * at all. Where fewer fail, retries add two thirds to the load at most and are taken like any other call: held to a tenth
 * there, the runs of one bad call in four would never catch up with the new ones.
 */
export interface RetryBudget {
  readonly share: number;
  readonly minimum: number;
  /** From this share of failed calls on. */
  readonly fromFailureShare: number;
}

export const defaultRetryBudget: RetryBudget = { share: 0.1, minimum: 5, fromFailureShare: 0.4 };

export function mayRetry({ calls, failures, retries }: CallCounts & { readonly retries: number }, budget: RetryBudget): boolean {
  if (failures < calls * budget.fromFailureShare) return true;
  return retries + 1 <= Math.floor(calls * budget.share) + budget.minimum;
}
