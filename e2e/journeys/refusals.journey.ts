import { expect, test } from '@playwright/test';
import { owner } from '../fixtures/product';
import { DesignerPage } from '../pages/designer-page';
import { SignInPage } from '../pages/sign-in-page';

test('a wrong password is refused with words that help', async ({ page }) => {
  const signIn = new SignInPage(page);
  await signIn.open();

  await signIn.signIn({ email: owner.email, password: 'not the password' });

  await expect(page.getByText('The e-mail address or the password is not right.')).toBeVisible();
});

test('a flow that cannot run is not deployed and says why', async ({ page }) => {
  const signIn = new SignInPage(page);
  const designer = new DesignerPage(page);
  await signIn.open();
  await signIn.signIn();
  await page.getByRole('navigation').getByRole('link', { name: 'Flows' }).click();
  await page.getByRole('button', { name: 'New flow' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Half a flow');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Create|New flow/ })
    .click();
  await page.getByRole('textbox', { name: 'Search steps' }).fill('hosted fields');
  await page.getByRole('button', { name: /Charge a card from hosted fields/ }).click();
  await designer.saveVersion('Not finished');

  await designer.deploy();

  const refusal = page.getByRole('dialog').getByRole('alert');
  await expect(refusal).toContainText('cannot run in Sandbox yet');
  await expect(refusal).toContainText(/Invoice|invoice/);
});
