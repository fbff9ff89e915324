import { expect, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';

/** A published test number of the Visa sandbox. */
const TEST_CARD = { number: '4012 0000 9876 5439', expiry: '12/30', csc: '999' };

export class ShopPage {
  constructor(private readonly page: Page) {}

  /** @returns the order's id, once the platform has taken it. */
  async placeOrder(item: string, customer: string): Promise<string> {
    await this.page.goto(addresses.shop);
    await this.page.getByRole('button', { name: `Add ${item}` }).click();
    await this.page.getByLabel('Customer').selectOption({ label: customer });
    const card = this.page.frameLocator('iframe[title="Card details"]');
    await card.getByLabel('Card number').fill(TEST_CARD.number);
    await card.getByLabel('Expires').fill(TEST_CARD.expiry);
    await card.getByLabel('Security code').fill(TEST_CARD.csc);
    await this.page.getByRole('button', { name: 'Place order' }).click();
    await expect(this.page.getByRole('status')).toHaveText('Penstock has taken the order.');
    const heading = await this.page.getByRole('heading', { name: /^Order WEB-/ }).textContent();
    return (heading ?? '').replace('Order ', '');
  }
}
