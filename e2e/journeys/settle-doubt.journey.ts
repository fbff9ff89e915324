import { expect, test, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { ShopPage } from '../pages/shop-page';
import { SignInPage } from '../pages/sign-in-page';

const setFaults = (faults: object): Promise<Response> =>
  fetch(`${addresses.paytrace}/__sim/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });

interface Transaction {
  readonly id: string;
  readonly invoice_id: string;
}

async function transactionsOf(orderId: string): Promise<readonly Transaction[]> {
  const answer = await fetch(`${addresses.paytrace}/__sim/state`);
  const { transactions } = (await answer.json()) as { transactions: Transaction[] };
  return transactions.filter(({ invoice_id: invoice }) => invoice === orderId);
}

async function openRunOf(page: Page, orderId: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByPlaceholder(/Search invoice/).fill(orderId);
  await page
    .getByRole('row')
    .filter({ hasText: orderId })
    .getByRole('link', { name: /Card payment/ })
    .click();
}

test.afterEach(() => setFaults({ clear: true }));

test('a charge of which nobody knows whether it happened is settled by a person, and its run goes on', async ({
  page,
  context,
}) => {
  const signIn = new SignInPage(page);
  await signIn.open();
  await signIn.signIn();
  // Charged, but the answer never arrives.
  await setFaults({ dropAnswerRate: 1 });
  const orderId = await new ShopPage(await context.newPage()).placeOrder(
    'Ball valve brass 1/2 in',
    'Harbor Mechanical',
  );
  await expect.poll(async () => (await transactionsOf(orderId)).length).toBe(1);
  await setFaults({ clear: true });

  await openRunOf(page, orderId);
  await expect(page.getByText(/It is not known whether “Charge the card” happened/)).toBeVisible();
  await page.getByRole('link', { name: 'Open the case' }).click();

  const evidence = page.getByRole('dialog', { name: 'Case' });
  await expect(evidence).toContainText('the customer would pay USD 9.60 twice');
  await expect(evidence).toContainText('no complete answer came back');
  await evidence.getByRole('button', { name: 'It happened' }).click();
  const settling = page.getByRole('dialog', { name: 'It happened' });
  const [transaction] = await transactionsOf(orderId);
  await settling.getByLabel(/Id on the other side/).fill(transaction?.id ?? '');
  await settling.getByLabel(/Reason/).fill('Seen in the PayTrace portal');
  await settling.getByRole('button', { name: 'It happened' }).click();

  await expect(evidence).toBeHidden();
  await openRunOf(page, orderId);
  await expect(page.getByRole('heading', { level: 1 }).locator('..')).toContainText('Succeeded');
  await expect(page.getByRole('region', { name: 'Postings and payments' })).toContainText(transaction?.id ?? 'no id');
  expect(await transactionsOf(orderId)).toHaveLength(1);
});
