import type { ApiClient } from '@penstock/api-client';
import { contractOf, type FlowContract } from '@penstock/flow-model';
import { queryOptions } from '@tanstack/react-query';
import { flowKeys } from '../../../../shared/api/flow-queries';

/**
 * What a flow declares to take and give: its version that is live in the environment, as deploying compares with that
 * one; else its newest version, else its draft. Null when it is not made to be called.
 */
export const contractQuery = (api: ApiClient, flowId: string, environment: string) =>
  queryOptions({
    queryKey: [...flowKeys.flow(flowId), 'contract', environment] as const,
    queryFn: async (): Promise<FlowContract | null> => {
      const { latestVersion, deployments } = await api.flows.read(flowId);
      const live = deployments.find((deployment) => deployment.environment === environment)?.versionNumber;
      const number = live ?? latestVersion;
      const { document } = number === null ? await api.flows.draft(flowId) : await api.flows.version(flowId, number);
      return contractOf(document) ?? null;
    },
  });
