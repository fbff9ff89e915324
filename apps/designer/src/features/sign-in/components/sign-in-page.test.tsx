import { ApiProblem } from '@penstock/api-client';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { SetPasswordPage } from './set-password-page';
import { SignInPage } from './sign-in-page';

const codeNeeded = new ApiProblem({ type: 'about:blank', title: 'Second factor needed', status: 401, code: 'SECOND_FACTOR_NEEDED', detail: 'Enter the code.', requestId: 'r' });

test('signing in asks for a code only when one is needed', async () => {
  const asked: { code?: string }[] = [];
  renderPage(<SignInPage />, {
    session: {
      signIn: async (credentials: { code?: string }) => {
        asked.push({ ...credentials });
        if (credentials.code === undefined) throw codeNeeded;
        return {};
      },
    },
  });
  await userEvent.type(await screen.findByLabelText(/E-mail/), 'ann@home.example');
  await userEvent.type(screen.getByLabelText(/^Password/), 'secret');
  expect(screen.queryByLabelText(/Code of your authenticator app/)).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await userEvent.type(await screen.findByLabelText(/Code of your authenticator app/), '123456');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));

  await waitFor(() => expect(asked.map(({ code }) => code)).toEqual([undefined, '123456']));
});

test('a forgotten password is asked for by mail', async () => {
  const asked: unknown[] = [];
  renderPage(<SignInPage />, { passwordResets: { ask: async (body: unknown) => void asked.push(body) } });
  await userEvent.type(await screen.findByLabelText(/E-mail/), 'ann@home.example');
  await userEvent.click(screen.getByRole('button', { name: /Forgot the password/ }));

  expect(await screen.findByText(/a link is on its way/)).toBeInTheDocument();
  expect(asked).toEqual([{ email: 'ann@home.example' }]);
});

test.each([
  ['invitation', 'Welcome to Penstock', 'accept'],
  ['password-reset', 'Set a new password', 'complete'],
] as const)('a link of an %s sets a password and leads to the sign-in', async (kind, title, method) => {
  const asked: unknown[] = [];
  const resource = { [method]: async (body: unknown) => void asked.push(body) };
  let isDone = false;
  renderPage(<SetPasswordPage link={{ kind, token: 'once' }} onDone={() => (isDone = true)} />, { invitations: resource, passwordResets: resource });
  expect(await screen.findByRole('heading', { name: title })).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText(/New password/), 'short');
  expect(screen.getByRole('button', { name: 'Set password' })).toBeDisabled();
  await userEvent.type(screen.getByLabelText(/New password/), ' is not this');
  await userEvent.click(screen.getByRole('button', { name: 'Set password' }));

  await waitFor(() => expect(isDone).toBe(true));
  expect(asked).toEqual([{ token: 'once', password: 'short is not this' }]);
});
