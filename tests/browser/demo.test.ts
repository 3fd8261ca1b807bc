import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';

import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import App from '../../src/ui/App.svelte';
import { demoBench } from './bench.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
beforeEach(async () => {
  location.hash = '';
  bench = await demoBench();
});
afterEach(async () => {
  await bench.close();
});

test('from the first screen to a shot of the demo robot that is seen, told and kept apart', async () => {
  await page.viewport(820, 1180);
  await render(App, { bench, update: new AppUpdate() });
  await page.getByRole('button', { name: 'Try the demo robot' }).click();
  await expect.element(page.getByText('Demo robot: nothing real is tuned.')).toBeVisible();
  await expect.element(page.getByText('Arm (A twice)')).toBeVisible();
  await userEvent.keyboard('aa');
  await expect.element(page.getByText('Press Shoot (F)')).toBeVisible();
  await page.getByRole('button', { name: 'Shoot', exact: true }).click();
  await expect.element(page.getByText('What did you see?')).toBeVisible();
  await page
    .getByRole('button', { name: bench.demo?.shot?.hit === true ? 'HIT' : 'MISS', exact: true })
    .click();
  await expect.element(page.getByText(/[01] of 1/).first()).toBeVisible();
  expect(bench.session.state.shots.map(({ shot }) => shot.source)).toEqual(['record']);

  const main = page.getByRole('main').element();
  expect(main.scrollHeight).toBeLessThanOrEqual(main.clientHeight);
  await page.getByRole('button', { name: 'Reveal the truth' }).click();
  await expect.element(page.getByRole('dialog')).toHaveTextContent('Baseline, before tuning');
  await vi.waitFor(async () => {
    const { violations } = await axe.run(document);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  }, patienceMs);
  await userEvent.keyboard('{Escape}l');
  await expect.element(page.getByRole('heading', { name: 'Connect to a robot' })).toBeVisible();
  expect(bench.sessions.filter(({ demo }) => demo === true).map(({ shots }) => shots)).toEqual([1]);
});
