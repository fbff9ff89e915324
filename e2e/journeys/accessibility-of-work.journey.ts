import { expect, test, type Page } from '@playwright/test';
import { problemsInside, seriousProblems } from '../pages/axe';
import { FLOW, furnish, NOTICES } from '../pages/demo-company';
import { DesignerPage } from '../pages/designer-page';
import { openPage } from '../pages/pictures';
import { SignInPage } from '../pages/sign-in-page';
import { StudioPage } from '../pages/studio-page';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  await furnish(browser);
});

async function signedIn(page: Page): Promise<void> {
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    // What is fading in has other colours than those a person reads.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('the package of a promotion, and the cases and runs behind it, can be used by everybody', async ({ page }) => {
      await signedIn(page);
      await openPage(page, '/promotions', 'Promotions');
      await page.getByRole('table', { name: 'Requests and rollbacks' }).getByRole('link', { name: NOTICES }).first().click();
      await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible();
      const packagePage = await seriousProblems(page);
      await openPage(page, '/runs?status=succeeded', 'Runs');
      await page.getByRole('main').getByRole('link', { name: FLOW }).first().click();
      await expect(page.getByText('Postings and payments')).toBeVisible();
      const runPage = await seriousProblems(page);

      expect([...packagePage, ...runPage, ...(await problemsInside(page, 'Save as test'))]).toEqual([]);
    });

    test('what the settings and the reference data open can be used by everybody', async ({ page }) => {
      await signedIn(page);
      await openPage(page, '/settings/environments', 'Environments');
      const environment = await problemsInside(page, 'New environment');
      await openPage(page, '/reference-data', 'Reference data');
      const table = await problemsInside(page, 'fee-accounts');

      expect([...environment, ...table, ...(await problemsInside(page, 'New table'))]).toEqual([]);
    });

    test('the binding of a connection can be used by everybody', async ({ page }) => {
      await signedIn(page);
      await openPage(page, '/settings/environments', 'Environments');
      await page.getByRole('combobox', { name: 'Flow' }).click();
      await page.getByRole('option', { name: FLOW }).click();
      await page.getByRole('combobox', { name: 'Connection for erp in Sandbox' }).click();
      await page.getByRole('option', { name: 'Prophet 21 (simulator)', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();

      expect(await seriousProblems(page)).toEqual([]);
    });

    test('the outline and the versions of a flow can be used by everybody', async ({ page }) => {
      await signedIn(page);
      await new DesignerPage(page).open(FLOW);
      await page.getByRole('button', { name: 'Outline', exact: true }).click();
      await expect(page.getByRole('tree', { name: /^Outline of/ })).toBeVisible();
      const outline = await seriousProblems(page);
      await page.getByRole('button', { name: 'Version history' }).click();
      await page.getByRole('button', { name: /v1$/ }).click();
      await expect(page.getByText('Read only').first()).toBeVisible();

      expect([...outline, ...(await seriousProblems(page))]).toEqual([]);
    });

    test('the mapping studio can be used by everybody', async ({ page }) => {
      await signedIn(page);
      await new StudioPage(page).openShopifyOrder();

      expect(await seriousProblems(page)).toEqual([]);
    });
  });
}
