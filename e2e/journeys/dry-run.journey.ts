import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { DesignerPage } from '../pages/designer-page';
import { ShopPage } from '../pages/shop-page';
import { SignInPage } from '../pages/sign-in-page';

const FLOW = 'Card payment → P21 order and receipt';

const effectsSent = async (): Promise<number> => {
  const answers = await Promise.all(
    [addresses.paytrace, addresses.prophet21].map((address) => fetch(`${address}/__sim/effects`)),
  );
  const logs = (await Promise.all(answers.map((answer) => answer.json()))) as { effects: unknown[] }[];
  return logs.reduce((sum, { effects }) => sum + effects.length, 0);
};

const order = (id: string) =>
  JSON.stringify({
    order: {
      id,
      placed_at: '2026-11-23T09:30:00Z',
      currency: 'USD',
      total: '1059.97',
      customer: {
        erp_id: '100198',
        first_name: 'Ada',
        last_name: 'Byron',
        company: 'Harbor',
        email: 'ada@harbor.example',
      },
      lines: [{ sku: 'BV-050', quantity: 3 }],
      payment: { hpf_token: 'token', enc_key: 'key' },
    },
  });

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('a dry run says what the draft would do with an order, and sends nothing', async ({ page, context }) => {
      const signIn = new SignInPage(page);
      const designer = new DesignerPage(page);
      await signIn.open();
      await signIn.signIn();
      await designer.open(FLOW);
      const orderId = await new ShopPage(await context.newPage()).placeOrder(
        'Ball valve brass 1/2 in',
        'Harbor Mechanical',
      );
      await expect(designer.step('Post the AR receipt')).toContainText('Succeeded');
      const sent = await effectsSent();

      const panel = await designer.openDryRun();
      await panel.getByRole('combobox', { name: 'Try it with' }).click();
      await page.getByRole('option', { name: 'Own payload' }).click();
      await panel.getByRole('textbox', { name: 'Payload' }).fill(order(`DRY-${colorScheme}`));
      await panel.getByRole('button', { name: 'Dry run', exact: true }).click();

      await expect(panel.getByRole('status')).toContainText('3 effects would be sent: payments USD 1,059.97');
      await expect(panel.getByRole('row')).toHaveCount(4);
      const { violations } = await new AxeBuilder({ page })
        .include('.mantine-Drawer-content')
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa'])
        .analyze();
      expect(
        violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id),
      ).toEqual([]);

      await panel.getByRole('combobox', { name: 'Try it with' }).click();
      await page.getByRole('option', { name: orderId }).click();
      await panel.getByRole('button', { name: 'Dry run', exact: true }).click();

      await expect(panel.getByRole('status')).toContainText('3 effects done already and skipped');
      expect(await effectsSent()).toBe(sent);
    });
  });
}
