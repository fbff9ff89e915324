import { expect, type Locator, type Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';

/** The mapping studio of one step. */
export class StudioPage {
  constructor(private readonly page: Page) {}

  /** Makes a flow "Shopify order → P21 sales order" through the API, as a person who is signed in, and opens its mapping. */
  async openShopifyOrder(rules: readonly object[] = []): Promise<string> {
    const flowId = await this.page.evaluate(createShopifyFlow, shopifyFlow(rules));
    await this.page.goto(`${addresses.platform}/flows/${flowId}/steps/order/mapping`);
    await expect(this.source('trigger.record.po_number')).toBeVisible();
    return flowId;
  }

  tree(side: 'source' | 'target'): Locator {
    return this.page.locator(`[role="tree"][data-side="${side}"]`);
  }

  source(key: string): Locator {
    return this.tree('source').locator(`[data-key="${key}"]`);
  }

  target(key: string): Locator {
    return this.tree('target').locator(`[data-key="${key}"]`);
  }

  details(title: string): Locator {
    return this.page.getByRole('complementary', { name: `How ${title} is made` });
  }

  async acceptTicked(): Promise<void> {
    await this.page.getByRole('button', { name: /^\d+ suggestions?$/ }).click();
    await this.page.getByRole('button', { name: /^Accept \d+ ticked$/ }).click();
  }
}

/** Runs in the page: the session and its token are the browser's. */
async function createShopifyFlow(document: { readonly name: string }): Promise<string> {
  const session = (await (await fetch('/api/v1/session')).json()) as { readonly csrfToken: string };
  const answer = await fetch('/api/v1/flows', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrfToken },
    body: JSON.stringify({ name: document.name, document }),
  });
  return ((await answer.json()) as { readonly id: string }).id;
}

const shopifyFlow = (rules: readonly object[]) => ({
  schemaVersion: 1,
  name: 'Shopify order → P21 sales order',
  trigger: {
    name: 'Shopify order paid',
    connector: 'shopify',
    trigger: 'order-event',
    version: 1,
    path: `shopify-${Date.now()}`,
    settings: { topics: ['orders/paid'] },
    position: { x: 0, y: 0 },
  },
  steps: {
    order: {
      id: 'order',
      name: 'Create the sales order',
      kind: 'action',
      disabled: false,
      position: { x: 320, y: 0 },
      connector: 'prophet21',
      action: 'create-sales-order',
      version: 1,
      slot: 'prophet21',
      input: { v: 1, rules, tables: {} },
    },
  },
  edges: [{ id: 'edge-1', from: 'trigger', port: 'default', to: 'order' }],
});
