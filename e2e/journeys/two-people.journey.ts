import { expect, test } from '@playwright/test';
import { receiptFlow } from '../fixtures/flows';
import { DesignerPage } from '../pages/designer-page';
import { invited, signedIn } from '../pages/people';

const FLOW = 'Receipts, seen by two';

test('people who have the same flow open see each other, and where each is', async ({ browser }) => {
  const ann = await signedIn(browser);
  const bob = await invited(browser, ann, { email: 'bob.smith@penstock.example', role: 'analyst' });
  await ann.call('POST', 'flows', { name: FLOW, document: receiptFlow({ name: FLOW, path: 'receipts-seen' }) });
  const [anns, bobs] = [new DesignerPage(ann.page), new DesignerPage(bob.page)];
  await anns.open(FLOW, 'Prepare');
  await bobs.open(FLOW, 'Prepare');

  await bobs.openStep('Post the AR receipt');
  const others = ann.page.getByRole('group', { name: 'Also in this flow' });
  await expect(others.getByRole('img', { name: 'bob.smith is editing Post the AR receipt' })).toHaveText('BS');
  await expect(anns.step('Post the AR receipt').getByRole('img', { name: 'bob.smith is editing Post the AR receipt' })).toBeVisible();
  await anns.openStep('Post the AR receipt');
  await expect(anns.panel('Post the AR receipt').getByText('bob.smith is editing this step too')).toBeVisible();

  await bob.page.close();
  await expect(others).toHaveCount(0);

  const again = await ann.page.context().newPage();
  await again.goto(ann.page.url());
  await expect(ann.page.getByText('Also open in another tab')).toBeVisible();
});
