import { expect, test, type Page } from '@playwright/test';
import { FLOW, furnish, order } from '../pages/demo-company';
import { DesignerPage } from '../pages/designer-page';
import { caller } from '../pages/people';
import { openPage, picture } from '../pages/pictures';
import { SignInPage } from '../pages/sign-in-page';

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  await furnish(browser);
});

async function openFlow(page: Page): Promise<DesignerPage> {
  const designer = new DesignerPage(page);
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await designer.open(FLOW);
  return designer;
}

/** Areas and a note, as a team leaves them for the next reader. */
const areas = [
  { id: 'take-the-money', name: 'Take the money', tint: 'teal', of: ['Prepare the order', 'Charge the card'] },
  { id: 'book-it', name: 'Book it in Prophet 21', tint: 'violet', of: ['Create the sales order', 'Post the AR receipt'] },
];
const note = { id: 'who-to-ask', text: 'Finance checks the receipts every morning. Ask Ana before you change the mapping.', width: 300, height: 90 };

interface DraftOfFlow {
  readonly document: { readonly trigger: { readonly position: { readonly x: number; readonly y: number } }; readonly steps: Readonly<Record<string, { readonly id: string; readonly name: string }>> };
  readonly revision: number;
}

async function withGroups(page: Page): Promise<void> {
  const call = caller(page.request);
  const path = `flows/${flowIn(page)}/draft`;
  const { document, revision } = (await call('GET', path)) as unknown as DraftOfFlow;
  const idOf = (name: string): string => Object.values(document.steps).find((step) => step.name === name)?.id ?? '';
  const groups = areas.map(({ of, ...area }) => ({ ...area, steps: of.map(idOf) }));
  const { x, y } = document.trigger.position;
  await call('PUT', path, { document: { ...document, groups, notes: [{ ...note, position: { x, y: y - 140 } }] }, revision });
  await page.reload();
  await expect(page.getByText('Take the money')).toBeVisible();
}

const flowIn = (page: Page): string => /flows\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';

async function runOnTheCanvas(page: Page, suffix: string): Promise<void> {
  const designer = await openFlow(page);
  await picture(page, `designer${suffix}`);
  await page.getByRole('button', { name: /^Show run WEB-.*: Succeeded$/ }).first().click();
  await expect(designer.step('Post the AR receipt')).toContainText('Succeeded');
  await picture(page, `run-on-the-canvas${suffix === '-light' ? '' : suffix}`);
  await designer.openStep('Create the sales order');
  await expect(page.getByRole('complementary').getByText('Fields').first()).toBeVisible();
  await picture(page, `step-panel${suffix === '-light' ? '' : suffix}`);
}

test('the designer and a run on it', async ({ page }) => {
  await runOnTheCanvas(page, '-light');
});

test('a step that was tested', async ({ page }) => {
  const designer = await openFlow(page);
  await designer.openStep('Create the sales order');
  const panel = designer.panel('Create the sales order');
  await panel.getByRole('button', { name: 'Run to here' }).click();
  await expect(panel.getByRole('region', { name: /would send$/ })).toBeVisible();
  await picture(page, 'step-test');
});

test('groups, notes and the outline', async ({ page }) => {
  await openFlow(page);
  await withGroups(page);
  await picture(page, 'designer-groups');
  await page.getByRole('button', { name: 'Outline', exact: true }).click();
  await expect(page.getByRole('tree', { name: /^Outline of/ })).toBeVisible();
  await picture(page, 'outline');
});

test('versions side by side', async ({ page }) => {
  await openFlow(page);
  await page.getByRole('button', { name: 'Version history' }).click();
  await page.getByRole('button', { name: /v1$/ }).click();
  await expect(page.getByText('Read only').first()).toBeVisible();
  await picture(page, 'versions');
});

test('dry run and tests', async ({ page }) => {
  const designer = await openFlow(page);
  const panel = await designer.openDryRun();
  await panel.getByRole('combobox', { name: 'Try it with' }).click();
  await page.getByRole('option', { name: 'Own payload' }).click();
  await panel.getByRole('textbox', { name: 'Payload' }).fill(JSON.stringify(order('WEB-1044', '1059.97'), null, 2));
  await panel.getByRole('button', { name: 'Dry run', exact: true }).click();
  await expect(panel.getByRole('status')).toContainText('3 effects');
  await picture(page, 'dry-run');
  await page.keyboard.press('Escape');
  await openPage(page, '/runs?status=succeeded', 'Runs');
  await page.getByRole('main').getByRole('link', { name: FLOW }).first().click();
  await page.getByRole('button', { name: 'Save as test' }).click();
  await page.getByRole('dialog').getByRole('textbox').first().fill('An order of the web shop is charged once and booked');
  await page.getByRole('dialog').getByRole('button', { name: 'Save the test' }).click();
  await expect(page.getByText(/is among the tests of the flow/).first()).toBeVisible();
  await designer.open(FLOW);
  await page.getByRole('button', { name: 'Tests', exact: true }).click();
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.getByText(/passed/i).first()).toBeVisible();
  await picture(page, 'flow-tests');
});

test('a past run step by step', async ({ page }) => {
  await openFlow(page);
  await page.getByRole('button', { name: /^Show run WEB-.*: Succeeded$/ }).first().click();
  const moment = page.getByRole('group', { name: 'Steps of the run' });
  await moment.getByRole('button', { name: 'One step back' }).click();
  await moment.getByRole('button', { name: 'One step back' }).click();
  await expect(moment).toContainText('Charge the card · Succeeded');
  await picture(page, 'time-machine');
});

test('two people edit the same draft', async ({ page }) => {
  await openFlow(page);
  const call = caller(page.request);
  const path = `flows/${flowIn(page)}/draft`;
  const { document, revision } = (await call('GET', path)) as unknown as DraftOfFlow;
  const renamed = Object.values(document.steps).map((step) => [step.id, { ...step, name: step.name.replace('Nothing to pay', 'Nothing left to pay') }]);
  await call('PUT', path, { document: { ...document, steps: Object.fromEntries(renamed) }, revision });
  const name = page.getByRole('textbox', { name: 'Name of the flow' });
  await name.fill('Card payment → P21 order, receipt and notice');
  await name.press('Enter');
  await expect(page.getByRole('dialog', { name: /changed/i })).toBeVisible();
  await picture(page, 'conflict');
});

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' });

  test('the designer and a run on it', async ({ page }) => {
    await runOnTheCanvas(page, '-dark');
  });
});
