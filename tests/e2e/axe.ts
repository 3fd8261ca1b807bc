import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

declare global {
  interface Window {
    axe?: { run(options: RunOptions): Promise<AxeResults> };
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Each palette that the page has. */
export const themes = ['dark', 'light', 'sun'] as const;
type Theme = (typeof themes)[number];

/** What colours and the size of letters decide; all else is the same in every theme. */
const ofThemes: readonly string[] = [
  'color-contrast',
  'link-in-text-block',
  'scrollable-region-focusable',
];

/** What axe has to say about the page, one line a finding; by all of its rules, or by some. */
export async function findings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const options: RunOptions = {
    // What is right needs no report.
    resultTypes: ['violations'],
    selectors: false,
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: [...rules] } }),
  };
  return page.evaluate(async (given) => {
    const { violations } = await window.axe!.run(given);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }, options);
}

/** Expects axe to find nothing in what is on the screen now, in each of the themes; after a finding it goes on, so that all are told. */
export async function expectClean(
  page: Page,
  state: string,
  inThemes: readonly Theme[] = themes,
): Promise<void> {
  for (const theme of inThemes) {
    // As the switch does it; that one is out of reach beneath a dialog.
    await page.evaluate((name) => {
      document.documentElement.dataset['theme'] = name;
    }, theme);
    const found = await findings(page, theme === inThemes[0] ? undefined : ofThemes);
    expect.soft(found, `${state}, ${theme}`).toEqual([]);
  }
}
