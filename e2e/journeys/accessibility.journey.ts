import { expect, test, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { problemsInside, seriousProblems } from '../pages/axe';
import { DesignerPage } from '../pages/designer-page';
import { SignInPage } from '../pages/sign-in-page';

/** What a page under Settings opens beside or above itself, by the button that does. */
const opened: Readonly<Record<string, string>> = { Environments: 'Rules of Production', People: 'Invite somebody' };

async function signedIn(page: Page): Promise<void> {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    // What is fading in has other colours than those a person reads.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('the sign-in page keeps nobody out', async ({ page }) => {
      await new SignInPage(page).open();
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();

      expect(await seriousProblems(page)).toEqual([]);
    });

    test('the pages of the product can be used by everybody', async ({ page }) => {
      await signedIn(page);
      const found: Record<string, string[]> = {};
      for (const name of ['Overview', 'Flows', 'Runs', 'Needs attention', 'Connections', 'Events', 'Reference data', 'Promotions', 'Settings']) {
        await page.getByRole('navigation').getByRole('link', { name }).click();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        found[name] = await seriousProblems(page);
      }

      await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).click();
      await page.getByRole('link', { name: /^Schemas/ }).click();
      await expect(page.getByRole('button', { name: 'Compare now' })).toBeVisible();
      found['Schemas'] = await seriousProblems(page);

      expect(Object.values(found).flat()).toEqual([]);
    });

    test('the pages under Settings and what they open can be used by everybody', async ({ page }) => {
      await signedIn(page);
      await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
      const found: string[] = [];
      for (const name of ['Environments', 'People', 'Sign-in', 'AI provider', 'Vault', 'Audit log']) {
        await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name }).click();
        await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
        found.push(...(await seriousProblems(page)));
        const opener = opened[name];
        if (opener) found.push(...(await problemsInside(page, opener)));
      }

      expect(found).toEqual([]);
    });

    test('a promotion request and the import of an API description can be used by everybody', async ({ page }) => {
      await signedIn(page);
      await page.getByRole('navigation').getByRole('link', { name: 'Promotions' }).click();
      const request = await problemsInside(page, /^Ask for v1 in Production: Card payment/);
      await page.getByRole('navigation').getByRole('link', { name: 'Connections' }).click();

      expect([...request, ...(await problemsInside(page, 'Import an API description'))]).toEqual([]);
    });

    test('the designer and its step panel can be used by everybody', async ({ page }) => {
      const designer = new DesignerPage(page);
      await signedIn(page);
      await designer.open('Card payment → P21 order and receipt');
      const canvas = await seriousProblems(page);
      await designer.openStep('Charge the card');
      const step = await seriousProblems(page);
      await page.getByRole('button', { name: 'Explain' }).click();
      await expect(page.getByText(/^Moves money/).last()).toBeVisible();
      const explained = await seriousProblems(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Tests', exact: true }).click();
      await expect(page.getByText('Tests of this flow')).toBeVisible();

      expect([...canvas, ...step, ...explained, ...(await seriousProblems(page))]).toEqual([]);
    });

    test('the demo shop can be used by everybody', async ({ page }) => {
      await page.goto(addresses.shop);
      await page.getByRole('button', { name: 'Add Ball valve brass 1/2 in' }).click();
      await expect(page.getByRole('button', { name: 'Place order' })).toBeEnabled();

      // The gateway's frame is transparent: from inside, the checker cannot see the shop's background and assumes white.
      const leftOut = colorScheme === 'dark' ? ['iframe[title="Card details"]'] : [];
      expect(await seriousProblems(page, { leftOut })).toEqual([]);
    });
  });
}
