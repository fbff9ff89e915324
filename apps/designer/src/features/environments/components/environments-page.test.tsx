import type { Connection, Environment, SlotBinding } from '@penstock/contracts';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { EnvironmentsPage } from './environments-page';

const shadowRules = { isRequired: false, mostMoney: null, mostDifferent: null };
const open = { changeWindow: null, freezes: [], shadowRules };
const sandbox: Environment = { id: '0193a000-0000-7000-8000-000000000001', key: 'sandbox', name: 'Sandbox', kind: 'sandbox', position: 1, demandsPromotion: false, ...open };
const staging: Environment = { ...sandbox, id: '0193a000-0000-7000-8000-000000000002', key: 'staging', name: 'Staging', position: 2 };
const production: Environment = { ...sandbox, id: '0193a000-0000-7000-8000-000000000003', key: 'production', name: 'Production', kind: 'production', position: 3, demandsPromotion: true };
const all = [sandbox, staging, production];

const flow = { id: '0193a000-0000-7000-8000-00000000000f', name: 'Orders' };
const connectionOf = (environment: string, name: string, connector = 'paytrace') =>
  ({ id: `${environment}-${name}`, name, connector, environment, slot: 'gateway', fingerprint: `merchant of ${name}` }) as Connection;
const connections = [connectionOf('production', 'Own account'), connectionOf('production', 'ERP', 'prophet21'), connectionOf('sandbox', 'Test account')];
const filled: Omit<SlotBinding, 'connectionName'> = { flowId: flow.id, slot: 'gateway', connectionId: 'c', connector: 'paytrace', fingerprint: 'merchant 1', source: 'environment' };
const empty: SlotBinding = { ...filled, connectionId: null, connectionName: null, connector: null, fingerprint: null, source: 'none' };

interface Shown {
  readonly role?: string;
  readonly openKey?: string;
}

function show({ role = 'owner', openKey }: Shown = {}) {
  const asked: unknown[] = [];
  const note = <T,>(name: string, answer: T) => async (...args: unknown[]) => (asked.push([name, ...args]), answer);
  renderPage(<EnvironmentsPage openKey={openKey ?? null} flowId={null} onOpen={(key) => asked.push(['open', key])} onFlow={() => undefined} />, {
    session: { current: async () => ({ user: { id: 'u', email: 'ann@home.example', name: 'Ann', role, environmentRoles: [] } }) },
    environments: {
      list: async () => ({ items: all, nextCursor: null }),
      create: note('create', staging),
      update: note('update', production),
      order: note('order', { items: all, nextCursor: null }),
      bindings: async (id: string) => ({ items: [id === production.id ? empty : { ...filled, connectionName: 'Test account' }], nextCursor: null }),
      bind: note('bind', empty),
    },
    flows: { list: async () => ({ items: [flow], nextCursor: null }) },
    connections: { list: async () => ({ items: connections, nextCursor: null }) },
  });
  return asked;
}

/** At once: typing letter by letter draws the whole form for each. */
async function fill(field: HTMLElement, text: string): Promise<void> {
  await userEvent.click(field);
  await userEvent.paste(text);
}

const button = (name: string) => screen.findByRole('button', { name });

describe('the pipeline', () => {
  test('is moved by one place, and never puts a sandbox after a production', async () => {
    const asked = show();
    await userEvent.click(await button('Move Staging up'));

    expect(asked).toEqual([['order', ['staging', 'sandbox', 'production']]]);
    expect(await button('Move Staging down')).toBeDisabled();
    expect(await button('Move Production up')).toBeDisabled();
  });

  test('a new environment gets a key made of its name, which can be another one', async () => {
    const asked = show();
    await userEvent.click(await button('New environment'));
    await fill(await screen.findByRole('textbox', { name: 'Name' }), 'Final test (US)');
    const key = screen.getByRole('textbox', { name: 'Key' });
    expect(key).toHaveValue('final-test-us');
    await userEvent.clear(key);
    await fill(key, 'Final');
    expect(screen.getByText('Lower-case letters, digits and hyphens, starting with a letter.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Create' }));
    expect(asked).toEqual([]);
    await userEvent.clear(key);
    await fill(key, 'final');
    await userEvent.click(screen.getByRole('button', { name: 'Create' }));

    expect(asked).toEqual([['create', { key: 'final', name: 'Final test (US)', kind: 'sandbox' }]]);
  });

  test('an analyst reads it and changes nothing', async () => {
    show({ role: 'analyst', openKey: 'production' });

    expect(await screen.findAllByText('An owner or administrator changes the environments and their rules.')).not.toHaveLength(0);
    expect(await screen.findByRole('textbox', { name: 'Name' })).toBeDisabled();
    for (const name of ['New environment', 'Move Staging up', 'Save']) expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
  });
});

describe('the rules of an environment', () => {
  test('are saved as one: the name and the limits', async () => {
    const asked = show({ openKey: 'production' });
    const name = await screen.findByLabelText(/^Name/);
    await userEvent.clear(name);
    await fill(name, 'Live');
    await fill(screen.getByLabelText(/^Money moved/), '100.00');
    await userEvent.click(screen.getByText('Save'));

    const rules = { isRequired: false, mostMoney: '100.00', mostDifferent: null };
    expect(asked[0]).toEqual(['update', production.id, { name: 'Live', demandsPromotion: true, changeWindow: null, freezes: [], shadowRules: rules }]);
  });

  test('a change window starts as office hours where the browser is', async () => {
    const asked = show({ openKey: 'production' });
    await userEvent.click(await screen.findByLabelText(/change window/));
    await userEvent.click(screen.getByLabelText('Fri'));
    await userEvent.click(screen.getByText('Save'));

    const changeWindow = { days: [1, 2, 3, 4], from: '08:00', to: '17:00', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    expect(asked[0]).toEqual(['update', production.id, expect.objectContaining({ changeWindow })]);
  });

  test('a freeze is sent as moments, whatever zone the browser is in', async () => {
    const asked = show({ openKey: 'production' });
    await userEvent.click(await button('Add a freeze'));
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-12-30T00:00' } });
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2027-01-03T00:00' } });
    await fill(screen.getByLabelText('Reason'), 'Close of the year');
    await userEvent.click(screen.getByText('Save'));

    const [from, to] = ['2026-12-30T00:00', '2027-01-03T00:00'].map((moment) => new Date(moment).toISOString());
    expect(asked[0]).toEqual(['update', production.id, expect.objectContaining({ freezes: [{ from, to, reason: 'Close of the year' }] })]);
  });

  test('what is wrong stands beside its field and nothing is sent', async () => {
    const asked = show({ openKey: 'production' });
    await userEvent.click(await button('Add a freeze'));
    await fill(screen.getByLabelText(/^Money moved/), 'a lot');
    await fill(screen.getByLabelText(/^Runs may/), 'few');
    await userEvent.click(screen.getByText('Save'));

    expect(screen.getAllByText('Choose a date and a time.')).toHaveLength(2);
    for (const words of ['Say why, for example: close of the month.', 'Write an amount such as 100.00.', 'Write a whole number such as 3.'])
      expect(screen.getByText(words)).toBeInTheDocument();
    expect(asked).toEqual([]);
  });

  test('say what it means when a production demands no promotion', async () => {
    show({ openKey: 'production' });
    await userEvent.click(await screen.findByRole('switch', { name: /approved promotion only/ }));

    expect(screen.getByText('Without it, one person alone can put a version live where real money moves.')).toBeInTheDocument();
  });
});

describe('the connections of a flow', () => {
  test('an environment offers its own connections that fit, and a change is confirmed with what it means', async () => {
    const asked = show();
    await userEvent.click(await screen.findByRole('combobox', { name: 'Connection for gateway in Production' }));
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Nothing bound', 'Own account']);
    await userEvent.click(screen.getByRole('option', { name: 'Own account' }));
    expect(asked).toEqual([]);
    expect(await screen.findByText(/^Real charges and postings go there/)).toBeInTheDocument();
    expect(screen.getByText('merchant of Own account')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Change it' }));

    expect(asked).toEqual([['bind', production.id, { flowId: flow.id, slot: 'gateway', connectionId: 'production-Own account' }]]);
  });

  test('an analyst changes them where no promotion is demanded, and only reads them elsewhere', async () => {
    show({ role: 'analyst' });

    expect(await screen.findByRole('combobox', { name: 'Connection for gateway in Sandbox' })).toBeInTheDocument();
    expect(screen.queryByRole('combobox', { name: 'Connection for gateway in Production' })).not.toBeInTheDocument();
    expect(screen.getByText('Nothing bound: runs would stop here')).toBeInTheDocument();
  });
});
