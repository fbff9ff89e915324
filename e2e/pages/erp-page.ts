import { expect, type Locator, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';

/** The page of the Prophet 21 simulator: what stands in the books. It refreshes by itself. */
export class ErpPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(addresses.prophet21);
    await expect(this.page.getByRole('heading', { name: 'Prophet 21 simulator' })).toBeVisible();
  }

  /** The sales order that carries the shop's order number. */
  salesOrder(orderId: string, columns: readonly string[]): Promise<Record<string, string>> {
    return this.read({ section: 'Sales orders', text: orderId, columns });
  }

  receipt(reference: string, columns: readonly string[]): Promise<Record<string, string>> {
    return this.read({ section: 'AR receipts', text: reference, columns });
  }

  /** What the one row with this text says under some of the table's headings. */
  private async read({
    section,
    text,
    columns,
  }: {
    readonly section: string;
    readonly text: string;
    readonly columns: readonly string[];
  }) {
    const table: Locator = this.page.getByRole('region', { name: section }).getByRole('table');
    const row = table.getByRole('row').filter({ hasText: text });
    await expect(row).toHaveCount(1);
    const heads = await table.getByRole('columnheader').allTextContents();
    const cells = await row.getByRole('cell').allTextContents();
    return Object.fromEntries(columns.map((column) => [column, cells[heads.indexOf(column)] ?? 'no such column']));
  }
}
