import { expect, test } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { DesignerPage } from '../pages/designer-page';
import { ErpPage } from '../pages/erp-page';
import { ShopPage } from '../pages/shop-page';
import { SignInPage } from '../pages/sign-in-page';

const FLOW = 'Card payment → P21 order and receipt';

/** The gateway's own id of an order's payment, from the gateway itself. */
async function transactionOf(orderId: string): Promise<string> {
  const answer = await fetch(`${addresses.paytrace}/__sim/state`);
  const { transactions } = (await answer.json()) as { transactions: { id: string; invoice_id: string }[] };
  return transactions.find(({ invoice_id: invoice }) => invoice === orderId)?.id ?? 'no transaction';
}

test('an order becomes a payment in the ERP, and a changed mapping counts for the next one', async ({
  page,
  context,
}) => {
  const signIn = new SignInPage(page);
  const designer = new DesignerPage(page);
  await signIn.open();
  await signIn.signIn();
  await designer.open(FLOW);

  const shopTab = await context.newPage();
  const orderId = await new ShopPage(shopTab).placeOrder('Ball valve brass 1/2 in', 'Harbor Mechanical');

  for (const step of ['Charge the card', 'Create the sales order', 'Post the AR receipt']) {
    await expect(designer.step(step)).toContainText('Succeeded');
  }

  const transactionId = await transactionOf(orderId);
  const erp = new ErpPage(await context.newPage());
  await erp.open();
  expect(await erp.salesOrder(orderId, ['Customer', 'Total', 'Remittance', 'Payment reference'])).toEqual({
    Customer: 'Harbor Mechanical (100198)',
    Total: '9.60',
    Remittance: '9.60',
    'Payment reference': transactionId,
  });
  expect(await erp.receipt(transactionId, ['Reference', 'Customer', 'Amount'])).toEqual({
    Reference: transactionId,
    Customer: 'Harbor Mechanical (100198)',
    Amount: '9.60',
  });

  await designer.openStep('Create the sales order');
  const taker = designer.field('Create the sales order', 'taker').getByRole('textbox').first();
  await expect(taker).toHaveValue('WEBSHOP');
  await taker.fill('JOURNEY');
  await page.keyboard.press('Escape');
  await designer.saveVersion('Orders are taken by the journey');
  await designer.deploy();
  await expect(
    page
      .getByRole('dialog')
      .getByText(/Version 2|v2/)
      .first(),
  ).toBeVisible();

  const nextOrder = await new ShopPage(shopTab).placeOrder('Check valve 3/4 in', 'Larkspur Plumbing');

  await expect(async () => {
    const answer = await fetch(`${addresses.prophet21}/__sim/effects`);
    expect(await answer.text()).toContain(nextOrder);
  }).toPass();
  const { effects } = (await (await fetch(`${addresses.prophet21}/__sim/effects`)).json()) as {
    effects: { kind: string; key: string; data: unknown }[];
  };
  const takerOf = (id: string) => JSON.stringify(effects.find(({ kind, key }) => kind === 'order' && key === id)?.data);
  expect(takerOf(orderId)).toContain('WEBSHOP');
  expect(takerOf(nextOrder)).toContain('JOURNEY');
});
