import type { Locator, Page } from 'playwright-core';
import { expectClean } from './axe.ts';
import { Operator } from './operator.ts';
import type { Stage } from './stage.ts';

export const phone = { width: 390, height: 844 };
const laptop = { width: 1280, height: 800 };

/** What tells that a state is there: words on the page, or a part of it. */
type Sign = string | RegExp | Locator;

/** An operator who brings the page from state to state, and has axe look at each; on a phone, unless it is said otherwise. */
export class Walk {
  readonly stage: Stage;
  readonly page: Page;
  readonly operator: Operator;

  constructor(stage: Stage) {
    this.stage = stage;
    this.page = stage.page;
    this.operator = new Operator(stage.page);
  }

  /** Buttons of that name, in whole where it is a text. */
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Presses one button after the other. */
  async press(...names: readonly (string | RegExp)[]): Promise<void> {
    for (const name of names) await this.button(name).first().click();
  }

  async see(sign: Sign): Promise<void> {
    const found =
      typeof sign === 'string' || sign instanceof RegExp ? this.page.getByText(sign) : sign;
    await found.first().waitFor();
  }

  /** Waits until the state is there, and has it looked at in each theme. */
  async state(name: string, sign: Sign): Promise<void> {
    await this.see(sign);
    await expectClean(this.page, name);
  }

  /** The same, and at a laptop too, where things are arranged otherwise; their colours are the same. */
  async stateAtBoth(name: string, sign: Sign): Promise<void> {
    await this.state(name, sign);
    await this.page.setViewportSize(laptop);
    await this.see(sign);
    await expectClean(this.page, `${name}, at a laptop`, ['dark']);
    await this.page.setViewportSize(phone);
  }

  /** Lets the robot shoot once, when the page waits for a shot. */
  async shot(): Promise<void> {
    await this.see('Waiting for the next shot.');
    this.stage.robot.shootOnce();
    await this.see(new RegExp(`of ${this.stage.robot.ledger.length}\\b`));
  }

  /** Opens a card of Setup. */
  async card(name: string): Promise<void> {
    await this.operator.go('Setup');
    await this.page
      .getByRole('navigation', { name: 'Steps of Setup' })
      .getByRole('button', { name: new RegExp(`^(\\d\\. )?${name}`) })
      .click();
    await this.page.getByRole('heading', { name, level: 1 }).waitFor();
  }
}
