import type { VaultStatus } from '@penstock/contracts';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { VaultPage } from './vault-page';

const status: VaultStatus = {
  source: 'the environment',
  keys: [
    { id: '2026', isCurrent: true, isAtHand: true, secrets: 2 },
    { id: '2025', isCurrent: false, isAtHand: true, secrets: 12 },
    { id: '2019', isCurrent: false, isAtHand: false, secrets: 1 },
  ],
  lastRotation: null,
};
const rotation = {
  id: '0193a000-0000-7000-8000-000000000001', keyId: '2026', total: 13, rewrapped: 5, unreadable: 0,
  startedBy: 'ann@home.example', startedAt: '2026-11-01T10:00:00.000Z', finishedAt: null,
};

function show(shown: VaultStatus, role = 'owner') {
  const asked: string[] = [];
  renderPage(<VaultPage />, {
    session: { current: async () => ({ user: { id: 'u', email: 'ann@home.example', name: 'Ann', role } }) },
    vault: { status: async () => shown, rotate: async () => (asked.push('rotate'), rotation) },
  });
  return asked;
}

describe('the vault', () => {
  test('names each key with what is under it, and one that is missing', async () => {
    show(status);

    expect(await screen.findByRole('row', { name: '2025 Opens what was stored with it 12' })).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /2019 Missing: what is under it cannot be sent/ })).toBeInTheDocument();
  });

  test('is rotated after a question that says how many and to which key', async () => {
    const asked = show(status);
    await userEvent.click(await screen.findByRole('button', { name: 'Rotate now' }));

    expect(await screen.findByText(/keys of 13 credentials anew with 2026/)).toBeInTheDocument();
    expect(asked).toEqual([]);

    await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Rotate now' }));
    expect(asked).toEqual(['rotate']);
  });

  test('shows how far a rotation is, and offers no second one', async () => {
    show({ ...status, lastRotation: rotation });

    expect(await screen.findByText(/5 of 13 · Running/)).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'Rotate now' })).toBeDisabled();
  });

  test('is for owners to rotate', async () => {
    show(status, 'auditor');

    expect(await screen.findByText('An owner starts a rotation.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Rotate now' })).not.toBeInTheDocument();
  });
});
