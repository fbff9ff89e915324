import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Violations a person would stumble over. */
export async function seriousProblems(
  page: Page,
  { leftOut = [] }: { readonly leftOut?: readonly string[] } = {},
): Promise<string[]> {
  await movementsEnded(page);
  const builder = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']);
  for (const selector of leftOut) builder.exclude(selector);
  const { violations } = await builder.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** Half-way through a fade the colours are not the ones a person reads. */
async function movementsEnded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** Of the dialog that a button opens, once its content is there; it is closed again. */
export async function problemsInside(page: Page, button: string | RegExp): Promise<string[]> {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox').first()).toBeVisible();
  await expect(dialog.getByRole('status', { name: /^(Loading|Looking)/ })).toHaveCount(0);
  const found = await seriousProblems(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  return found;
}
