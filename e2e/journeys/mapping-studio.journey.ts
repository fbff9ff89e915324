import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { SignInPage } from '../pages/sign-in-page';
import { StudioPage } from '../pages/studio-page';

async function openStudio(page: Page, rules: readonly object[] = []): Promise<StudioPage> {
  const signIn = new SignInPage(page);
  const studio = new StudioPage(page);
  await signIn.open();
  await signIn.signIn();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Flows' })).toBeVisible();
  await studio.openShopifyOrder(rules);
  return studio;
}

test('an analyst maps by dragging, and is asked before anything is replaced', async ({ page }) => {
  const studio = await openStudio(page);

  await studio.source('trigger.record.po_number').dragTo(studio.target('poNo'));
  await expect(studio.target('poNo')).toContainText('HM-2026-0417');

  await studio.source('trigger.record.name').dragTo(studio.target('poNo'));
  await page.getByRole('button', { name: /^Use it when the first is empty/ }).click();
  await expect(studio.target('poNo')).toContainText('First that is there');
  await expect(studio.target('poNo')).toContainText('HM-2026-0417');

  // A loop comes by itself, is said, and can be taken back.
  await page.getByRole('textbox', { name: 'Search the source' }).fill('sku');
  await studio.source('trigger.record.line_items[].sku').dragTo(studio.target('lines[].itemId'));
  await expect(
    page.getByText('Lines is now filled once for each item of trigger.record.line_items.').last(),
  ).toBeVisible();
  await expect(studio.target('lines[].itemId')).toContainText('PUMP-25W');
});

test('the same goes by keyboard alone', async ({ page }) => {
  const studio = await openStudio(page);

  await studio.tree('source').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('po_number');
  await studio.tree('source').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await studio.tree('target').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(studio.target('poNo')).toContainText('HM-2026-0417');

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await page.keyboard.type('100198');
  await page.keyboard.press('Enter');
  await expect(studio.target('customerId')).toContainText('“100198”');

  await page.keyboard.press('Delete');
  await expect(studio.target('customerId')).not.toContainText('“100198”');
  await page.keyboard.press('Control+z');
  await expect(studio.target('customerId')).toContainText('“100198”');
});

test('suggestions are accepted as one step, undone as one, and survive a reload', async ({ page }) => {
  const studio = await openStudio(page);

  await studio.acceptTicked();
  await expect(studio.target('shipTo.city')).toContainText('Spokane');
  await expect(page.getByRole('button', { name: /^[56] of 6 required$/ })).toBeVisible();
  await page.getByRole('button', { name: /^Undo: accept \d+ suggestions$/ }).click();
  await expect(page.getByRole('button', { name: '0 of 6 required' })).toBeVisible();
  await page.getByRole('button', { name: /^Do again: accept \d+ suggestions$/ }).click();
  await expect(page.getByText(/^Saved /)).toBeVisible();
  await page.reload();

  await expect(studio.target('shipTo.city')).toContainText('Spokane');
  await page.getByRole('tab', { name: /^Preview/ }).click();
  await expect(page.getByRole('region', { name: 'What the mapping makes' })).toContainText('"city": "Spokane"');
});

test('problems lead to their row and can be mended there; a formula is written with help', async ({ page }) => {
  const studio = await openStudio(page);
  await studio.acceptTicked();

  await page.getByRole('tab', { name: /^Problems/ }).click();
  await page.getByRole('button', { name: /"Customer ID" is required/ }).click();
  await expect(studio.details('Customer ID')).toBeVisible();
  await studio.tree('target').focus();
  await page.keyboard.press('=');
  await page.keyboard.type('string(trigger.record.customer.id)');
  await page.keyboard.press('Enter');

  await expect(studio.target('customerId')).toContainText('706405506930370');
  await expect(page.getByRole('button', { name: 'No problems' })).toBeVisible();
  await expect(studio.details('Customer ID').locator('[data-formula-editor] .view-lines')).toContainText('string(');
  await expect(studio.details('Customer ID').getByText('Gives text.')).toBeVisible();
});

test('a record is kept as a test, which says field by field what a change breaks', async ({ page }) => {
  const studio = await openStudio(page);
  await studio.acceptTicked();

  await page.getByRole('tab', { name: /^Tests/ }).click();
  await page.getByRole('textbox', { name: 'Name of the test' }).fill('A paid order');
  await page.getByRole('button', { name: 'Keep as a test' }).click();
  await expect(page.getByRole('button', { name: '1 test passes' })).toBeVisible();

  await studio.target('shipTo.city').click();
  await studio.tree('target').focus();
  await page.keyboard.press('=');
  await page.keyboard.type('UPPER(trigger.record.shipping_address.city)');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: '1 of 1 tests fails' })).toBeVisible();
  const differences = page.getByRole('table', { name: 'What differs in “A paid order”' });
  await expect(differences.getByRole('row', { name: /shipTo\.city "Spokane" "SPOKANE"/ })).toBeVisible();
  await page.getByRole('button', { name: 'Expect the new value of shipTo.city in “A paid order”' }).click();
  await expect(page.getByRole('button', { name: '1 test passes' })).toBeVisible();

  // The server runs the same test, with those of the flow.
  await page.getByRole('link', { name: 'Back to the flow' }).click();
  await page.getByRole('button', { name: 'Close the panel' }).click();
  await page.getByRole('button', { name: 'Tests', exact: true }).click();
  await page.getByRole('button', { name: 'Run all' }).click();
  await expect(page.getByText('The test passed.')).toBeVisible();
});

test('many columns are pasted at once, a variable is read by a field, and an address leads to a row', async ({ page }) => {
  const studio = await openStudio(page);

  await page.getByRole('tab', { name: /^Suggestions/ }).click();
  await page.getByRole('button', { name: 'Paste a list of columns' }).click();
  await page.getByRole('textbox', { name: 'Column names' }).fill('po_number\tpoNo\ntrigger.record.shipping_address.city\tshipTo.city');
  await page.getByRole('button', { name: 'Show them as suggestions' }).click();
  await page.getByRole('button', { name: 'Accept the suggestion for shipTo.city' }).click();
  await expect(studio.target('shipTo.city')).toContainText('Spokane');

  await page.getByRole('tab', { name: /^Variables/ }).click();
  await page.getByRole('button', { name: 'Add a variable' }).click();
  await page.getByRole('textbox', { name: 'Name of value1' }).fill('orderNo');
  await page.getByRole('textbox', { name: 'Name of value1' }).press('Enter');
  await page.getByRole('button', { name: 'Change the formula of orderNo' }).click();
  await page.locator('.ps-tests__item [data-formula-editor]').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('trigger.record.po_number');
  await page.getByRole('textbox', { name: 'Search the source' }).fill('orderNo');
  await expect(studio.source('vars.orderNo')).toContainText('HM-2026-0417');
  await studio.source('vars.orderNo').dragTo(studio.target('poNo'));
  await expect(studio.target('poNo')).toContainText('HM-2026-0417');

  await expect(page).toHaveURL(/target=poNo/);
  await expect(page.getByText(/^Saved /)).toBeVisible();
  await page.reload();
  await expect(studio.details('Order reference (customer PO number)')).toBeVisible();
  await expect(studio.tree('target')).toBeFocused();
});

test('a rule whose field the schema has no more is kept, and finds its new field', async ({ page }) => {
  const lost = {
    id: 'city',
    kind: 'copy',
    target: 'ship_to_city',
    from: { path: 'trigger.record.shipping_address.city' },
    onError: 'fail',
    origin: 'user',
    comment: 'agreed with the warehouse',
  };
  const studio = await openStudio(page, [lost]);

  await expect(studio.target('ship_to_city')).toHaveClass(/ps-field--unknown/);
  await studio.target('ship_to_city').click();
  await page
    .getByRole('region', { name: 'Use it for another field' })
    .getByRole('button', { name: /^shipTo\.city/ })
    .click();

  await expect(studio.target('shipTo.city')).toContainText('Spokane');
  await expect(studio.target('ship_to_city')).toHaveCount(0);
  await expect(studio.details('City').getByRole('textbox', { name: 'Comment' })).toHaveValue(
    'agreed with the warehouse',
  );
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('the studio can be used by everybody', async ({ page }) => {
      const studio = await openStudio(page);
      await studio.acceptTicked();
      await studio.target('shipTo.city').click();
      const found: string[] = [];
      for (const tab of ['Suggestions', 'Preview', 'Tests', 'Variables', 'Diff', 'Problems']) {
        if ((await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).getAttribute('aria-selected')) !== 'true')
          await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze();
        found.push(...violations.map(({ id, nodes }) => `${tab}: ${id}: ${nodes[0]?.html ?? ''}`));
      }

      expect(found).toEqual([]);
    });
  });
}
