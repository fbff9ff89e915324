import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { DesignerPage } from '../pages/designer-page';
import { ShopPage } from '../pages/shop-page';
import { SignInPage } from '../pages/sign-in-page';
import { StudioPage } from '../pages/studio-page';

/** `npm run pictures` draws the pictures of the documentation from the demo company. */
const FOLDER = resolve(__dirname, '../../docs/images');
const FLOW = 'Card payment → P21 order and receipt';
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });

test.beforeAll(() => mkdirSync(FOLDER, { recursive: true }));

test('the pages of the demo company', async ({ page, context }) => {
  const designer = new DesignerPage(page);
  const outside = await context.newPage();
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await designer.open(FLOW);
  await picture(page, 'designer-light');

  await outside.goto(addresses.shop);
  await outside.getByRole('button', { name: 'Add Ball valve brass 1/2 in' }).click();
  await picture(outside, 'demo-shop');
  const shop = new ShopPage(outside);
  for (const customer of ['Harbor Mechanical', 'Larkspur Plumbing', 'Old Quarry Hotel'])
    await shop.placeOrder('Circulator pump 25 W', customer);
  await expect(designer.step('Post the AR receipt')).toContainText('Succeeded');
  await expect(page.getByRole('button', { name: /^Show run WEB-.*: Succeeded$/ })).toHaveCount(3);
  await picture(page, 'run-on-the-canvas');
  await designer.openStep('Create the sales order');
  await picture(page, 'step-panel');

  for (const [name, file] of [
    ['Overview', 'overview'],
    ['Flows', 'flows'],
    ['Runs', 'runs'],
    ['Connections', 'connections'],
  ] as const) {
    await page.goto(`${addresses.platform}/${name === 'Overview' ? '' : name.toLowerCase()}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(
      page
        .getByRole('main')
        .getByText(/\(simulator\)|→/)
        .first(),
    ).toBeVisible();
    await picture(page, file);
  }
  await page.goto(`${addresses.platform}/runs`);
  await page.getByRole('link', { name: FLOW }).first().click();
  await expect(page.getByText('Postings and payments')).toBeVisible();
  await expect(page.getByText('Post the AR receipt').first()).toBeVisible();
  await picture(page, 'run-page');

  await outside.goto(addresses.prophet21);
  await expect(
    outside.getByRole('region', { name: 'Sales orders' }).getByText('Old Quarry Hotel (100270)'),
  ).toBeVisible();
  await picture(outside, 'prophet21-simulator');
  await outside.goto(addresses.paytrace);
  await expect(outside.getByRole('region', { name: 'Transactions' }).getByText(/^WEB-/).first()).toBeVisible();
  await picture(outside, 'paytrace-simulator');
});

/** The studio in the middle of the work: most of it mapped, one formula, the lines of the loop followed. */
async function mappingStudio(page: Page, name: string): Promise<void> {
  const studio = new StudioPage(page);
  await studio.openShopifyOrder();
  await page.getByRole('button', { name: /^\d+ suggestions?$/ }).click();
  await page.getByRole('button', { name: /^Accept \d+ ticked$/ }).click();
  await page.getByRole('tab', { name: /^Suggestions/ }).click();
  await studio.target('customerId').click();
  await page.keyboard.press('=');
  await page.keyboard.type('last(split(trigger.record.customer.tags, "-"))');
  await page.keyboard.press('Enter');
  await expect(studio.target('customerId')).toContainText('100198');
  await expect(page.locator('[data-formula-editor] .view-lines')).toContainText('split');
  await studio.tree('source').evaluate((tree) => tree.scrollTo({ top: 330 }));
  await page.mouse.move(0, 0);
  await expect(page.getByText(/^Saved /)).toBeVisible();
  await picture(page, name);
}

test('the mapping studio', async ({ page }) => {
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Flows' })).toBeVisible();
  await mappingStudio(page, 'mapping-studio');
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the designer', async ({ page }) => {
    await new SignInPage(page).open();
    await new SignInPage(page).signIn();
    await new DesignerPage(page).open(FLOW);
    await picture(page, 'designer-dark');
  });

  test('the mapping studio', async ({ page }) => {
    await new SignInPage(page).open();
    await new SignInPage(page).signIn();
    await expect(page.getByRole('navigation').getByRole('link', { name: 'Flows' })).toBeVisible();
    await mappingStudio(page, 'mapping-studio-dark');
  });
});
