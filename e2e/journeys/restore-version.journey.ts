import { expect, test } from '@playwright/test';
import { receiptFlow } from '../fixtures/flows';
import { DesignerPage } from '../pages/designer-page';
import { signedIn } from '../pages/people';

const FLOW = 'Receipts, restored';

test('an analyst looks at an older version beside the draft, brings it back and has it live', async ({ browser }) => {
  const { page, call } = await signedIn(browser);
  const designer = new DesignerPage(page);
  await call('POST', 'flows', { name: FLOW, document: receiptFlow({ name: FLOW, path: 'receipts-restored' }) });
  await designer.open(FLOW, 'Prepare');
  await designer.saveVersion('As it was agreed');
  await designer.openStep('Prepare');
  await designer.field('Prepare', 'customer_id').getByRole('button', { name: 'Clear customer_id' }).click();
  await designer.closePanel();
  await designer.selectStep('Post the AR receipt');
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Disable' }).click();
  await designer.saveVersion('An attempt that went wrong');

  await page.getByRole('button', { name: 'Version history' }).click();
  const history = page.getByRole('dialog', { name: 'Version history' });
  await history.getByRole('button', { name: 'View v1' }).click();
  const differences = history.getByRole('region', { name: 'What differs' });
  await expect(differences.getByRole('button')).toHaveText(['“Prepare”: customer_id is no longer filled (it was trigger.payer).', '“Post the AR receipt” was switched off.']);
  for (const side of ['v1', 'Draft']) await expect(history.getByRole('region', { name: side, exact: true }).locator('.ps-mark--changed')).toHaveCount(2);

  await history.getByRole('button', { name: 'Restore v1 as the draft' }).click();
  await expect(history).toBeHidden();
  await expect(designer.step('Post the AR receipt')).toContainText('Prophet 21');
  await designer.saveVersion('Back to what was agreed');
  await designer.deploy();
  await expect(page.getByText('Version 3 is live in sandbox')).toBeVisible();

  const { items } = (await call('GET', 'deployments')) as { items: { flowName: string; versionHash: string }[] };
  const versions = (await call('GET', `flows/${new URL(page.url()).pathname.split('/')[2]}/versions`)) as { items: { number: number; hash: string }[] };
  expect(items.find(({ flowName }) => flowName === FLOW)?.versionHash).toBe(versions.items.find(({ number }) => number === 1)?.hash);
});
