import type { Locator, Page } from 'playwright-core';

/** What a person does and sees on the page, by the names that they read there. */
export class Operator {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get armSwitch(): Locator {
    return this.#page.getByRole('switch', { name: 'Armed' });
  }

  /** Arms as soon as the page says that it can. */
  async arm(): Promise<void> {
    await this.#page.getByText('Arm to begin').waitFor();
    await this.armSwitch.click();
    await this.#page.locator('[role=switch][aria-checked=true]').waitFor();
  }

  async go(view: 'Shoot' | 'Plots' | 'Shots' | 'Setup'): Promise<void> {
    await this.#page.getByRole('link', { name: view, exact: true }).first().click();
  }

  /** The text of a file that a button gives. */
  async download(button: string): Promise<string> {
    const coming = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: button }).click();
    const stream = await (await coming).createReadStream();
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  }

  /** What the page shows that would be the same after a reload. */
  async screen(): Promise<string> {
    const panels = await this.#page.locator('main').innerText();
    return panels.replace(/\s+/g, ' ').trim();
  }
}
