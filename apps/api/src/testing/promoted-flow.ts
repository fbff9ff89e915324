import type { FlowDocument } from '@penstock/flow-model';
import { aPayingFlow } from './flow-documents';
import { connectBank, deploy, aFlowWithVersion } from './live-flow';
import type { Answer, TestApi } from './test-api';

/** Production demands promotion, and both environments have the connection that flows need. */
export async function openPipeline(api: TestApi): Promise<void> {
  await connectBank(api);
  await api.as('owner').post('/api/v1/connections', {
    name: 'Real bank',
    connector: 'bank',
    environment: 'production',
    slot: 'bank',
    settings: { baseUrl: 'https://real-bank.example', account: '1' },
    secrets: { password: 'canary-password' },
  });
  await setRules(api, { demandsPromotion: true });
}

export async function setRules(api: TestApi, changes: object): Promise<void> {
  const { body } = await api.as('owner').get('/api/v1/environments');
  const production = body.items.find(({ key }: { key: string }) => key === 'production') as { id: string };
  await api.as('owner').send('PATCH', `/api/v1/environments/${production.id}`, changes);
}

/** Version 1 of a flow, live in the sandbox. */
export async function aTriedFlow(api: TestApi, document: FlowDocument): Promise<string> {
  const flowId = await aFlowWithVersion(api, document);
  await deploy(api, flowId);
  return flowId;
}

/** The next version of a flow, by the analyst, live in the sandbox. @returns its number */
export async function nextTriedVersion(api: TestApi, flowId: string, document: FlowDocument = aPayingFlow()): Promise<number> {
  const { body } = await api.as('analyst').get(`/api/v1/flows/${flowId}/draft`);
  const saved = await api.as('analyst').send('PUT', `/api/v1/flows/${flowId}/draft`, { document, revision: body.revision });
  const made = await api.as('analyst').post(`/api/v1/flows/${flowId}/versions`, { revision: saved.body.revision, note: 'Next' });
  await deploy(api, flowId, made.body.number as number);
  return made.body.number as number;
}

export const askFor = (api: TestApi, flowId: string, versionNumber = 1, more: object = {}): Promise<Answer> =>
  api.as('analyst').post('/api/v1/promotions', { flowId, versionNumber, environment: 'production', note: 'Ready for production', ...more });

export const approve = (api: TestApi, asked: Answer, reason = 'Looked at it'): Promise<Answer> =>
  api.as('approver').post(`/api/v1/promotions/${asked.body.id}/approve`, { packageHash: asked.body.packageHash, reason });

/** The number of the version that is live in production; null when none is. */
export async function inProduction(api: TestApi, flowId: string): Promise<number | null> {
  const { body } = await api.as('auditor').get(`/api/v1/deployments?flowId=${flowId}&environment=production`);
  return (body.items[0]?.versionNumber as number | undefined) ?? null;
}
