import type { Page } from '@playwright/test';
import { addresses } from '../fixtures/addresses';
import { owner } from '../fixtures/product';

export class SignInPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto(addresses.platform);
  }

  async signIn({ email, password } = owner): Promise<void> {
    await this.page.getByRole('textbox', { name: 'E-mail' }).fill(email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }
}
