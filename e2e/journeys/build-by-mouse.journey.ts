import { expect, test } from '@playwright/test';
import { CanvasMouse } from '../pages/canvas-mouse';
import { DesignerPage } from '../pages/designer-page';
import { RunPage } from '../pages/run-page';
import { SignInPage } from '../pages/sign-in-page';

const FLOW = 'Built by mouse';

test('a flow is built from nothing by mouse, tested and deployed to the sandbox', async ({ page }) => {
  const designer = new DesignerPage(page);
  const mouse = new CanvasMouse(page);
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await designer.create(FLOW);

  await mouse.dragIn('Condition', await mouse.at(860, 190));
  await mouse.connect('Signed webhook', 'Condition');
  await mouse.dragIn('Map fields', await mouse.between('Signed webhook', 'Condition'));
  await mouse.dragIn('Stop', await mouse.at(860, 500));
  await mouse.connect('Condition', 'Stop', 'no');
  await expect.poll(() => mouse.lines()).toEqual(['Line from Signed webhook to Map fields', 'Line from Map fields to Condition', 'Line from Condition (no) to Stop']);

  await designer.openStep('Signed webhook');
  await designer.panel('Signed webhook').getByRole('textbox', { name: 'Intake path' }).fill('built-by-mouse');
  await designer.closePanel();
  await designer.openStep('Map fields');
  const mapping = designer.panel('Map fields');
  await mapping.getByRole('button', { name: 'Add a field' }).click();
  await mapping.getByRole('textbox', { name: 'Name of the field field' }).fill('amount');
  await mapping.getByRole('button', { name: /Choose from earlier data/ }).click();
  await page.getByRole('textbox', { name: 'Search data' }).fill('total');
  await page.getByRole('dialog').getByRole('button', { name: /total/ }).first().click();
  await expect(mapping).toContainText('19.99');
  await mapping.getByRole('button', { name: 'Output' }).click();
  await mapping.getByRole('button', { name: 'Test step' }).click();
  await expect(mapping.getByText(/^Tested /)).toBeVisible();
  await expect(mapping.getByRole('region', { name: 'Output' })).toContainText('19.99');
  await designer.closePanel();

  await designer.openStep('Condition');
  const condition = designer.panel('Condition');
  await condition.getByRole('button', { name: 'Add a condition' }).click();
  await condition.getByRole('button', { name: /^Takes the yes exit when: / }).click();
  await page.getByRole('textbox', { name: 'Search data' }).fill('amount');
  await page.getByRole('dialog').getByRole('button', { name: /amount/ }).first().click();
  await condition.getByRole('combobox', { name: 'Comparison' }).click();
  await page.getByRole('option', { name: 'is more than' }).click();
  await condition.getByRole('textbox', { name: 'a value' }).fill('0');
  await expect(condition.getByText('With the sample record this is yes.')).toBeVisible();
  await designer.closePanel();

  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  await designer.saveVersion('First try');
  await designer.deploy();
  await expect(page.getByText('Version 1 is live in sandbox')).toBeVisible();
  await page.keyboard.press('Escape');
  await new RunPage(page).start(FLOW, { order: { id: 'M-1', total: '12.50' } });
  await designer.open(FLOW, 'Map fields');
  await page.getByRole('button', { name: /^Show run .*: Succeeded$/ }).click();
  await expect(designer.step('Map fields')).toContainText('Succeeded');
  await expect(designer.step('Condition')).toContainText('Succeeded');
  await expect(designer.step('Stop')).toContainText('Not taken');
});
