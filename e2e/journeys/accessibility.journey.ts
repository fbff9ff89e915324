import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { DesignerPage } from '../pages/designer-page';
import { SignInPage } from '../pages/sign-in-page';

/** Violations a person would stumble over. */
async function seriousProblems(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('the sign-in page keeps nobody out', async ({ page }) => {
      await new SignInPage(page).open();
      await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();

      expect(await seriousProblems(page)).toEqual([]);
    });

    test('the pages of the product can be used by everybody', async ({ page }) => {
      const signIn = new SignInPage(page);
      await signIn.open();
      await signIn.signIn();
      const found: Record<string, string[]> = {};
      for (const name of ['Overview', 'Flows', 'Runs', 'Needs attention', 'Connections', 'Events', 'Settings']) {
        await page.getByRole('navigation').getByRole('link', { name }).click();
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        found[name] = await seriousProblems(page);
      }

      expect(Object.values(found).flat()).toEqual([]);
    });

    test('the designer and its step panel can be used by everybody', async ({ page }) => {
      const signIn = new SignInPage(page);
      const designer = new DesignerPage(page);
      await signIn.open();
      await signIn.signIn();
      await designer.open('Card payment → P21 order and receipt');
      const canvas = await seriousProblems(page);
      await designer.openStep('Charge the card');

      expect([...canvas, ...(await seriousProblems(page))]).toEqual([]);
    });
  });
}
