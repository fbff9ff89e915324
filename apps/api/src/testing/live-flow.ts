import type { FlowDocument } from '@penstock/flow-model';
import { aPayingFlow } from './flow-documents';
import type { Answer, TestApi } from './test-api';

/** A connection that fills the slot `bank` in the sandbox. */
export const connectBank = (api: TestApi): Promise<Answer> =>
  api.as('owner').post('/api/v1/connections', {
    name: 'House bank',
    connector: 'bank',
    environment: 'sandbox',
    slot: 'bank',
    settings: { baseUrl: 'https://bank.example', account: '4711' },
    secrets: { password: 'canary-password' },
  });

/** A flow with one version; not deployed. */
export async function aFlowWithVersion(api: TestApi, document: FlowDocument = aPayingFlow()): Promise<string> {
  const { body } = await api.as('owner').post('/api/v1/flows', { name: document.name, document });
  await api.as('owner').post(`/api/v1/flows/${body.id}/versions`, { revision: 1 });
  return body.id as string;
}

export const deploy = (api: TestApi, flowId: string, versionNumber = 1): Promise<Answer> =>
  api.as('analyst').post('/api/v1/deployments', { flowId, versionNumber, environment: 'sandbox' });
