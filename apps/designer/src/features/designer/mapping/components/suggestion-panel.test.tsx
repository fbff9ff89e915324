import { renderUi } from '../../../../testing/render-ui';
import '@testing-library/jest-dom';
import { emptyMapping, type MappingDocument } from '@penstock/mapping';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { fieldsOf } from '../../../../shared/forms/schema-fields';
import { sourceTree } from '../model/source-tree';
import { SuggestionPanel } from './suggestion-panel';

const text = { type: 'string' };
const fields = fieldsOf({
  type: 'object',
  properties: {
    ship_city: text,
    ship_zip: text,
    lines: { type: 'array', items: { type: 'object', properties: { item_id: text } } },
  },
});
const trigger = sourceTree({
  title: 'Trigger',
  path: ['trigger'],
  schema: undefined,
  sample: { shipping: { town: 'Reno', postcode: '89501' }, products: [{ sku: 'A' }], card: { csc: '999' } },
});

function Panel({ start = emptyMapping }: { readonly start?: MappingDocument }) {
  const [mapping, setMapping] = useState(start);
  return (
    <>
      <SuggestionPanel mapping={mapping} fields={fields} tree={[trigger]} onChange={setMapping} />
      <output aria-label="document">{JSON.stringify(mapping.rules)}</output>
    </>
  );
}
const targetsFilled = (): unknown =>
  (JSON.parse(screen.getByLabelText('document').textContent ?? '') as { target: string }[]).map(({ target }) => target);

describe('the suggestions of a mapping', () => {
  test('map nothing before they are accepted, then all at once', async () => {
    renderUi(<Panel />);

    await userEvent.click(screen.getByRole('button', { name: 'Suggest' }));
    expect(screen.getByText(/Same meaning: postcode ~ ship_zip/)).toBeInTheDocument();
    expect(targetsFilled()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Accept all 3' }));

    expect((targetsFilled() as string[]).sort()).toEqual(['lines', 'ship_city', 'ship_zip']);
    expect(screen.getByText(/Nothing more to suggest/)).toBeInTheDocument();
  });

  test('go one by one, and a refused one does not come back', async () => {
    renderUi(<Panel />);

    await userEvent.click(screen.getByRole('button', { name: 'Suggest' }));
    await userEvent.click(screen.getByRole('button', { name: 'Accept the suggestion for ship_city' }));
    await userEvent.click(screen.getByRole('button', { name: 'Refuse the suggestion for ship_zip' }));
    await userEvent.click(screen.getByRole('button', { name: 'Hide suggestions' }));
    await userEvent.click(screen.getByRole('button', { name: 'Suggest' }));

    expect(targetsFilled()).toEqual(['ship_city']);
    expect(screen.queryByRole('button', { name: /suggestion for ship_zip/ })).not.toBeInTheDocument();
  });

  test('leave out what somebody has filled by hand', async () => {
    const mine = {
      kind: 'const',
      id: 'mine',
      target: 'ship_zip',
      value: '1',
      onError: 'fail',
      origin: 'user',
    } as const;
    renderUi(<Panel start={{ ...emptyMapping, rules: [mine] }} />);

    await userEvent.click(screen.getByRole('button', { name: 'Suggest' }));

    expect(screen.queryByRole('button', { name: /suggestion for ship_zip/ })).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Accept the suggestion for ship_city' })).toBeInTheDocument();
  });
});
