import type { ApiClient } from '@penstock/api-client';
import type { CaseQuery } from '@penstock/contracts';
import { queryOptions } from '@tanstack/react-query';

export const caseKeys = {
  all: ['cases'] as const,
  list: (filter: CaseQuery) => ['cases', 'list', filter] as const,
  evidence: (effectId: string) => ['cases', 'evidence', effectId] as const,
};

/** A case may be closed by a colleague or by the platform itself. */
const askAgainMs = 15_000;

/** Oldest first, of one environment or one run. */
export const casesQuery = (api: ApiClient, filter: CaseQuery) =>
  queryOptions({
    queryKey: caseKeys.list(filter),
    queryFn: async () => (await api.cases.list(filter)).items,
    refetchInterval: askAgainMs,
  });

export const evidenceQuery = (api: ApiClient, effectId: string) =>
  queryOptions({
    queryKey: caseKeys.evidence(effectId),
    queryFn: () => api.cases.evidence(effectId),
    refetchInterval: askAgainMs,
  });
