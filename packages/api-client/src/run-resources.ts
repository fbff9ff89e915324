import * as contracts from '@penstock/contracts';
import { parseJson, type Json } from '@penstock/kernel';
import type { ApiTransport, Query } from './api-transport';
import { listOf } from './list-answers';

const at = (id: string): string => encodeURIComponent(id);

export function runResources(transport: ApiTransport) {
  return {
    list: (query: Partial<contracts.RunQuery> = {}) =>
      transport.read({ method: 'GET', path: '/runs', query: query as Query }, listOf(contracts.run)),
    read: (id: string) => transport.read({ method: 'GET', path: `/runs/${at(id)}` }, contracts.run),
    /** Recorded values with every digit. */
    steps: (id: string) =>
      transport.readExact({ method: 'GET', path: `/runs/${at(id)}/steps` }, listOf(contracts.runStep)),
    effects: (id: string) =>
      transport.read({ method: 'GET', path: `/runs/${at(id)}/effects` }, listOf(contracts.effect)),
    context: (id: string) => transport.read({ method: 'GET', path: `/runs/${at(id)}/context` }, contracts.runContext),
    compare: (id: string, otherId: string) =>
      transport.readExact({ method: 'GET', path: `/runs/${at(id)}/compare/${at(otherId)}` }, contracts.runComparison),
    previewReplay: (body: Partial<contracts.ReplayPreviewRequest>) =>
      transport.read({ method: 'POST', path: '/runs/replay-preview', body }, contracts.replayPreview),
    retry: async (id: string): Promise<void> =>
      void (await transport.send({ method: 'POST', path: `/runs/${at(id)}/retry` })),
    replay: (id: string, body: contracts.ReplayRequest, idempotencyKey: string) =>
      transport.read({ method: 'POST', path: `/runs/${at(id)}/replay`, body, idempotencyKey }, contracts.startedRun),
    restart: (id: string, body: contracts.RestartRequest, idempotencyKey: string) =>
      transport.read({ method: 'POST', path: `/runs/${at(id)}/restart`, body, idempotencyKey }, contracts.startedRun),
    saveAsTest: (id: string, body: contracts.SaveAsTestRequest, idempotencyKey: string) =>
      transport.read({ method: 'POST', path: `/runs/${at(id)}/save-as-test`, body, idempotencyKey }, contracts.savedTest),
    decide: async (id: string, key: string, body: contracts.DecisionRequest): Promise<void> =>
      void (await transport.send({ method: 'POST', path: `/runs/${at(id)}/decisions/${at(key)}`, body })),
    cancel: async (id: string): Promise<void> =>
      void (await transport.send({ method: 'POST', path: `/runs/${at(id)}/cancel` })),
  };
}

export function eventResources(transport: ApiTransport) {
  return {
    list: (query: Partial<contracts.EventQuery> = {}) =>
      transport.read({ method: 'GET', path: '/events', query: query as Query }, listOf(contracts.intakeEvent)),
    read: (id: string) => transport.read({ method: 'GET', path: `/events/${at(id)}` }, contracts.intakeEventDetail),
    /** With every digit, which `read` loses: for payloads that go back to the server. Null once it was cleared. */
    exactPayload: async (id: string): Promise<Json> => {
      const answer = await transport.send({ method: 'GET', path: `/events/${at(id)}` });
      return (parseJson(await answer.text()) as { readonly payload: Json }).payload;
    },
    replay: async (id: string): Promise<void> =>
      void (await transport.send({ method: 'POST', path: `/events/${at(id)}/replay` })),
  };
}

export const caseResources = (transport: ApiTransport) => ({
  /** At most `mostCases`, oldest first. */
  list: (query: contracts.CaseQuery = {}) =>
    transport.readExact({ method: 'GET', path: '/cases', query: query as Query }, listOf(contracts.openCase)),
  evidence: (effectId: string) =>
    transport.readExact({ method: 'GET', path: `/effects/${at(effectId)}/evidence` }, contracts.evidenceBundle),
  settle: (effectId: string, body: contracts.SettlementRequest) =>
    transport.read({ method: 'POST', path: `/effects/${at(effectId)}/settlement`, body }, contracts.settlementAnswer),
});

export const overviewResources = (transport: ApiTransport) => ({
  read: (environment: string) =>
    transport.read({ method: 'GET', path: '/overview', query: { environment } }, contracts.overview),
});

export const engineResources = (transport: ApiTransport) => ({
  restoreGuard: () => transport.read({ method: 'GET', path: '/engine/restore-guard' }, contracts.restoreGuard),
  resumeSending: (body: contracts.ResumeSendingRequest) =>
    transport.read({ method: 'POST', path: '/engine/restore-guard/resume', body }, contracts.restoreGuard),
});

export const erasureResources = (transport: ApiTransport) => ({
  list: (query: Partial<contracts.ErasureQuery> = {}) =>
    transport.read({ method: 'GET', path: '/erasures', query: query as Query }, listOf(contracts.erasure)),
  erase: (body: contracts.EraseRequest) =>
    transport.read({ method: 'POST', path: '/erasures', body }, contracts.erasure),
});
