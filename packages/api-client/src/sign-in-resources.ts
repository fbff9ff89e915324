import * as contracts from '@penstock/contracts';
import type { ApiTransport } from './api-transport';

/** Sign-in by the organisation's own service; the session's csrf token is kept by the transport. */
export function signInResources(transport: ApiTransport) {
  const remember = (completed: contracts.CompletedOidc): contracts.CompletedOidc => {
    if (completed.session) transport.rememberCsrfToken(completed.session.csrfToken);
    return completed;
  };
  return {
    options: () => transport.read({ method: 'GET', path: '/sign-in' }, contracts.signInOptions),
    start: (body: contracts.StartOidcRequest) => transport.read({ method: 'POST', path: '/sign-in/oidc', body }, contracts.startedOidc),
    complete: async (body: contracts.CompleteOidcRequest) =>
      remember(await transport.read({ method: 'POST', path: '/sign-in/oidc/completion', body }, contracts.completedOidc)),
    prove: async (body: contracts.ProveOidcRequest) =>
      remember(await transport.read({ method: 'POST', path: '/sign-in/oidc/proof', body }, contracts.completedOidc)),
    provider: () => transport.read({ method: 'GET', path: '/sign-in/provider' }, contracts.signInProvider),
    saveProvider: (body: contracts.SaveSignInProviderRequest) =>
      transport.read({ method: 'PUT', path: '/sign-in/provider', body }, contracts.signInProvider),
    removeProvider: async (): Promise<void> => void (await transport.send({ method: 'DELETE', path: '/sign-in/provider' })),
  };
}
