import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';

const FOLDER = resolve(__dirname, '../../docs/images');
export const desk = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

/** `npm run pictures` draws the pictures of the documentation: `docs/images/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  await expect(page.getByRole('status', { name: /^(Loading|Looking|Starting)/ })).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

/** Opens a page of the product by its address and waits for its heading. */
export async function openPage(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(`${addresses.platform}${path}`);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
}
