import { expect, test } from '@playwright/test';
import { receiptFlow } from '../fixtures/flows';
import { addresses } from '../fixtures/addresses';
import { DesignerPage } from '../pages/designer-page';
import { signedIn, type Person } from '../pages/people';
import { SignInPage } from '../pages/sign-in-page';

async function openOwnFlow(person: Person, name: string): Promise<{ readonly designer: DesignerPage; nameOfPrepare(): Promise<string | undefined> }> {
  const { id } = await person.call('POST', 'flows', { name, document: receiptFlow({ name, path: name.toLowerCase().replaceAll(' ', '-') }) });
  const designer = new DesignerPage(person.page);
  await designer.open(name, 'Prepare');
  const nameOfPrepare = async (): Promise<string | undefined> => {
    const { document } = (await person.call('GET', `flows/${String(id)}/draft`)) as { document: { steps: Record<string, { name: string }> } };
    return document.steps['prepare']?.name;
  };
  return { designer, nameOfPrepare };
}

test('edits made while the connection is lost are kept, and sent when it is back', async ({ browser }) => {
  const ann = await signedIn(browser);
  const { designer, nameOfPrepare } = await openOwnFlow(ann, 'Edited offline');
  await designer.openStep('Prepare');
  await ann.page.context().setOffline(true);

  await designer.renameStep('Prepare', 'Prepared offline');
  const banner = ann.page.getByRole('alert').filter({ hasText: 'kept in this browser' });
  await expect(banner).toContainText('The server cannot be reached.');
  await designer.renameStep('Prepared offline', 'Prepared twice');
  await ann.page.context().setOffline(false);

  await expect(banner).toHaveCount(0);
  await designer.isSaved();
  expect(await nameOfPrepare()).toBe('Prepared twice');
});

test('an edit survives the end of the session', async ({ browser }) => {
  const ann = await signedIn(browser);
  const { designer, nameOfPrepare } = await openOwnFlow(ann, 'Edited after hours');
  await designer.openStep('Prepare');
  const context = ann.page.context();
  await context.clearCookies();

  await ann.page.getByRole('complementary', { name: 'Settings of Prepare' }).getByRole('textbox', { name: 'Name', exact: true }).fill('Prepared late');
  await expect(ann.page.getByRole('status').filter({ hasText: 'Your session has ended' })).toContainText('come back');
  await new SignInPage(ann.page).signIn();

  await expect(designer.panel('Prepared late')).toBeVisible();
  await designer.isSaved();
  expect(await nameOfPrepare()).toBe('Prepared late');
  expect(ann.page.url()).toContain(addresses.platform);
});

test('the same flow in two tabs of one person loses nothing', async ({ browser }) => {
  const ann = await signedIn(browser);
  const { designer, nameOfPrepare } = await openOwnFlow(ann, 'Edited in two tabs');
  const second = await ann.page.context().newPage();
  await second.goto(ann.page.url());
  const other = new DesignerPage(second);
  await expect(other.step('Prepare')).toBeVisible();

  await other.openStep('Prepare');
  await other.renameStep('Prepare', 'Prepared in the second');
  await other.isSaved();
  await designer.selectStep('Post the AR receipt');
  await ann.page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Disable' }).click();

  const dialog = ann.page.getByRole('dialog', { name: 'You changed this flow elsewhere' });
  await dialog.getByRole('button', { name: 'Save both together' }).click();
  await designer.isSaved();
  await expect(designer.step('Prepared in the second')).toBeVisible();
  await expect(designer.step('Post the AR receipt')).toContainText('Disabled');
  expect(await nameOfPrepare()).toBe('Prepared in the second');
});

test('what does not belong on the canvas, and ten megabytes in a sample, are refused in words without a standstill', async ({ browser }) => {
  const ann = await signedIn(browser);
  const { page } = ann;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { designer } = await openOwnFlow(ann, 'Fed with garbage');

  await page.evaluate(() => navigator.clipboard.writeText('{"kind":"penstock/steps","v":1,"steps":[{"kind":"race"}]}'));
  await page.locator('.react-flow__pane').click({ position: { x: 500, y: 60 } });
  await page.keyboard.press('Control+v');
  await expect(page.getByText(/^The clipboard holds something else than steps/)).toBeVisible();
  await expect(page.locator('.react-flow__node')).toHaveCount(3);

  await designer.openStep('Prepare');
  await designer.panel('Prepare').getByRole('button', { name: 'Output' }).click();
  await designer.panel('Prepare').getByRole('button', { name: 'Edit', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Output of this step in tests' });
  const stoodStillMs = await field.evaluate((element) => {
    const data = new DataTransfer();
    data.setData('text', 'x'.repeat(10_000_000));
    const began = performance.now();
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    return new Promise<number>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began))));
  });
  await expect(page.getByText(/^This has 10\.0 million characters/)).toBeVisible();
  process.stdout.write(`ten megabytes pasted: the page answered after ${Math.round(stoodStillMs)} ms\n`);
  expect(stoodStillMs).toBeLessThan(2_000);
});
