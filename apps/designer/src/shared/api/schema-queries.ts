import type { ApiClient } from '@penstock/api-client';
import type { SchemaFinding, SchemaFindingStatus } from '@penstock/contracts';
import { queryOptions } from '@tanstack/react-query';

export const schemaKeys = { all: ['schemas'] as const };
const whileComparingMs = 1_000;
/** More than anybody works through in one sitting; the page says so when there are more. */
export const MOST_FINDINGS = 200;

export interface FindingFilter {
  readonly environment: string;
  readonly status?: SchemaFindingStatus;
  readonly flowId?: string;
}

export const findingsQuery = (api: ApiClient, filter: FindingFilter) =>
  queryOptions({
    queryKey: [...schemaKeys.all, 'findings', filter] as const,
    queryFn: () => api.schemas.findings({ ...filter, limit: MOST_FINDINGS }),
  });

export const openFindingsQuery = (api: ApiClient, environment: string) => findingsQuery(api, { environment, status: 'open' });

/** Looks again by itself while a comparison is asked for. */
export const schemaChecksQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: [...schemaKeys.all, 'checks'] as const,
    queryFn: () => api.schemas.checks(),
    refetchInterval: ({ state }) => (state.data?.items.some(({ isRequested }) => isRequested) ? whileComparingMs : false),
  });

/** How many findings each flow feels. */
export function findingsByFlow(findings: readonly SchemaFinding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { places } of findings)
    for (const flowId of new Set(places.map((place) => place.flowId))) counts.set(flowId, (counts.get(flowId) ?? 0) + 1);
  return counts;
}
