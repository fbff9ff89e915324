import { ApiProblem, type ApiClient } from '@penstock/api-client';
import type { ExplainFailureQuery } from '@penstock/contracts';
import { queryOptions } from '@tanstack/react-query';

/** Whether an AI provider is switched on, and whose. */
export const assistOfferQuery = (api: ApiClient) => queryOptions({ queryKey: ['assist', 'offer'] as const, queryFn: () => api.assist.offer(), staleTime: 60_000 });

/** `null` when none is set up. */
export const aiProviderQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['assist', 'provider'] as const,
    queryFn: async () => {
      try {
        return await api.assist.provider();
      } catch (thrown) {
        if (thrown instanceof ApiProblem && thrown.problem.code === 'AI_NOT_SET_UP') return null;
        throw thrown;
      }
    },
  });

/** Out of the catalogues of this release: the same for as long as the page is open. */
export const failureExplanationQuery = (api: ApiClient, { code, class: failureClass }: ExplainFailureQuery) =>
  queryOptions({
    queryKey: ['assist', 'failure', code, failureClass] as const,
    queryFn: () => api.assist.explainFailure({ code, class: failureClass }),
    staleTime: Infinity,
  });
