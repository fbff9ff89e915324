import { expect, type Locator, type Page } from '@playwright/test';

export class DesignerPage {
  constructor(private readonly page: Page) {}

  /** From any page of the signed-in product; the flow stands once one of its steps does. */
  async open(flowName: string, stepName = 'Charge the card'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Flows' }).click();
    // Other pages link to runs by the name of their flow.
    await expect(this.page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
    await this.page.getByRole('link', { name: flowName }).first().click();
    await expect(this.step(stepName)).toBeVisible();
  }

  /** Makes a flow with nothing but its trigger, and opens it. */
  async create(name: string): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: 'Flows' }).click();
    await this.page.getByRole('button', { name: 'New flow' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: /Create|New flow/ }).click();
    await expect(this.page.getByRole('textbox', { name: 'Search steps' })).toBeVisible();
  }

  /** Adds a step from the palette: into a selected empty container, after a selected step, else at the end. */
  async addStep(title: string): Promise<void> {
    const search = this.page.getByRole('textbox', { name: 'Search steps' });
    await search.fill(title);
    await search.press('Enter');
    await search.fill('');
    await expect(this.step(title)).toBeVisible();
  }

  async selectStep(name: string): Promise<void> {
    await this.step(name).getByText(name, { exact: true }).first().click();
  }

  async closePanel(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close the panel' }).click();
  }

  /** Chooses data for a setting or a mapping row by typing its path. */
  async typePath(button: Locator, path: string): Promise<void> {
    await button.click();
    const search = this.page.getByRole('textbox', { name: 'Search data' });
    await search.fill(path);
    await search.press('Enter');
  }

  step(name: string): Locator {
    return this.page.locator('.react-flow__node').filter({ hasText: name });
  }

  async openStep(name: string): Promise<void> {
    await this.step(name).getByText(name, { exact: true }).first().dblclick();
    await expect(this.panel(name)).toBeVisible();
  }

  panel(name: string): Locator {
    return this.page.getByRole('complementary', { name: `Settings of ${name}` });
  }

  /** In the open panel. */
  async renameStep(name: string, next: string): Promise<void> {
    await this.panel(name).getByRole('textbox', { name: 'Name', exact: true }).fill(next);
    await this.page.keyboard.press('Tab');
    await expect(this.panel(next)).toBeVisible();
  }

  async isSaved(): Promise<void> {
    await expect(this.page.getByRole('status').getByText(/^Saved \d/)).toBeVisible();
  }

  /** The row that says how a field is made. */
  field(stepName: string, target: string): Locator {
    return this.panel(stepName).locator(`[data-target="${target}"]`);
  }

  /** Keeps an output for the step that stands open, in place of what it would be answered in tests. */
  async pinOutput(output: object): Promise<void> {
    const show = this.page.getByRole('button', { name: 'Show Output' });
    if ((await show.getAttribute('aria-pressed')) === 'false') await show.click();
    await this.page.getByRole('region', { name: 'Output', exact: true }).getByRole('button', { name: 'Edit' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Output of this step in tests' });
    await dialog.getByRole('textbox').fill(JSON.stringify(output));
    await dialog.getByRole('button', { name: 'Pin' }).click();
    await expect(dialog).toBeHidden();
  }

  async openDryRun(): Promise<Locator> {
    await this.page.getByRole('toolbar', { name: 'Canvas' }).getByRole('button', { name: 'Dry run' }).click();
    const panel = this.page.getByRole('dialog', { name: 'Dry run of the draft' });
    await expect(panel).toBeVisible();
    return panel;
  }

  async saveVersion(note: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Save version' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'What changed' }).fill(note);
    await dialog.getByRole('button', { name: 'Save version' }).click();
    await expect(dialog).toBeHidden();
  }

  async deploy(): Promise<void> {
    await this.page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /^Deploy v\d+$/ })
      .click();
  }
}
