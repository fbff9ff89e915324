import type { ApiClient } from '@penstock/api-client';
import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import type { AnyRoute } from '@tanstack/react-router';
import { connectorsQuery, draftQuery } from '../shared/api/flow-queries';
import { environmentsQuery, sessionQuery } from '../shared/api/session-queries';
import type { createAppRouter } from './router';

type AppRouter = ReturnType<typeof createAppRouter>;

interface Asking {
  readonly api: ApiClient;
  readonly queryClient: QueryClient;
}

/**
 * Asks for everything the page in the address needs at once: what it shows and its code come while the session is still
 * being read. To somebody who is not signed in the answers are refusals, and the sign-in page follows.
 */
export function openAhead(router: AppRouter, { api, queryClient }: Asking): AppRouter {
  const matches = router.matchRoutes(router.latestLocation);
  const { flowId } = Object.assign({}, ...matches.map(({ params }) => params)) as { readonly flowId?: string };
  // The answers first: a browser asks for six things at a time, and code comes in many files.
  void queryClient.prefetchQuery(sessionQuery(api));
  void queryClient.prefetchQuery(environmentsQuery(api));
  if (flowId !== undefined) {
    askForDraft(flowId, { api, queryClient });
    void queryClient.prefetchQuery(connectorsQuery(api));
  }
  const routes: Readonly<Record<string, AnyRoute>> = router.routesById;
  for (const { routeId } of matches) {
    const route = routes[routeId];
    // A failure is told by the page itself, which asks again.
    if (route) router.loadRouteChunk(route)?.catch(() => undefined);
  }
  return router;
}

/** A draft is forgotten as soon as nobody looks at it; this one is looked at until its page does. */
function askForDraft(flowId: string, { api, queryClient }: Asking): void {
  const observer = new QueryObserver(queryClient, draftQuery(api, flowId));
  const letGo = observer.subscribe(() => undefined);
  const query = observer.getCurrentQuery();
  const stop = queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== 'observerAdded' || event.query !== query) return;
    stop();
    letGo();
  });
}
