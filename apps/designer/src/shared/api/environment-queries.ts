import type { ApiClient } from '@penstock/api-client';
import { queryOptions } from '@tanstack/react-query';

export const bindingKeys = { all: ['slot-bindings'] as const };

/** What fills each slot of a flow in an environment. */
export const bindingsQuery = (api: ApiClient, environmentId: string, flowId: string) =>
  queryOptions({
    queryKey: [...bindingKeys.all, environmentId, flowId] as const,
    queryFn: async () => (await api.environments.bindings(environmentId, flowId)).items,
  });
