import { expect, test } from '@playwright/test';
import { DesignerPage } from '../pages/designer-page';
import { RunPage } from '../pages/run-page';
import { SignInPage } from '../pages/sign-in-page';

const FLOW = 'Parcels of an order';

test('a flow with a loop and a wait is built, deployed and run, and shows each item', async ({ page }) => {
  const signIn = new SignInPage(page);
  const designer = new DesignerPage(page);
  const run = new RunPage(page);
  await signIn.open();
  await signIn.signIn();
  await designer.create(FLOW);
  await designer.openStep('Signed webhook');
  await page.getByRole('textbox', { name: 'Intake path' }).fill('parcels');
  await designer.closePanel();

  await designer.addStep('For each');
  await designer.openStep('For each');
  const loop = designer.panel('For each');
  await designer.typePath(loop.getByRole('button', { name: /^List to go over/ }), 'trigger.parcels');
  await loop.getByText('Several at once').click();
  await loop.getByRole('radio', { name: /Go on with the others/ }).check();
  await designer.closePanel();

  await designer.selectStep('For each');
  await designer.addStep('Map fields');
  await designer.openStep('Map fields');
  const label = designer.panel('Map fields');
  await expect(label.getByRole('combobox', { name: 'Stands in' })).toHaveValue('For each');
  await label.getByRole('button', { name: 'Add a field' }).click();
  await designer.typePath(
    label.getByRole('button', { name: 'field: Choose from earlier data' }),
    'loop.for-each.item.sku',
  );
  await designer.closePanel();

  await designer.selectStep('For each');
  await designer.addStep('Wait');
  await designer.openStep('Wait');
  const wait = designer.panel('Wait');
  await wait.getByRole('textbox', { name: 'How long: number' }).fill('1');
  await wait.getByRole('combobox', { name: 'How long: unit' }).click();
  await page.getByRole('option', { name: 'seconds' }).click();
  await designer.closePanel();
  await expect(page.getByText('No problems')).toBeVisible();

  await designer.saveVersion('A loop and a wait');
  await designer.deploy();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/Version 1|v1/)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  await run.start(FLOW, { parcels: [{ sku: 'PUMP' }, { sku: 'VALVE' }, { sku: 'HOSE' }] });
  await run.openLast(FLOW);
  await expect(page.getByRole('main').getByText('Succeeded').first()).toBeVisible();

  await run.chooseStep('Map fields');
  await expect(run.item(3)).toBeVisible();
  await run.item(2).click();
  await expect(run.recorded('Output')).toContainText('VALVE');
  await run.chooseStep('For each');
  await expect(run.recorded('Output')).toContainText('"succeeded": 3');
});
