import type { ApiClient } from '@penstock/api-client';
import type { FlowDiffQuery } from '@penstock/contracts';
import { queryOptions } from '@tanstack/react-query';

/** Others decide meanwhile: looked at again while it is shown. */
const refreshMs = 10_000;

export const promotionKeys = { all: ['promotions'] as const, one: (id: string) => ['promotions', id] as const };

export const promotionsQuery = (api: ApiClient) =>
  queryOptions({ queryKey: promotionKeys.all, queryFn: () => api.promotions.list({ limit: 100 }), refetchInterval: refreshMs });

export const promotionQuery = (api: ApiClient, id: string) =>
  queryOptions({ queryKey: promotionKeys.one(id), queryFn: () => api.promotions.read(id), refetchInterval: refreshMs });

export const verificationQuery = (api: ApiClient, id: string) =>
  queryOptions({ queryKey: [...promotionKeys.one(id), 'verification'] as const, queryFn: () => api.promotions.verification(id) });

export const flowDiffQuery = (api: ApiClient, flowId: string, sides: FlowDiffQuery) =>
  queryOptions({ queryKey: ['flows', flowId, 'diff', sides] as const, queryFn: () => api.flows.diff(flowId, sides) });
