import '@testing-library/jest-dom';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { ActionStep } from '@penstock/flow-model';
import type { MappingRule } from '@penstock/mapping';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { StepSettings } from '../components/step-settings';

const erp: ConnectorDescriptor = {
  id: 'erp',
  title: 'ERP',
  summary: '',
  category: 'erp',
  mark: '',
  apiRevision: '1',
  connection: { settingsSchema: {}, secrets: [] },
  triggers: [],
  actions: [
    {
      id: 'post',
      version: 1,
      title: 'Post',
      summary: '',
      effect: { class: 'R' },
      inputSchema: {
        type: 'object',
        required: ['customerId', 'invoiceNo'],
        properties: {
          customerId: { type: 'string', title: 'Customer ID', options: 'customers' },
          invoiceNo: { type: 'string', title: 'Invoice', options: 'invoices' },
        },
      },
      outputSchema: {},
      sample: {},
    },
  ],
  optionSources: [
    { id: 'customers', title: 'Customers', needs: [], narrowedBy: [] },
    { id: 'invoices', title: 'Invoices', needs: [], narrowedBy: ['customerId'] },
  ],
};
const fixed = (target: string, value: string): MappingRule => ({
  id: target,
  kind: 'const',
  target,
  value,
  onError: 'fail',
  origin: 'user',
});
const step: ActionStep = {
  ...(aFlow().steps['charge'] as ActionStep),
  connector: 'erp',
  action: 'post',
  slot: 'erp',
  input: { v: 1, tables: {}, rules: [fixed('customerId', '100198'), fixed('invoiceNo', '')] },
};
const connection = (id: string, environment: string, slot = 'erp') => ({
  id,
  connector: 'erp',
  slot,
  environment,
  name: `ERP ${environment}`,
});

function show(connections: readonly object[]) {
  const asked: unknown[] = [];
  const api = {
    connections: {
      list: async () => ({ items: connections, nextCursor: null }),
      options: async (id: string, query: object) => (
        asked.push([id, query]),
        { options: [{ value: '3100002', label: 'Invoice 3100002' }], nextCursor: null }
      ),
    },
  };
  function Panel() {
    const [current, setCurrent] = useState<ActionStep>(step);
    return <StepSettings step={current} field={null} onChange={(next) => setCurrent(next as ActionStep)} />;
  }
  renderEditor(<Panel />, { flow: { ...aFlow(), steps: { ...aFlow().steps, charge: step } }, more: [erp], api });
  return asked;
}

describe('choices of a step', () => {
  test('come from the connection that fills its slot in the sandbox, and know what is fixed beside them', async () => {
    const asked = show([
      connection('production-id', 'production'),
      connection('other-slot', 'sandbox', 'other'),
      connection('sandbox-id', 'sandbox'),
    ]);
    await screen.findByText(/Filled by “ERP sandbox”/);

    await userEvent.click((await screen.findAllByRole('button', { name: 'Choose from invoices' }))[0] as HTMLElement);
    await userEvent.click(await screen.findByText('Invoice 3100002'));

    expect(asked).toEqual([['sandbox-id', { source: 'invoices', 'depends.customerId': '100198' }]]);
    await waitFor(() => expect(screen.getByLabelText('invoiceNo')).toHaveValue('3100002'));
  });

  test('without a connection say so', async () => {
    const asked = show([]);

    await userEvent.click((await screen.findAllByRole('button', { name: 'Choose from customers' }))[0] as HTMLElement);

    expect(await screen.findByText(/No connection fills the slot “erp” in Sandbox/)).toBeInTheDocument();
    expect(asked).toEqual([]);
  });
});
