/**
 * A remote side that is going down must not be met with more load than on a good day: retries are a share of the calls
 * of the same window, plus a few so that quiet connections can retry at all.
 */
export interface RetryBudget {
  readonly share: number;
  readonly minimum: number;
}

export const defaultRetryBudget: RetryBudget = { share: 0.1, minimum: 5 };

export const mayRetry = (counts: { readonly calls: number; readonly retries: number }, budget: RetryBudget): boolean =>
  counts.retries + 1 <= Math.floor(counts.calls * budget.share) + budget.minimum;
