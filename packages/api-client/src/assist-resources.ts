import * as contracts from '@penstock/contracts';
import type { ApiTransport } from './api-transport';

export function assistResources(transport: ApiTransport) {
  return {
    offer: () => transport.read({ method: 'GET', path: '/assist' }, contracts.assistOffer),
    explainFailure: ({ code, class: failureClass }: contracts.ExplainFailureQuery) =>
      transport.read({ method: 'GET', path: '/assist/failures', query: { code, class: failureClass } }, contracts.failureExplanation),
    draftFormula: (body: contracts.DraftFormulaRequest) => transport.read({ method: 'POST', path: '/assist/formulas', body }, contracts.draftedFormula),
    draftFlow: (body: contracts.DraftFlowRequest) => transport.read({ method: 'POST', path: '/assist/flows', body }, contracts.draftedFlow),
    provider: () => transport.read({ method: 'GET', path: '/assist/provider' }, contracts.aiProvider),
    saveProvider: (body: contracts.SaveAiProviderRequest) => transport.read({ method: 'PUT', path: '/assist/provider', body }, contracts.aiProvider),
    removeProvider: async (): Promise<void> => void (await transport.send({ method: 'DELETE', path: '/assist/provider' })),
    testProvider: () => transport.read({ method: 'POST', path: '/assist/provider/test' }, contracts.aiProviderTest),
  };
}
