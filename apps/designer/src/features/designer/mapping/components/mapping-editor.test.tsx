import { renderUi } from '../../../../testing/render-ui';
import '@testing-library/jest-dom';
import { emptyMapping, type MappingDocument } from '@penstock/mapping';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { aFlow, connectors } from '../../../../testing/a-flow';
import { sourcesOf } from '../model/step-sources';
import { MappingEditor } from './mapping-editor';

const sources = sourcesOf('charge', { flow: aFlow(), connectors, record: null });
const schema = connectors[1]?.actions[0]?.inputSchema ?? {};
const noProblems: ReadonlyMap<string, string> = new Map();

function Editor({
  free = false,
  problems = noProblems,
}: {
  readonly free?: boolean;
  readonly problems?: ReadonlyMap<string, string>;
}) {
  const [mapping, setMapping] = useState<MappingDocument>(emptyMapping);
  return (
    <>
      <MappingEditor
        label="Charge the card"
        mapping={mapping}
        schema={free ? null : schema}
        sources={sources}
        isRealRecord={false}
        problems={problems}
        focusedField={null}
        onChange={setMapping}
      />
      <output aria-label="document">{JSON.stringify(mapping.rules)}</output>
    </>
  );
}

const rulesShown = (): unknown => JSON.parse(screen.getByLabelText('document').textContent ?? '');

describe('the mapping of an action', () => {
  test('shows what is required and hides empty optional fields', () => {
    renderUi(<Editor />);

    expect(screen.getByText('0 of 1 required')).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'amount, text, required, Not filled' })).toBeInTheDocument();
    expect(screen.queryByText('Note')).not.toBeInTheDocument();
  });

  test('a field taken from earlier data shows its value', async () => {
    renderUi(<Editor />);

    await userEvent.click(screen.getByRole('radio', { name: 'Data' }));
    expect(screen.getByText('0 of 1 required')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'amount: Choose from earlier data' }));
    await userEvent.click(await screen.findByRole('button', { name: /^total/ }));

    expect(rulesShown()).toMatchObject([{ kind: 'copy', target: 'amount', from: { path: 'trigger.order.total' } }]);
    const row = screen.getByRole('group', { name: /^amount, .* mapped from trigger.order.total/ });
    expect(within(row).getByText('19.99')).toBeInTheDocument();
    expect(screen.getByText('1 of 1 required')).toBeInTheDocument();
  });

  test('a fixed value is typed into the field itself', async () => {
    renderUi(<Editor />);

    await userEvent.click(screen.getByRole('radio', { name: 'Fixed' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'amount' }), '5.00');

    expect(rulesShown()).toMatchObject([{ kind: 'const', target: 'amount', value: '5.00' }]);
  });

  test('a problem of the server stands at its field', () => {
    renderUi(<Editor problems={new Map([['amount', 'The amount is not filled.']])} />);

    expect(screen.getByText('The amount is not filled.')).toBeInTheDocument();
  });
});

describe('the mapping of a map step', () => {
  test('people add and name the fields', async () => {
    renderUi(<Editor free />);

    await userEvent.click(screen.getByRole('button', { name: 'Add a field' }));
    const name = screen.getByRole('textbox', { name: 'Name of the field field' });
    await userEvent.clear(name);
    await userEvent.type(name, 'reference{Enter}');

    expect(rulesShown()).toMatchObject([{ target: 'reference' }]);
  });
});
