import type { ApiClient } from '@penstock/api-client';
import { queryOptions } from '@tanstack/react-query';

const whileRunningMs = 1_000;

/** Looks again by itself while a rotation runs. */
export const vaultQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['vault'] as const,
    queryFn: () => api.vault.status(),
    refetchInterval: ({ state }) => (state.data?.lastRotation?.finishedAt === null ? whileRunningMs : false),
  });
