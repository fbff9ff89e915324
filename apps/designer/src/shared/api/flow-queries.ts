import type { ApiClient } from '@penstock/api-client';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { queryOptions } from '@tanstack/react-query';

export const flowKeys = {
  all: ['flows'] as const,
  flow: (flowId: string) => ['flows', flowId] as const,
  draft: (flowId: string) => ['flows', flowId, 'draft'] as const,
  versions: (flowId: string) => ['flows', flowId, 'versions'] as const,
  version: (flowId: string, number: number) => ['flows', flowId, 'versions', number] as const,
  deployments: ['deployments'] as const,
};

export const flowsQuery = (api: ApiClient) =>
  queryOptions({ queryKey: flowKeys.all, queryFn: () => api.flows.list({ limit: 200 }) });

/** They change with the release only. */
export const templatesQuery = (api: ApiClient) =>
  queryOptions({ queryKey: ['flow-templates'] as const, queryFn: () => api.flows.templates(), staleTime: Infinity });

export const flowQuery = (api: ApiClient, flowId: string) =>
  queryOptions({ queryKey: flowKeys.flow(flowId), queryFn: () => api.flows.read(flowId) });

/** Opening an editor takes one draft; the editor's own saves keep it current from then on. */
export const draftQuery = (api: ApiClient, flowId: string) =>
  queryOptions({
    queryKey: flowKeys.draft(flowId),
    queryFn: () => api.flows.draft(flowId),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export const versionsQuery = (api: ApiClient, flowId: string) =>
  queryOptions({ queryKey: flowKeys.versions(flowId), queryFn: () => api.flows.versions(flowId, { limit: 100 }) });

export const versionQuery = (api: ApiClient, flowId: string, number: number) =>
  queryOptions({
    queryKey: flowKeys.version(flowId, number),
    queryFn: () => api.flows.version(flowId, number),
    staleTime: Infinity,
  });

export const deploymentsQuery = (api: ApiClient) =>
  queryOptions({ queryKey: flowKeys.deployments, queryFn: () => api.deployments.list({ limit: 200 }) });

/** Asked again while it is shown: times move and backfills progress by themselves. */
const TRIGGER_REFRESH_MS = 5_000;

export const triggerKeys = {
  state: (deploymentId: string) => ['deployments', deploymentId, 'trigger'] as const,
  backfills: (deploymentId: string) => ['deployments', deploymentId, 'backfills'] as const,
};

export const triggerStateQuery = (api: ApiClient, deploymentId: string) =>
  queryOptions({
    queryKey: triggerKeys.state(deploymentId),
    queryFn: () => api.deployments.triggerState(deploymentId),
    refetchInterval: TRIGGER_REFRESH_MS,
  });

export const backfillsQuery = (api: ApiClient, deploymentId: string) =>
  queryOptions({
    queryKey: triggerKeys.backfills(deploymentId),
    queryFn: () => api.deployments.backfills(deploymentId, { limit: 5 }),
    refetchInterval: TRIGGER_REFRESH_MS,
  });

export const connectorsQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: ['connectors'] as const,
    // The API passes descriptors through as connector-sdk makes them; contracts only checks id and title.
    queryFn: async () => (await api.connectors.list()).items as unknown as readonly ConnectorDescriptor[],
    staleTime: Infinity,
  });

export const importsQuery = (api: ApiClient) =>
  queryOptions({ queryKey: ['connectors', 'imports'] as const, queryFn: () => api.connectors.imports() });

export const connectionKeys = { all: ['connections'] as const, weather: ['connections', 'weather'] as const };

export const connectionsQuery = (api: ApiClient) =>
  queryOptions({ queryKey: connectionKeys.all, queryFn: () => api.connections.list({ limit: 200 }) });

/** Breakers open and close by themselves: looked at every few seconds while a page shows them. */
const weatherEveryMs = 5_000;

export const connectionWeatherQuery = (api: ApiClient) =>
  queryOptions({
    queryKey: connectionKeys.weather,
    queryFn: () => api.connections.allWeather(),
    refetchInterval: weatherEveryMs,
  });
