import '@testing-library/jest-dom';
import { ApiProblem } from '@penstock/api-client';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { renderPage } from '../../../testing/render-page';
import { SchemaForm } from '../schema-form';
import { ChoicesContext, type Choices } from './choices-context';

const schema = {
  type: 'object',
  properties: {
    customerId: { type: 'string', title: 'Customer ID', options: 'customers' },
    invoice: {
      type: 'object',
      title: 'Invoice',
      properties: { invoiceNo: { type: 'string', title: 'Invoice number', options: 'open-invoices' } },
    },
    statuses: { type: 'array', items: { type: 'string' }, title: 'Statuses', options: 'statuses' },
    other: { type: 'string', title: 'Other', options: 'nobody-knows' },
  },
};
const source = (id: string, title: string, change: object = {}) => ({
  id,
  title,
  needs: [],
  narrowedBy: [],
  ...change,
});
const sources = [
  source('customers', 'Customers'),
  source('open-invoices', 'Open invoices', { needs: ['customerId'] }),
  source('statuses', 'Statuses'),
];

type Answer = { options: { value: string; label: string; detail?: string }[]; nextCursor: string | null };
const customers: Answer = {
  options: [
    { value: '100198', label: 'Harbor Mechanical', detail: 'GOOD' },
    { value: '100219', label: 'Copper Kettle Brewing' },
  ],
  nextCursor: null,
};

function show({
  answer = async () => customers,
  choices = {},
}: { readonly answer?: (query: Record<string, string>) => Promise<Answer>; readonly choices?: Partial<Choices> } = {}) {
  const asked: Record<string, string>[] = [];
  const options = (_id: string, query: Record<string, string>) => (asked.push(query), answer(query));
  function Form() {
    const [value, setValue] = useState<Readonly<Record<string, unknown>>>({});
    const all: Choices = {
      connectionId: 'c-1',
      askedOf: '“P21” (Sandbox)',
      missing: 'Create the connection first.',
      sources,
      valueAt: (path) => value[path],
      ...choices,
    };
    return (
      <ChoicesContext.Provider value={all}>
        <SchemaForm schema={schema} value={value} onChange={setValue} />
        <output>{JSON.stringify(value)}</output>
      </ChoicesContext.Provider>
    );
  }
  renderPage(<Form />, { connections: { options } });
  return asked;
}
const formValue = (): unknown => JSON.parse(screen.getByText(/^\{/).textContent ?? '');
const opened = async (title: string) => {
  await userEvent.click((await screen.findAllByRole('button', { name: `Choose from ${title}` }))[0] as HTMLElement);
  return screen
    .findByRole('searchbox', { name: `Search ${title}` })
    .catch(() => screen.findByLabelText(`Search ${title}`));
};

describe('a field that is chosen from records', () => {
  test('asks nothing before its list is opened', async () => {
    const asked = show();

    await screen.findByLabelText('Customer ID');

    expect(asked).toEqual([]);
  });

  test('takes what is chosen and says what it is called', async () => {
    show();
    await opened('customers');

    await userEvent.click(await screen.findByText('Copper Kettle Brewing'));

    expect(formValue()).toEqual({ customerId: '100219' });
    expect(await screen.findByText('Copper Kettle Brewing')).toBeInTheDocument();
  });

  test('is complete by keyboard', async () => {
    show();
    const field = await screen.findByLabelText('Customer ID');
    field.focus();

    await userEvent.keyboard('{ArrowDown}');
    await screen.findByText('Harbor Mechanical');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');

    expect(formValue()).toEqual({ customerId: '100219' });
    expect(field).toHaveFocus();
  });

  test('is left by Escape without a change, and keeps the focus', async () => {
    show();
    await opened('customers');
    await screen.findByText('Harbor Mechanical');

    await userEvent.keyboard('{Escape}');

    await waitFor(() => expect(screen.queryByText('Harbor Mechanical')).not.toBeInTheDocument());
    expect(formValue()).toEqual({});
    expect(screen.getByLabelText('Customer ID')).toHaveFocus();
  });

  test('takes an id that is typed by hand', async () => {
    const asked = show();

    await userEvent.type(await screen.findByLabelText('Customer ID'), '100777');

    expect([formValue(), asked]).toEqual([{ customerId: '100777' }, []]);
  });

  test('searches at the other system, and offers what was typed', async () => {
    const asked = show({ answer: async ({ search }) => (search ? { options: [], nextCursor: null } : customers) });
    const search = await opened('customers');

    await userEvent.type(search, ' 100777 ');
    expect(await screen.findByText(/Nothing there matches “100777”/)).toBeInTheDocument();
    await userEvent.click(screen.getByText('Use “100777” as it is typed'));

    expect(formValue()).toEqual({ customerId: '100777' });
    expect(asked.at(-1)).toEqual({ source: 'customers', search: '100777' });
  });

  test('goes on page by page', async () => {
    const asked = show({
      answer: async ({ cursor }) =>
        cursor === undefined
          ? { ...customers, nextCursor: '2' }
          : { options: [{ value: '3', label: 'Third' }], nextCursor: null },
    });
    await opened('customers');

    await userEvent.click(await screen.findByText('Show more'));

    expect(await screen.findByText('Third')).toBeInTheDocument();
    expect(screen.getByText('3 choices')).toBeInTheDocument();
    expect(asked.at(-1)).toEqual({ source: 'customers', cursor: '2' });
  });

  test('says what failed, and asks again', async () => {
    let fails = true;
    const refusal = new ApiProblem({
      type: 'about:blank',
      title: 'Choices not listed',
      status: 502,
      code: 'OPTIONS_NOT_LISTED',
      detail: 'Prophet 21 refuses the password. Enter it again.',
      requestId: 'r',
    });
    show({ answer: () => (fails ? Promise.reject(refusal) : Promise.resolve(customers)) });
    await opened('customers');
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('Prophet 21 refuses the password. Enter it again.');

    fails = false;
    await userEvent.click(within(notice).getByRole('button', { name: 'Try again' }));

    expect(await screen.findByText('Harbor Mechanical')).toBeInTheDocument();
  });

  test('without a connection says what to do, and still takes text', async () => {
    const asked = show({ choices: { connectionId: null } });
    await opened('customers');

    expect(await screen.findByText('Create the connection first.')).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  test('that belongs to another field waits for it, and then asks with it', async () => {
    const asked = show();
    await opened('open invoices');
    expect(await screen.findByText(/Fill in customerId with a fixed value first/)).toBeInTheDocument();
    expect(asked).toEqual([]);
    await userEvent.keyboard('{Escape}');

    await userEvent.type(screen.getByLabelText('Customer ID'), '100198');
    await opened('open invoices');

    await waitFor(() => expect(asked).toEqual([{ source: 'open-invoices', 'depends.customerId': '100198' }]));
  });

  test('whose source is not known is a plain text', async () => {
    show();

    await userEvent.type(await screen.findByLabelText('Other'), 'x');

    expect(formValue()).toEqual({ other: 'x' });
    expect(screen.getAllByRole('button', { name: /^Choose from/ })).toHaveLength(3);
  });
});

describe('a list of records', () => {
  test('takes chosen and typed values, each once, and gives them back', async () => {
    show({ answer: async () => ({ options: [{ value: 'processing', label: 'Processing' }], nextCursor: null }) });
    await opened('statuses');
    await userEvent.click(await screen.findByText('Processing'));

    await userEvent.type(screen.getByLabelText('Add a value'), 'on-hold{Enter}');
    await userEvent.type(screen.getByLabelText('Add a value'), 'on-hold{Enter}');
    expect(formValue()).toEqual({ statuses: ['processing', 'on-hold'] });

    await userEvent.click(screen.getByRole('button', { name: 'Remove processing' }));
    expect(formValue()).toEqual({ statuses: ['on-hold'] });
  });
});
