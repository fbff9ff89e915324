import * as contracts from '@penstock/contracts';
import { keyed, type ApiTransport, type Query } from './api-transport';
import { listOf } from './list-answers';

/** The session's csrf token is kept by the transport and sent back with every write. */
export function sessionResources(transport: ApiTransport) {
  const remember = (session: contracts.Session): contracts.Session => {
    transport.rememberCsrfToken(session.csrfToken);
    return session;
  };
  return {
    current: async () => remember(await transport.read({ method: 'GET', path: '/session' }, contracts.session)),
    signIn: async (body: contracts.SignInRequest) =>
      remember(await transport.read({ method: 'POST', path: '/session', body }, contracts.session)),
    signOut: async (): Promise<void> => {
      await transport.send({ method: 'DELETE', path: '/session' });
      transport.rememberCsrfToken(undefined);
    },
  };
}

export const environmentResources = (transport: ApiTransport) => ({
  list: () => transport.read({ method: 'GET', path: '/environments' }, listOf(contracts.environment)),
  create: (body: contracts.CreateEnvironmentRequest) => transport.read({ method: 'POST', path: '/environments', body }, contracts.environment),
  update: (id: string, body: contracts.UpdateEnvironmentRequest) =>
    transport.read({ method: 'PATCH', path: `/environments/${encodeURIComponent(id)}`, body }, contracts.environment),
  order: (keys: string[]) => transport.read({ method: 'PUT', path: '/environments/order', body: { keys } }, listOf(contracts.environment)),
  variables: (id: string) =>
    transport.read({ method: 'GET', path: `/environments/${encodeURIComponent(id)}/variables` }, listOf(contracts.environmentVariable)),
  setVariable: (id: string, name: string, body: Partial<contracts.SetVariableRequest>) =>
    transport.read({ method: 'PUT', path: `/environments/${encodeURIComponent(id)}/variables/${encodeURIComponent(name)}`, body }, contracts.environmentVariable),
  removeVariable: async (id: string, name: string): Promise<void> =>
    void (await transport.send({ method: 'DELETE', path: `/environments/${encodeURIComponent(id)}/variables/${encodeURIComponent(name)}` })),
  bindings: (id: string, flowId: string) =>
    transport.read({ method: 'GET', path: `/environments/${encodeURIComponent(id)}/bindings`, query: { flowId } }, listOf(contracts.slotBinding)),
  bind: (id: string, body: contracts.BindSlotRequest) =>
    transport.read({ method: 'PUT', path: `/environments/${encodeURIComponent(id)}/bindings`, body }, contracts.slotBinding),
});

export function apiKeyResources(transport: ApiTransport) {
  return {
    list: (query: Query = {}) => transport.read({ method: 'GET', path: '/api-keys', query }, listOf(contracts.apiKey)),
    create: (body: contracts.CreateApiKeyRequest, idempotencyKey?: string) =>
      transport.read({ method: 'POST', path: '/api-keys', body, ...keyed(idempotencyKey) }, contracts.createdApiKey),
    revoke: async (id: string): Promise<void> =>
      void (await transport.send({ method: 'DELETE', path: `/api-keys/${encodeURIComponent(id)}` })),
  };
}
