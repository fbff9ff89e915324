import { expect, type APIRequestContext, type Browser, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { owner } from '../fixtures/product';
import { SignInPage } from './sign-in-page';

/** Somebody signed in in a browser of their own, and the API as their pages use it. */
export interface Person {
  readonly page: Page;
  /** @returns the body of the answer. */
  call(method: string, path: string, body?: object): Promise<Readonly<Record<string, unknown>>>;
}

export async function signedIn(browser: Browser, person: { readonly email: string; readonly password: string } = owner): Promise<Person> {
  const page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn(person);
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  return { page, call: caller(page.request) };
}

/** Invites a person with a role, and sets their password as their link would. */
export async function invited(browser: Browser, by: Person, { email, role }: { readonly email: string; readonly role: string }): Promise<Person> {
  const password = 'a-password-for-two-people';
  const { link } = (await by.call('POST', 'invitations', { email, name: email.split('@')[0], role })) as { link: string };
  const token = /[#?&]([^=&#]*=)?([\w-]{20,})/.exec(link)?.[2] ?? '';
  const accepted = await by.page.request.post(`${addresses.platform}/api/v1/invitations/acceptance`, { data: { token, password } });
  expect(accepted.ok(), `${link}: ${await accepted.text()}`).toBe(true);
  return signedIn(browser, { email, password });
}

/** The API as the pages of whoever is signed in use it. */
export function caller(request: APIRequestContext): Person['call'] {
  return async (method, path, body) => {
    const session = (await (await request.get(`${addresses.platform}/api/v1/session`)).json()) as { csrfToken: string };
    const answer = await request.fetch(`${addresses.platform}/api/v1/${path}`, { method, headers: { 'x-csrf-token': session.csrfToken }, ...(body && { data: body }) });
    const text = await answer.text();
    expect(answer.ok(), `${method} ${path}: ${text}`).toBe(true);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
}
