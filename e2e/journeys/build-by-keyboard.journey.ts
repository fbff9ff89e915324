import { expect, test } from '@playwright/test';
import { DesignerPage } from '../pages/designer-page';
import { SignInPage } from '../pages/sign-in-page';

test('a flow is built from nothing without a mouse', async ({ page }) => {
  const designer = new DesignerPage(page);
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await designer.create('Built by keyboard');
  const line = (name: string) => page.getByRole('treeitem').filter({ hasText: name });
  const add = async (words: string): Promise<void> => {
    await page.keyboard.press('a');
    const box = page.getByRole('combobox', { name: 'Add a step' });
    await expect(box).toBeFocused();
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await expect(box).toBeHidden();
  };

  await page.getByRole('textbox', { name: 'Search steps' }).blur();
  await page.keyboard.press('o');
  await expect(page.getByRole('tree', { name: 'Outline of Built by keyboard' })).toBeVisible();
  await add('Condition');
  await expect(line('Condition')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await add('Get a transaction');
  await expect(line('Get a transaction')).toBeFocused();
  await add('Map fields');
  await expect(line('Map fields')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('F2');
  await page.keyboard.type('Prepare');
  await page.keyboard.press('Enter');
  await expect(line('Prepare')).toBeFocused();
  await page.keyboard.press('d');

  const levels = await page.getByRole('treeitem').evaluateAll((items) => items.map((item) => `${item.getAttribute('aria-level')} ${item.textContent}`));
  expect(levels.slice(1)).toEqual(['1 Condition', '2 yes:', '3 Preparedisabled', '3 Get a transaction', '2 no:nothing yet, A adds a step']);

  await page.keyboard.press('Delete');
  await expect(line('Prepare')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(line('Prepare')).toBeVisible();

  await page.keyboard.press('Home');
  for (let row = 0; row < 3; row += 1) await page.keyboard.press('ArrowDown');
  await expect(line('Prepare')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(designer.panel('Prepare')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(line('Prepare')).toBeFocused();

  await page.reload();
  await expect(designer.step('Prepare')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Undo: / })).toBeEnabled();
});

test('steps go to another flow through the clipboard, in a group', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const designer = new DesignerPage(page);
  await new SignInPage(page).open();
  await new SignInPage(page).signIn();
  await designer.open('Card payment → P21 order and receipt');
  await designer.selectStep('Charge the card');
  await designer.step('Create the sales order').getByText('Create the sales order').click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+c');

  await designer.create('Pasted');
  await page.locator('.react-flow__pane').click({ position: { x: 500, y: 300 } });
  await page.keyboard.press('Control+v');
  await expect(designer.step('Charge the card')).toBeVisible();
  await expect(designer.step('Create the sales order')).toBeVisible();
  await page.keyboard.press('Control+g');
  await expect(page.locator('.ps-group').getByText('New group')).toBeVisible();
  await page.reload();
  await expect(page.locator('.ps-group').getByText('New group')).toBeVisible();
});
