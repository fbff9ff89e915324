import '@testing-library/jest-dom';
import type { ApiClient } from '@penstock/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
  type RouterHistory,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiProvider } from '../shared/api/api-context';
import { renderUi } from './render-ui';

/** Renders inside the component kit, a router and the given part of the API; the history tells where links lead. */
export function renderPage(children: ReactNode, api: unknown, at = '/'): { readonly history: RouterHistory } {
  const history = createMemoryHistory({ initialEntries: [at] });
  const root = createRootRoute();
  const here = () => children;
  const routes = [...new Set(['/', '/attention', '/runs/$runId', at])].map((path) =>
    createRoute({ getParentRoute: () => root, path, component: here }),
  );
  const router = createRouter({ routeTree: root.addChildren(routes), history });
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, refetchInterval: false }, mutations: { retry: false } },
  });
  renderUi(
    <QueryClientProvider client={queryClient}>
      <ApiProvider client={api as ApiClient}>
        <RouterProvider router={router as never} />
      </ApiProvider>
    </QueryClientProvider>,
  );
  return { history };
}

/** Somebody who may operate. */
export const anOperator = (email = 'ann@home.example') => ({
  current: async () => ({
    user: { id: '0193a000-0000-7000-8000-000000000999', email, name: email, role: 'operator' },
    organization: { id: '0193a000-0000-7000-8000-000000000998', name: 'Home' },
    csrfToken: 'csrf',
  }),
});
