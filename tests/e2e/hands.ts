import type { Locator, Page } from 'playwright-core';

/** One way of working the page. Each verb is what a person means; how it is done is the hand's. */
export interface Hand {
  tryDemo(): Promise<void>;
  connectTo(address: string): Promise<void>;
  arm(): Promise<void>;
  /** Lets the demo robot shoot. */
  shoot(): Promise<void>;
  hit(): Promise<void>;
  miss(): Promise<void>;
  best(): Promise<void>;
  /** Shows the truth about the demo robot; gives what is read there. */
  revealTruth(): Promise<string>;
  exportShots(): Promise<void>;
  leaveDemo(): Promise<void>;
}

/** Touches alone. */
export function fingers(page: Page): Hand {
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const tap = (name: string): Promise<void> => button(name).tap();
  return {
    tryDemo: () => tap('Try the demo robot'),
    connectTo: async (address) => {
      const field = page.getByLabel('Team number or address');
      await field.tap();
      // What the keyboard on the screen does.
      await page.keyboard.insertText(address);
      await tap('Connect');
    },
    arm: () => page.getByRole('switch', { name: 'Armed' }).tap(),
    shoot: () => tap('Shoot'),
    hit: () => tap('HIT'),
    miss: () => tap('MISS'),
    best: () => tap('Best'),
    revealTruth: async () => {
      await tap('Reveal the truth');
      const truth = await page.getByRole('dialog').innerText();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();
      return truth;
    },
    exportShots: async () => {
      await page.getByRole('link', { name: 'Shots', exact: true }).last().tap();
      await page.getByRole('button', { name: 'Shots as CSV' }).tap();
    },
    leaveDemo: () => tap('Leave the demo'),
  };
}

/** The keyboard alone, and of it never what belongs to the Driver Station. */
export function keys(page: Page): Hand {
  const press = async (...names: string[]): Promise<void> => {
    for (const name of names) await page.keyboard.press(name);
  };
  return {
    tryDemo: () => press('d'),
    connectTo: async (address) => {
      const field = page.getByLabel('Team number or address');
      for (let tabs = 0; tabs < 30; tabs++) {
        if (await field.evaluate((node) => node === document.activeElement)) break;
        await press('Tab');
      }
      await page.keyboard.type(address);
      await press('Tab', 'c');
    },
    arm: () => press('a', 'a'),
    shoot: () => press('f'),
    hit: () => press('h'),
    miss: () => press('m'),
    best: () => press('b'),
    revealTruth: async () => {
      await press('t');
      const truth = await page.getByRole('dialog').innerText();
      await press('Escape');
      return truth;
    },
    exportShots: () => press('j', 'j', 'e'),
    leaveDemo: () => press('l'),
  };
}
