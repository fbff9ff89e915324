import { ApiProblem } from '@penstock/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { SignInSettingsPage } from './sign-in-settings-page';

const notSetUp = new ApiProblem({ type: 'about:blank', title: 'None', status: 404, code: 'OIDC_NOT_SET_UP', detail: 'None.', requestId: 'r' });

function show(role = 'owner') {
  const asked: unknown[] = [];
  renderPage(<SignInSettingsPage />, {
    session: { current: async () => ({ user: { id: 'u', email: 'ann@home.example', name: 'Ann', role } }) },
    signIn: { provider: async () => Promise.reject(notSetUp), saveProvider: async (body: unknown) => (asked.push(body), {}) },
  });
  return asked;
}

describe('the sign-in settings', () => {
  test('save a service with its domains', async () => {
    const asked = show();
    await userEvent.type(await screen.findByLabelText(/^Issuer/), 'https://login.example.com');
    await userEvent.type(screen.getByLabelText(/^Client id/), 'penstock');
    await userEvent.type(screen.getByLabelText(/^Client secret/), 'secret');
    await userEvent.type(screen.getByLabelText(/^Domains/), 'example.com, example.org');
    await userEvent.click(screen.getByRole('button', { name: 'Check and save' }));

    const allowedDomains = ['example.com', 'example.org'];
    expect(asked).toEqual([{ issuer: 'https://login.example.com', clientId: 'penstock', clientSecret: 'secret', allowedDomains, defaultRole: 'auditor', passwordSignInOff: false }]);
  });

  test('are shown to others, not changed', async () => {
    show('administrator');

    expect(await screen.findByText('Only an owner can change this.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Check and save' })).not.toBeInTheDocument();
  });
});
