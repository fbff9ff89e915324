import '@testing-library/jest-dom';
import type { ApiClient } from '@penstock/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  RouterProvider,
  type RouterHistory,
} from '@tanstack/react-router';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ApiProvider } from '../../../shared/api/api-context';
import { CurrentEnvironmentProvider } from '../../../shared/api/current-environment';
import { aStoppedRun } from '../../../testing/run-records';
import { renderUi } from '../../../testing/render-ui';
import { RunsPage } from './runs-page';

const run = { ...aStoppedRun({ code: 'AWAY', amount: '9.60' }), flowName: 'Card payments' };
const never = (): Promise<never> => new Promise(() => undefined);
const sandbox = { key: 'sandbox', kind: 'sandbox', name: 'Sandbox', position: 0 };

/** The list of runs inside a router in which the page of a run never comes to an end of loading. */
function show(list: (filter: { readonly q?: string }) => Promise<unknown>): RouterHistory {
  const history = createMemoryHistory({ initialEntries: ['/runs'] });
  const root = createRootRoute();
  const runs = createRoute({
    getParentRoute: () => root,
    path: '/runs',
    component: RunsPage,
    validateSearch: ({ q }: { q?: string }) => (q ? { q } : {}),
  });
  const one = createRoute({
    getParentRoute: () => root,
    path: '/runs/$runId',
    component: lazyRouteComponent<Record<string, () => null>, 'Page'>(never, 'Page'),
  });
  const router = createRouter({ routeTree: root.addChildren([runs, one]), history });
  const api = {
    runs: { list },
    flows: { list: async () => ({ items: [] }) },
    environments: { list: async () => ({ items: [sandbox] }) },
  };
  renderUi(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <ApiProvider client={api as unknown as ApiClient}>
        <CurrentEnvironmentProvider whileLoading={null}>
          <RouterProvider router={router as never} />
        </CurrentEnvironmentProvider>
      </ApiProvider>
    </QueryClientProvider>,
  );
  return history;
}

/** Longer than the search field waits for the next letter. */
const afterThePause = (): Promise<void> => act(() => jest.advanceTimersByTimeAsync(350));
const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test('a run clicked right after typing is opened, although the typed word counts a moment later', async () => {
  const history = show(async () => ({ items: [run], nextCursor: null }));
  const row = await screen.findByRole('link', { name: 'Card payments' });

  await user.type(screen.getByRole('textbox', { name: /Search invoice/ }), 'WEB');
  await user.click(row);
  await afterThePause();

  expect(history.location.pathname).toBe(`/runs/${run.id}`);
});

test('the rows stay until those of the typed word are there', async () => {
  show(({ q }) => (q === undefined ? Promise.resolve({ items: [run], nextCursor: null }) : never()));
  const row = await screen.findByRole('link', { name: 'Card payments' });

  await user.type(screen.getByRole('textbox', { name: /Search invoice/ }), 'WEB');
  await afterThePause();

  expect(row).toBeInTheDocument();
  expect(row.closest('[aria-busy="true"]')).not.toBeNull();
});

test('a cleared filter empties the search field, and a slow answer to it changes nothing', async () => {
  const history = show(async ({ q }) => ({ items: q === undefined ? [run] : [], nextCursor: null }));
  const field = await screen.findByRole('textbox', { name: /Search invoice/ });
  await user.type(field, 'nothing');
  await user.click(await screen.findByRole('button', { name: 'Clear filters' }));

  await waitFor(() => expect(field).toHaveValue(''));
  await afterThePause();

  expect(history.location.search).toBe('');
});
