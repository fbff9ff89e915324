import { expect, type Locator, type Page } from '@playwright/test';

export class RunPage {
  constructor(private readonly page: Page) {}

  /** Starts the deployed flow by hand, from the settings. */
  async start(flowName: string, payload: object): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    await this.page.getByRole('button', { name: `Trigger ${flowName}` }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Payload (JSON)' }).fill(JSON.stringify(payload));
    await dialog.getByRole('button', { name: 'Start run' }).click();
    await expect(dialog.getByText('Started.')).toBeVisible();
    await this.page.keyboard.press('Escape');
  }

  /** The newest run of a flow. */
  async openLast(flowName: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Runs' }).click();
    // The page before may link the flow by the same name.
    await expect(this.page.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible();
    await this.page.getByRole('link', { name: flowName }).first().click();
    await expect(this.page.getByRole('heading', { level: 1, name: flowName })).toBeVisible();
  }

  async chooseStep(name: string): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Steps' })
      .getByRole('button', { name: new RegExp(name) })
      .click();
  }

  item(number: number): Locator {
    return this.page.getByRole('list', { name: 'Items' }).getByRole('button', { name: new RegExp(`^Item ${number}:`) });
  }

  recorded(what: 'Input' | 'Output'): Locator {
    return this.page.getByRole('region', { name: what, exact: true });
  }
}
