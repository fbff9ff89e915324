import { expect, test } from '@playwright/test';
import { receiptFlow } from '../fixtures/flows';
import { DesignerPage } from '../pages/designer-page';
import { invited, signedIn } from '../pages/people';

const FLOW = 'Receipts, edited by two';

test('two people edit the same flow, and what both did is kept', async ({ browser }) => {
  const ann = await signedIn(browser);
  const bob = await invited(browser, ann, { email: 'bob@penstock.example', role: 'builder' });
  const { id: flowId } = await ann.call('POST', 'flows', { name: FLOW, document: receiptFlow({ name: FLOW, path: 'receipts-of-two' }) });
  const [anns, bobs] = [new DesignerPage(ann.page), new DesignerPage(bob.page)];
  await anns.open(FLOW, 'Prepare');
  await bobs.open(FLOW, 'Prepare');

  await anns.openStep('Post the AR receipt');
  await anns.field('Post the AR receipt', 'paymentTypeId').getByRole('textbox').fill('3');
  await anns.renameStep('Post the AR receipt', 'Book the receipt');
  await anns.isSaved();
  await bobs.openStep('Post the AR receipt');
  await bobs.renameStep('Post the AR receipt', 'Post to P21');
  await bobs.closePanel();
  await bobs.selectStep('Prepare');
  await bob.page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Disable' }).click();

  const dialog = bob.page.getByRole('dialog', { name: 'Somebody else changed this flow' });
  await expect(dialog).toContainText('owner@penstock.example saved it at');
  await expect(dialog.getByRole('button', { name: 'Save both together' })).toBeDisabled();
  await dialog.getByRole('radiogroup', { name: /^Both changed/ }).getByRole('radio', { name: 'Yours' }).check();
  await dialog.getByRole('button', { name: 'Save both together' }).click();
  await expect(dialog).toBeHidden();
  await bobs.isSaved();

  const { document } = (await ann.call('GET', `flows/${String(flowId)}/draft`)) as { document: { steps: Record<string, { name: string; disabled: boolean; input?: { rules: { target: string; value?: string }[] } }> } };
  const { prepare, receipt } = document.steps;
  expect([prepare?.disabled, receipt?.name, receipt?.input?.rules.find(({ target }) => target === 'paymentTypeId')?.value]).toEqual([true, 'Post to P21', '3']);
});
