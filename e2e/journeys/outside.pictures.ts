import { expect, test } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { furnish } from '../pages/demo-company';
import { picture } from '../pages/pictures';

test('the shop and the remote systems of the demo company', async ({ page, browser }) => {
  test.setTimeout(240_000);
  await furnish(browser);
  await page.goto(addresses.shop);
  await page.getByRole('button', { name: 'Add Ball valve brass 1/2 in' }).click();
  await picture(page, 'demo-shop');
  await page.goto(addresses.prophet21);
  await expect(page.getByRole('region', { name: 'Sales orders' }).getByText('Old Quarry Hotel (100270)')).toBeVisible();
  await picture(page, 'prophet21-simulator');
  await page.goto(addresses.paytrace);
  await expect(page.getByRole('region', { name: 'Transactions' }).getByText(/^WEB-/).first()).toBeVisible();
  await picture(page, 'paytrace-simulator');
});
