import type { ApiClient } from '@penstock/api-client';
import { queryOptions } from '@tanstack/react-query';

export const caseKeys = {
  all: ['cases'] as const,
  list: ['cases', 'list'] as const,
  evidence: (effectId: string) => ['cases', 'evidence', effectId] as const,
};

/** A case may be closed by a colleague or by the platform itself. */
const askAgainMs = 15_000;

/** Of all environments, oldest first. */
export const casesQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: caseKeys.list,
    queryFn: async () => (await api.cases.list()).items,
    refetchInterval: askAgainMs,
  });

export const evidenceQuery = (api: ApiClient, effectId: string) =>
  queryOptions({
    queryKey: caseKeys.evidence(effectId),
    queryFn: () => api.cases.evidence(effectId),
    refetchInterval: askAgainMs,
  });
