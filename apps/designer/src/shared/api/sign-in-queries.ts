import { ApiProblem, type ApiClient } from '@penstock/api-client';
import { queryOptions } from '@tanstack/react-query';

export const signInKeys = { provider: ['sign-in', 'provider'] as const };

export const signInOptionsQuery = (api: ApiClient) =>
  queryOptions({ queryKey: ['sign-in', 'options'] as const, queryFn: () => api.signIn.options(), staleTime: 60_000 });

/** `null` when none is set up. */
export const signInProviderQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: signInKeys.provider,
    queryFn: async () => {
      try {
        return await api.signIn.provider();
      } catch (thrown) {
        if (thrown instanceof ApiProblem && thrown.problem.code === 'OIDC_NOT_SET_UP') return null;
        throw thrown;
      }
    },
  });
