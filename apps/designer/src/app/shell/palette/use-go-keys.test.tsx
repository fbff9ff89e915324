import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterContextProvider } from '@tanstack/react-router';
import { act, fireEvent } from '@testing-library/react';
import { renderUi } from '../../../testing/render-ui';
import { pages } from './pages';
import { useGoKeys } from './use-go-keys';

const [page] = pages;

function show(children: React.ReactNode) {
  const root = createRootRoute();
  const router = createRouter({
    routeTree: root.addChildren(pages.map(({ to }) => createRoute({ getParentRoute: () => root, path: to }))),
    history: createMemoryHistory({ initialEntries: ['/elsewhere'] }),
  });
  function Keys() {
    useGoKeys();
    return <>{children}</>;
  }
  renderUi(
    <RouterContextProvider router={router as never}>
      <Keys />
    </RouterContextProvider>,
  );
  return () => router.history.location.pathname;
}

async function type(selector: string): Promise<void> {
  const target = document.querySelector(selector) as Element;
  await act(async () => {
    fireEvent.keyDown(target, { key: 'g' });
    fireEvent.keyDown(target, { key: page?.letter });
  });
}

describe('g and a letter', () => {
  test('leads to a page', async () => {
    const place = show(<button type="button">Press</button>);

    await type('button');

    expect(place()).toBe(page?.to);
  });

  test.each([
    ['a field', <input key="1" data-here />],
    ['a code editor, which is a textbox by its role alone', <div key="2" role="textbox" data-here />],
    ['a tree, where letters find rows', <div key="3" role="tree" data-here />],
  ])('means nothing in %s', async (_, element) => {
    const place = show(element);

    await type('[data-here]');

    expect(place()).toBe('/elsewhere');
  });
});
