import type { ApiClient } from '@penstock/api-client';
import { contractOf, type FlowContract } from '@penstock/flow-model';
import { queryOptions } from '@tanstack/react-query';
import { flowKeys } from '../../../../shared/api/flow-queries';

/** What a flow declares to take and give: of its newest version, else of its draft; null when it declares nothing. */
export const contractQuery = (api: ApiClient, flowId: string) =>
  queryOptions({
    queryKey: [...flowKeys.flow(flowId), 'contract'] as const,
    queryFn: async (): Promise<FlowContract | null> => {
      const { latestVersion } = await api.flows.read(flowId);
      const { document } =
        latestVersion === null ? await api.flows.draft(flowId) : await api.flows.version(flowId, latestVersion);
      return contractOf(document) ?? null;
    },
  });
