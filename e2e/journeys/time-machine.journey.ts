import { expect, test } from '@playwright/test';
import { DesignerPage } from '../pages/designer-page';
import { RunPage } from '../pages/run-page';
import { ShopPage } from '../pages/shop-page';
import { SignInPage } from '../pages/sign-in-page';

test('an analyst goes through a past run on the canvas, changes a mapping and tries it on what the run saw', async ({ page }) => {
  const designer = new DesignerPage(page);
  const order = await new ShopPage(page).placeOrder('Circulator pump 25 W', 'Harbor Mechanical');
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await new RunPage(page).openLast('Card payment → P21 order and receipt');
  await page.getByRole('button', { name: 'Open on the canvas' }).click();
  await page.waitForURL(/\/flows\//);
  // Until the canvas has come, the run's own page is there, with the same steps.
  await expect(page.getByRole('textbox', { name: 'Search steps' })).toBeVisible();

  const moment = page.getByRole('group', { name: 'Steps of the run' });
  await expect(moment).toContainText('Post the AR receipt · Succeeded');
  await moment.getByRole('button', { name: 'One step back' }).click();
  await moment.getByRole('button', { name: 'One step back' }).click();
  await expect(moment).toContainText('Charge the card · Succeeded');
  await expect(designer.step('Post the AR receipt')).toContainText('Not started');

  await page.getByRole('button', { name: /^1 value went from Shop order placed to/ }).click();
  await expect(page.getByRole('dialog')).toContainText(order);
  await page.keyboard.press('Escape');

  await moment.getByRole('slider').press('End');
  await designer.openStep('Create the sales order');
  await page.getByRole('button', { name: 'Show Output' }).click();
  await expect(page.getByRole('region', { name: 'Output' })).toContainText(order);
  const again = page.getByRole('button', { name: 'Re-evaluate' });
  await again.click();
  await expect(page.getByRole('dialog').getByText('It comes out exactly as it did in the run.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  const taker = designer.field('Create the sales order', 'taker').getByRole('textbox');
  await taker.fill('COUNTER');
  await taker.press('Tab');
  await again.click();
  await expect(page.getByRole('dialog').getByRole('row').filter({ hasText: 'taker' })).toContainText('COUNTER');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Close the panel' }).click();
  await page.keyboard.press('Control+z');
});
