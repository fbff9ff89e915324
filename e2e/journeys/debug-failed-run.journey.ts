import { expect, test } from '@playwright/test';
import { receiptFlow } from '../fixtures/flows';
import { DesignerPage } from '../pages/designer-page';
import { signedIn } from '../pages/people';
import { RunPage } from '../pages/run-page';

const FLOW = 'Receipts, debugged';

test('an analyst finds out on the canvas why a run failed, mends the flow and replays it', async ({ browser }) => {
  const { page, call } = await signedIn(browser);
  const designer = new DesignerPage(page);
  const { id: flowId } = await call('POST', 'flows', { name: FLOW, document: receiptFlow({ name: FLOW, path: 'receipts-debugged' }) });
  await call('POST', `flows/${String(flowId)}/versions`, { revision: 1, note: 'First' });
  await call('POST', 'deployments', { flowId, versionNumber: 1, environment: 'sandbox' });
  await new RunPage(page).start(FLOW, { payer: '999999', customer: { erp_id: '100198' }, amount: '25.00', reference: 'DBG-1' });


  await page.getByRole('navigation').getByRole('link', { name: 'Needs attention' }).click();
  await expect(page.getByText(/Enter a valid ID or leave ID blank/)).toBeVisible();
  await page.getByRole('link', { name: FLOW }).click();
  await expect(page.getByRole('heading', { level: 1, name: FLOW })).toBeVisible();
  const failedRun = page.url();
  await page.getByRole('button', { name: 'Open on the canvas' }).click();
  await expect(page.getByRole('button', { name: 'Save version' })).toBeVisible();

  await expect(designer.step('Post the AR receipt')).toContainText('Failed');
  const cause = page.getByRole('status', { name: 'What happened' });
  await expect(cause).toContainText('customer_id');
  await expect(cause).toContainText('For the money: Nothing was posted.');
  await cause.getByRole('button', { name: 'Open “Post the AR receipt”' }).click();
  await expect(designer.field('Post the AR receipt', 'customerId')).toContainText('999999');
  await expect(designer.step('Post the AR receipt')).toBeInViewport({ ratio: 0.9 });

  await designer.closePanel();
  await designer.openStep('Prepare');
  await designer.typePath(designer.field('Prepare', 'customer_id').getByRole('button', { name: /payer/ }), 'trigger.customer.erp_id');
  await expect(designer.field('Prepare', 'customer_id')).toContainText('100198');
  await designer.closePanel();
  await designer.saveVersion('The customer is read where it stands');
  await designer.deploy();
  await expect(page.getByText('Version 2 is live in sandbox')).toBeVisible();

  await page.goto(failedRun);
  await page.getByRole('button', { name: 'Replay' }).click();
  const replay = page.getByRole('dialog');
  await replay.getByRole('radio', { name: /live/ }).check();
  await expect(replay.getByText(/would be sent/)).toBeVisible();
  await replay.getByRole('textbox', { name: /Reason/ }).fill('The customer was read from the wrong field');
  await replay.getByRole('button', { name: /Replay/ }).click();
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Succeeded');
});
