import { expect, test, type Page } from '@playwright/test';
import { FLOW, furnish } from '../pages/demo-company';
import { desk, openPage, phone, picture } from '../pages/pictures';
import { RunPage } from '../pages/run-page';
import { SignInPage } from '../pages/sign-in-page';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  await furnish(browser);
});

async function signIn(page: Page): Promise<void> {
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
}

const firstRow = (page: Page) => page.getByRole('main').getByRole('link', { name: FLOW }).first();

/** Every page an operator works with; `suffix` tells the themes and sizes apart. */
async function pagesOfOperators(page: Page, suffix: string): Promise<void> {
  await openPage(page, '/', 'Overview');
  await expect(firstRow(page)).toBeVisible();
  await picture(page, `overview${suffix}`);
  await openPage(page, '/runs', 'Runs');
  await expect(firstRow(page)).toBeVisible();
  await picture(page, `runs${suffix}`);
  await openPage(page, '/runs?status=succeeded', 'Runs');
  await firstRow(page).click();
  await expect(page.getByText('Postings and payments')).toBeVisible();
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await picture(page, `run-page${suffix}`);
  await openPage(page, '/attention', 'Needs attention');
  await expect(page.getByText(/to decide or mend$/)).toBeVisible();
  await picture(page, `needs-attention${suffix}`);
  await openPage(page, '/connections', 'Connections');
  await expect(page.getByText(/\(simulator\)/).first()).toBeVisible();
  await picture(page, `connections${suffix}`);
  await openPage(page, '/events', 'Events');
  await expect(page.getByRole('main').getByRole('row').nth(1)).toBeVisible();
  await picture(page, `events${suffix}`);
}

test('the pages of operators', async ({ page }) => {
  await signIn(page);
  await pagesOfOperators(page, '');
});

test('the pages of operators on a phone', async ({ page }) => {
  await signIn(page);
  await page.setViewportSize(phone);
  await pagesOfOperators(page, '-phone');
  await page.setViewportSize(desk);
});

test('what a run and a connection open', async ({ page }) => {
  await signIn(page);
  await new RunPage(page).openLast(FLOW);
  await expect(page.getByText('Postings and payments')).toBeVisible();
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
  await picture(page, 'run-comparison');
  await openPage(page, '/connections', 'Connections');
  await page.getByText(/PayTrace \(simulator\)/).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await picture(page, 'connection');
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the pages of operators', async ({ page }) => {
    await signIn(page);
    await pagesOfOperators(page, '-dark');
  });
});
