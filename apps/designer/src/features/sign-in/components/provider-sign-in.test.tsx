import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { providerReturnOf } from '../model/provider-return';
import { ProviderButton } from './provider-button';
import { ProviderReturnPage } from './provider-return-page';

const session = { user: { id: 'u', email: 'ann@home.example', name: 'Ann', role: 'analyst' }, csrfToken: 't' };

function comeBack(complete: () => Promise<unknown>) {
  const [done, proved]: [string[], unknown[]] = [[], []];
  renderPage(<ProviderReturnPage query="code=c&state=s" onDone={(path) => done.push(path)} />, {
    signIn: { complete, prove: async (body: unknown) => (proved.push(body), { session, proof: null, returnTo: '/runs' }) },
  });
  return { done, proved };
}

describe('signing in with the organisation’s own service', () => {
  test('sends the browser where the server says', async () => {
    const went: string[] = [];
    renderPage(<ProviderButton name="login.example.com" go={(address) => went.push(address)} />, {
      signIn: { start: async (body: unknown) => ({ authorizationUrl: `https://login.example.com/?asked=${JSON.stringify(body)}` }) },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Sign in with login.example.com' }));

    expect(went).toEqual(['https://login.example.com/?asked={"returnTo":"/"}']);
  });

  test('ends on the page that was asked for', async () => {
    const { done } = comeBack(async () => ({ session, proof: null, returnTo: '/runs' }));

    await waitFor(() => expect(done).toEqual(['/runs']));
  });

  test('asks once for the password of an account with the same address', async () => {
    const proof = { token: 'a-token-of-some-length', email: 'ann@home.example', needsPassword: true, needsCode: false };
    const { done, proved } = comeBack(async () => ({ session: null, proof, returnTo: '/runs' }));
    await userEvent.type(await screen.findByLabelText(/Password/), 'secret');
    await userEvent.click(screen.getByRole('button', { name: 'Connect and sign in' }));

    expect(screen.getByText(/ann@home\.example has an account here/)).toBeInTheDocument();
    expect([proved, done]).toEqual([[{ token: proof.token, password: 'secret' }], ['/runs']]);
  });

  test('says what went wrong and leads back', async () => {
    const { done } = comeBack(async () => Promise.reject(new TypeError('no')));
    await userEvent.click(await screen.findByRole('button', { name: 'Back to sign-in' }));

    expect([screen.getByRole('alert') !== null, done]).toEqual([true, ['/']]);
  });

  test.each([
    ['/sign-in/callback', '?code=c&state=s', 'code=c&state=s'],
    ['/sign-in/callback', '', null],
    ['/runs', '?code=c', null],
  ])('is back at %s%s: %j', (pathname, search, expected) => {
    expect(providerReturnOf({ pathname, search })).toBe(expected);
  });
});
