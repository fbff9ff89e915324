import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { DesignerPage } from '../pages/designer-page';
import { SignInPage } from '../pages/sign-in-page';

const FLOW = 'PayTrace payment → P21 receipt';
const [PAYMENT, INVOICE, RECEIPT] = ['Read it back from PayTrace', 'Find the open invoice', 'Post the AR receipt'];
/** An open invoice of the demo company, as the gateway would name it in a payment. */
const payment = { transaction_id: '5001', status: 'approved', amount: '32.10', invoice_id: '3100002', approval_code: 'TAS1' };

const effectsSent = async (): Promise<number> => {
  const answers = await Promise.all([addresses.paytrace, addresses.prophet21].map((address) => fetch(`${address}/__sim/effects`)));
  const logs = (await Promise.all(answers.map((answer) => answer.json()))) as { effects: unknown[] }[];
  return logs.reduce((sum, { effects }) => sum + effects.length, 0);
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('an analyst tests a step with real data, and nothing is sent', async ({ page }) => {
      const signIn = new SignInPage(page);
      const designer = new DesignerPage(page);
      await signIn.open();
      await signIn.signIn();
      await designer.open(FLOW, INVOICE);
      const sent = await effectsSent();

      // Nothing is known of the payment yet: the sample of the connector stands in, and that is said.
      await designer.openStep(INVOICE);
      const panel = designer.panel(INVOICE);
      await panel.getByRole('button', { name: 'Test step' }).click();
      await expect(panel.getByText(/Tested \d\d:\d\d · answered by Prophet 21/)).toBeVisible();
      await expect(panel.getByText(`Its input is made of samples: “${PAYMENT}” is not tested yet.`)).toBeVisible();
      await designer.closePanel();

      // With a payment of a real invoice the ERP answers with that invoice.
      await designer.openStep(PAYMENT);
      await designer.pinOutput(payment);
      await designer.closePanel();
      await expect(designer.step(INVOICE)).toHaveAccessibleName(/its input changed since its test/);
      await designer.openStep(INVOICE);
      await panel.getByRole('button', { name: 'Test step' }).click();
      const output = page.getByRole('region', { name: 'Output', exact: true });
      await expect(output.getByText('3100002', { exact: true })).toBeVisible();
      await expect(panel.getByText(/Its input is made of samples/)).toBeHidden();
      await designer.closePanel();

      // What would be posted is shown with its amount; what was tested is used again.
      await designer.openStep(RECEIPT);
      const receipt = designer.panel(RECEIPT);
      await receipt.getByRole('button', { name: 'Run to here' }).click();
      const plan = receipt.getByRole('region', { name: `What “${RECEIPT}” would send` });
      await expect(plan).toContainText('A test never sends what posts to the books. A real run would send this:');
      await expect(plan).toContainText('USD 32.10');
      await receipt.getByText('3 steps run, 2 steps used again').click();
      await expect(receipt.getByText(/re-used from \d\d:\d\d/)).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).include('.ps-step-panel').withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
      await designer.closePanel();

      // Without a mouse: from the outline, and the line with the focus tells what goes along.
      await page.keyboard.press('o');
      await page.getByRole('treeitem', { name: new RegExp(INVOICE) }).click();
      await page.keyboard.press('Shift+T');
      await expect(page.getByRole('alert').filter({ hasText: `“${INVOICE}” was tested: the other side answered.` })).toBeVisible();
      await page.keyboard.press('Tab');
      await page.getByRole('group', { name: `Line from ${INVOICE} to ${RECEIPT}` }).focus();
      await expect(page.getByRole('tooltip').filter({ hasText: `From “${INVOICE}” to “${RECEIPT}”` })).toContainText('Invoices1 item');

      expect(await effectsSent()).toBe(sent);
    });
  });
}
