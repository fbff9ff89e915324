import type { User } from '@penstock/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { PeoplePage } from './people-page';

const ann: User = {
  id: '0193a000-0000-7000-8000-000000000001',
  email: 'ann@home.example',
  name: 'Ann',
  role: 'analyst',
  environmentRoles: [],
  active: true,
  hasSecondFactor: true,
  createdAt: '2026-11-01T10:00:00.000Z',
  lastSeenAt: null,
};

const environments = [
  { id: '0193a000-0000-7000-8000-00000000000a', key: 'sandbox', name: 'Sandbox', kind: 'sandbox', position: 1 },
  { id: '0193a000-0000-7000-8000-00000000000b', key: 'production', name: 'Production', kind: 'production', position: 2 },
];
const robot = {
  id: '0193a000-0000-7000-8000-00000000000c', name: 'Shop', description: '', role: 'operator', environmentRoles: [], active: true,
  createdAt: ann.createdAt, createdBy: 'ann@home.example', lastUsedAt: null, keys: [],
};

function show(user: User = ann) {
  const asked: unknown[] = [];
  const issued = { link: 'http://localhost/x#token', expiresAt: '2026-12-01T10:00:00.000Z', mailed: false };
  renderPage(<PeoplePage />, {
    users: {
      list: async () => ({ items: [user], nextCursor: null }),
      update: async (...args: unknown[]) => (asked.push(args), user),
      issuePasswordReset: async (id: string) => (asked.push(['reset', id]), issued),
    },
    invitations: {
      list: async () => ({ items: [], nextCursor: null }),
      create: async (body: unknown) => (asked.push(body), { ...issued, link: 'http://localhost/invitation#once' }),
    },
    environments: { list: async () => ({ items: environments, nextCursor: null }) },
    serviceAccounts: {
      list: async () => ({ items: [robot], nextCursor: null }),
      createKey: async (...args: unknown[]) => (asked.push(args), { key: 'pk_shown-once' }),
    },
  });
  return asked;
}

describe('people', () => {
  test('an invitation asks for a role and shows its link once', async () => {
    const asked = show();
    await userEvent.click(await screen.findByRole('button', { name: 'Invite somebody' }));
    await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'Bob');
    await userEvent.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'bob@home.example');
    await userEvent.click(screen.getByRole('button', { name: 'Invite' }));

    expect(await screen.findByText('http://localhost/invitation#once')).toBeInTheDocument();
    expect(screen.getByText('This server sends no e-mail: give the link to the person yourself.')).toBeInTheDocument();
    expect(asked).toEqual([{ name: 'Bob', email: 'bob@home.example', role: 'analyst' }]);
  });

  test('a changed role is sent for that person', async () => {
    const asked = show();
    await userEvent.click(await screen.findByRole('combobox', { name: 'Role of Ann' }));
    await userEvent.click(await screen.findByRole('option', { name: 'auditor' }));

    expect(asked).toEqual([[ann.id, { role: 'auditor' }]]);
  });

  test('somebody who is deactivated can be activated, and has no password to reset', async () => {
    const asked = show({ ...ann, active: false });
    await userEvent.click(await screen.findByRole('button', { name: 'Activate Ann' }));

    expect(screen.queryByRole('button', { name: 'Reset password Ann' })).not.toBeInTheDocument();
    expect(asked).toEqual([[ann.id, { active: true }]]);
  });

  test('a role for one environment is given beside the role everywhere', async () => {
    const asked = show({ ...ann, environmentRoles: [{ environment: 'sandbox', role: 'builder' }] });
    await userEvent.click(await screen.findByRole('button', { name: 'Roles of Ann by environment: sandbox: builder' }));
    await userEvent.click(await screen.findByRole('combobox', { name: 'Production' }));
    await userEvent.click(await screen.findByRole('option', { name: 'operator' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));

    const environmentRoles = [
      { environment: 'sandbox', role: 'builder' },
      { environment: 'production', role: 'operator' },
    ];
    expect(asked).toEqual([[ann.id, { environmentRoles }]]);
  });

  test('a service account gets a key with scopes and an end, shown once', async () => {
    const asked = show();
    await userEvent.click(await screen.findByRole('button', { name: 'New key Shop' }));
    await userEvent.click(await screen.findByRole('combobox', { name: 'Scopes' }));
    await userEvent.click(await screen.findByRole('option', { name: 'runs:read' }));
    await userEvent.type(screen.getByLabelText(/Valid until/), '2027-03-01');
    await userEvent.click(screen.getByRole('button', { name: 'Create' }));

    expect(await screen.findByText('pk_shown-once')).toBeInTheDocument();
    expect(asked).toEqual([[robot.id, { scopes: ['runs:read'], expiresAt: new Date(2027, 2, 2).toISOString() }]]);
  });
});
