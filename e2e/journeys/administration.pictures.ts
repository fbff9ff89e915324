import { expect, test, type Page } from '@playwright/test';
import { furnish, NOTICES } from '../pages/demo-company';
import { openPage, phone, picture } from '../pages/pictures';
import { SignInPage } from '../pages/sign-in-page';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  await furnish(browser);
});

/** Address, heading and something that is there once the page has its data. */
const pages: readonly (readonly [file: string, path: string, heading: string, content: RegExp])[] = [
  ['flows', '/flows', 'Flows', /Card payment/],
  ['template-gallery', '/flows/templates', 'New flow from a template', /Refund → credit memo/],
  ['reference-data', '/reference-data', 'Reference data', /fee-accounts/],
  ['promotions', '/promotions', 'Promotions', /Notices of refunds/],
  ['settings', '/settings', 'Settings', /shop-orders/],
  ['environments', '/settings/environments', 'Environments', /Production/],
  ['people', '/settings/people', 'People', /ana\.lopez/],
  ['sign-in-settings', '/settings/sign-in', 'Sign-in', /./],
  ['ai-provider', '/settings/ai', 'AI provider', /./],
  ['schemas', '/connections/schemas', 'Schemas', /./],
  ['vault', '/settings/vault', 'Vault', /./],
  ['audit-log', '/settings/audit-log', 'Audit log', /owner@/],
  ['account', '/account', 'My account', /This one/],
];

async function signIn(page: Page): Promise<void> {
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
}

async function allPages(page: Page, suffix: string): Promise<void> {
  for (const [file, path, heading, content] of pages) {
    await openPage(page, path, heading);
    await expect(page.getByRole('main').getByText(content).first()).toBeVisible();
    await picture(page, `${file}${suffix}`);
  }
}

test('the page before everything', async ({ page }) => {
  await new SignInPage(page).open();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await picture(page, 'sign-in');
  await page.setViewportSize(phone);
  await picture(page, 'sign-in-phone');
});

test('the pages of analysts and administrators', async ({ page }) => {
  await signIn(page);
  await allPages(page, '');
});

test('what these pages open', async ({ page }) => {
  await signIn(page);
  await openPage(page, '/flows/templates', 'New flow from a template');
  await page.getByRole('button', { name: 'Use Refund → credit memo' }).click();
  const setUp = page.getByRole('dialog', { name: 'Set up Refund → credit memo' });
  await setUp.getByRole('button', { name: 'Test PayTrace (simulator)' }).click();
  await expect(setUp.getByText('Signed in as demo-merchant')).toBeVisible();
  await picture(page, 'template-set-up');
  await openPage(page, '/promotions', 'Promotions');
  await page.getByRole('table', { name: 'Requests and rollbacks' }).getByRole('link', { name: NOTICES }).first().click();
  await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible();
  await picture(page, 'promotion-package');
  await openPage(page, '/reference-data', 'Reference data');
  await page.getByRole('main').getByText('fee-accounts').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture(page, 'reference-table');
  await openPage(page, '/settings/environments', 'Environments');
  await page.getByRole('button', { name: 'Rules of Production' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture(page, 'environment-rules');
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the pages of analysts and administrators', async ({ page }) => {
    await signIn(page);
    await allPages(page, '-dark');
  });
});
