import { ApiProblem, type ApiClient } from '@penstock/api-client';
import type { Session } from '@penstock/contracts';
import { queryOptions } from '@tanstack/react-query';

export const sessionKey = ['session'] as const;
/** True after a session that this page worked with was refused; whoever signs in again goes on where they were. */
export const sessionEndedKey = ['session', 'ended'] as const;

/** `null` when nobody is signed in. */
export const sessionQuery = (api: ApiClient) =>
  queryOptions<Session | null>({
    queryKey: sessionKey,
    queryFn: async () => {
      try {
        return await api.session.current();
      } catch (thrown) {
        if (thrown instanceof ApiProblem && thrown.status === 401) return null;
        throw thrown;
      }
    },
    staleTime: Infinity,
  });

export const environmentsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['environments'] as const,
    queryFn: async () => [...(await api.environments.list()).items].sort((a, b) => a.position - b.position),
    staleTime: 5 * 60_000,
  });

export const apiKeysQuery = (api: ApiClient) =>
  queryOptions({ queryKey: ['api-keys'] as const, queryFn: () => api.apiKeys.list() });
