import { ApiProblem } from '@penstock/api-client';
import type { ImportPreview } from '@penstock/contracts';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { ImportDrawer } from './import-drawer';

const preview: ImportPreview = {
  title: 'Warehouse',
  revision: '9',
  address: 'https://warehouse.example/v1',
  operations: [
    {
      id: 'get-item',
      title: 'Get an item',
      summary: '',
      method: 'GET',
      path: '/items/{sku}',
      effect: 'R',
      fields: ['sku'],
    },
    {
      id: 'add-item',
      title: 'Add an item',
      summary: '',
      method: 'POST',
      path: '/items',
      effect: 'H',
      fields: ['key', 'body'],
    },
  ],
};
const earlier = [
  {
    connector: 'api-warehouse-1',
    title: 'Old warehouse',
    version: 2,
    createdAt: '2026-11-23T10:00:00.000Z',
    createdBy: 'ann',
  },
  {
    connector: 'api-warehouse-1',
    title: 'Old warehouse',
    version: 1,
    createdAt: '2026-11-22T10:00:00.000Z',
    createdBy: 'ann',
  },
];

function show(previewImport: () => Promise<ImportPreview> = async () => preview) {
  const imported: unknown[] = [];
  const api = {
    connectors: {
      previewImport,
      imports: async () => ({ items: earlier, nextCursor: null }),
      import: async (request: { title: string }) => (
        imported.push(request),
        { ...earlier[0], title: request.title, version: 3 }
      ),
    },
  };
  renderPage(<ImportDrawer onClose={() => undefined} onConnect={() => undefined} />, api);
  return imported;
}
const paste = async (text: string) =>
  fireEvent.change(await screen.findByLabelText('API description'), { target: { value: text } });

describe('importing an API description', () => {
  test('shows the actions before anything is stored, then imports them', async () => {
    const imported = show();
    await paste('{"openapi":"3.1.0"}');
    await userEvent.click(screen.getByRole('button', { name: 'Look at it' }));

    expect(await screen.findByRole('row', { name: /Get an item GET \/items\/\{sku\} Reads/ })).toBeInTheDocument();
    expect(
      screen.getByRole('row', { name: /Add an item POST \/items Writes: a person decides after a lost answer/ }),
    ).toBeInTheDocument();
    expect(imported).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Import 2 actions' }));

    expect(imported).toEqual([{ text: '{"openapi":"3.1.0"}', title: 'Warehouse' }]);
    expect(await screen.findByText('Warehouse is imported, version 3.')).toBeInTheDocument();
  });

  test('as a new version names the connector it belongs to', async () => {
    const imported = show();
    await paste('openapi: 3.1.0');
    await userEvent.click(screen.getByRole('button', { name: 'Look at it' }));
    await userEvent.click(await screen.findByRole('combobox', { name: 'Becomes' }));
    await userEvent.click(await screen.findByRole('option', { name: 'A new version of Old warehouse (now 2)' }));
    await userEvent.click(screen.getByRole('button', { name: 'Import 2 actions' }));

    expect(imported).toEqual([{ text: 'openapi: 3.1.0', title: 'Old warehouse', connector: 'api-warehouse-1' }]);
  });

  test('tells why a description is not taken', async () => {
    const refusal = new ApiProblem({
      type: 'about:blank',
      title: 'API description not taken',
      status: 422,
      code: 'API_DESCRIPTION_REFUSED',
      detail: 'Line 3: anchors are not read.',
      requestId: 'r',
    });
    show(() => Promise.reject(refusal));
    await paste('a: &a 1');
    await userEvent.click(screen.getByRole('button', { name: 'Look at it' }));

    expect(await screen.findByRole('alert')).toHaveTextContent('Line 3: anchors are not read.');
    expect(screen.queryByRole('button', { name: /^Import/ })).not.toBeInTheDocument();
  });
});
