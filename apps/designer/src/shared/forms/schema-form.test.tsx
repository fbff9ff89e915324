import { renderUi } from '../../testing/render-ui';
import '@testing-library/jest-dom';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { SchemaForm } from './schema-form';

const schema = {
  type: 'object',
  properties: {
    host: { type: 'string', format: 'uri', title: 'Address', description: 'Where the API answers' },
    retries: { type: 'integer', title: 'Retries' },
    mode: { enum: ['test', 'live'], title: 'Mode' },
    strict: { type: 'boolean', title: 'Strict' },
    note: { type: 'string', widget: 'textarea', title: 'Note' },
    labels: { type: 'object', additionalProperties: { type: 'string' }, title: 'Labels' },
    account: { type: 'object', title: 'Account', properties: { company: { type: 'string', title: 'Company' } } },
  },
};

function Form({ start = {}, errors = {} }: { readonly start?: object; readonly errors?: Record<string, string> }) {
  const [value, setValue] = useState<Readonly<Record<string, unknown>>>({ ...start });
  return (
    <>
      <SchemaForm schema={schema} value={value} onChange={setValue} errors={errors} />
      <output>{JSON.stringify(value)}</output>
    </>
  );
}

const valueShown = (): unknown => JSON.parse(screen.getByText(/^\{/).textContent ?? '');

describe('a form made from a schema', () => {
  test('chooses controls by widget, then format, then type', () => {
    renderUi(<Form />);

    expect(screen.getByLabelText('Note').tagName).toBe('TEXTAREA');
    expect(screen.getByLabelText('Address')).toHaveAttribute('type', 'url');
    expect(screen.getByRole('switch', { name: 'Strict' })).toBeInTheDocument();
    expect(screen.getByRole('group', { name: 'Account' })).toBeInTheDocument();
  });

  test('gives back typed values under their paths', async () => {
    renderUi(<Form />);

    await userEvent.type(screen.getByLabelText('Company'), 'P21PLAY');
    await userEvent.type(screen.getByLabelText('Retries'), '3');
    await userEvent.click(screen.getByRole('switch', { name: 'Strict' }));

    expect(valueShown()).toEqual({ account: { company: 'P21PLAY' }, retries: 3, strict: true });
  });

  test('an emptied field leaves no trace', () => {
    renderUi(<Form start={{ host: 'http://p21' }} />);

    fireEvent.change(screen.getByLabelText('Address'), { target: { value: '' } });

    expect(valueShown()).toEqual({});
  });

  test('names with texts are edited as rows', async () => {
    renderUi(<Form start={{ labels: { invoice: 'order.id' } }} />);

    await userEvent.click(screen.getByRole('button', { name: 'Add a row' }));
    await userEvent.type(screen.getByLabelText('Labels: name 2'), 'amount');
    await userEvent.type(screen.getByLabelText('Labels: value 2'), 'order.total');

    expect(valueShown()).toEqual({ labels: { invoice: 'order.id', amount: 'order.total' } });
  });

  test('shows a problem beside its field', () => {
    renderUi(<Form errors={{ 'account.company': 'This company does not exist.' }} />);

    expect(screen.getByText('This company does not exist.')).toBeInTheDocument();
    expect(screen.getByLabelText('Company')).toBeInvalid();
  });
});
