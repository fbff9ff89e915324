import { expect, test, type Page } from '@playwright/test';
import { picture } from '../pages/pictures';
import { SignInPage } from '../pages/sign-in-page';
import { StudioPage } from '../pages/studio-page';

/** The studio in the middle of the work: most of it mapped, one formula, the lines of the loop followed. */
async function mappingStudio(page: Page, name: string): Promise<void> {
  const studio = new StudioPage(page);
  await studio.openShopifyOrder();
  await page.getByRole('button', { name: /^\d+ suggestions?$/ }).click();
  await page.getByRole('button', { name: /^Accept \d+ ticked$/ }).click();
  await page.getByRole('tab', { name: /^Suggestions/ }).click();
  await studio.tree('target').focus();
  for (const key of ['Home', 'ArrowDown', '=']) await page.keyboard.press(key);
  await page.keyboard.type('last(split(trigger.record.customer.tags, "-"))');
  await page.keyboard.press('Enter');
  await expect(studio.target('customerId')).toContainText('100198');
  await expect(page.locator('[data-formula-editor] .view-lines')).toContainText('split');
  await studio.tree('source').evaluate((tree) => tree.scrollTo({ top: 330 }));
  await expect(page.getByText(/^Saved /)).toBeVisible();
  await picture(page, name);
}

test('the mapping studio', async ({ page }) => {
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Flows' })).toBeVisible();
  await mappingStudio(page, 'mapping-studio');
});

test('problems of a mapping', async ({ page }) => {
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Flows' })).toBeVisible();
  const studio = new StudioPage(page);
  await studio.openShopifyOrder();
  await studio.acceptTicked();
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await page.getByRole('button', { name: /"Customer ID" is required/ }).click();
  await expect(studio.details('Customer ID')).toBeVisible();
  await picture(page, 'mapping-problems');
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the mapping studio', async ({ page }) => {
    await new SignInPage(page).open();
    await new SignInPage(page).signIn();
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Flows' })).toBeVisible();
    await mappingStudio(page, 'mapping-studio-dark');
  });
});
