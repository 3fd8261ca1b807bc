import { afterEach, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Suggestion } from '../../src/core/bayes-opt/request.ts';
import { defaultSettings } from '../../src/core/tuning/settings.ts';
import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import type { Optimizer } from '../../src/session/optimizer-task.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import App from '../../src/ui/App.svelte';
import { assessment, rates } from '../unit/session/asked-optimizer.ts';
import { demoBench } from './bench.ts';

let bench: Workbench;
/** What the model would try, at once: a third of the range for each, and knows the middle for the best. */
const optimizer: Optimizer = {
  suggest({ request }) {
    const at = (share: number) => request.space.map(({ low, high }) => low + (high - low) * share);
    const rate = { mean: 0.5, low: 0.3, high: 0.7 };
    const suggestion: Suggestion = {
      next: at(1 / 3),
      best: at(1 / 2),
      nextRate: rate,
      bestRate: rate,
      baselineRate: rate,
      reason: { kind: 'refine' },
      model: { kind: 'aim', leadNats: 0 },
      rows: request.data.hits.length,
    };
    return Promise.resolve(suggestion);
  },
  ask(method, { request }) {
    const dims = request.space.length;
    const suspects = [{ row: 0, probability: 0.75 }];
    const answer = method === 'rates' ? rates(4) : assessment(dims, { better: 0.93, suspects });
    return Promise.resolve(answer as never);
  },
};

beforeEach(async () => {
  await page.viewport(390, 844);
  location.hash = '';
  bench = await demoBench(optimizer);
});
afterEach(async () => {
  await bench.close();
});

test('from one line on Shoot: how it compares, back and back again, a suspect tap, and the end of tuning', async () => {
  await render(App, { bench, update: new AppUpdate() });
  bench.connect('localhost');
  await expect.poll(() => bench.session.offersComplete).toBe(true);
  const { session } = bench;
  const coefficients = session.offers.map(({ coefficient }) => coefficient);
  session.configure({ ...defaultSettings(coefficients, 1), benchMode: true });
  await expect.poll(() => session.armingBar).toBeNull();
  session.arm();
  session.tap('miss');
  const line = page.getByRole('button', { name: 'Compare, and finish' });
  await expect.element(line).toHaveTextContent('93 % sure it is better');
  await expect.poll(() => session.state.trial?.number).toBe(1);

  await line.click();
  await expect.element(page.getByText('93 % sure that the best beats')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /^Baseline .* 50 %/ })).toBeVisible();
  await page.getByRole('button', { name: 'Back to it : Baseline' }).click();
  expect(session.state.trial?.kind).toBe('baseline');
  await page.getByRole('button', { name: 'Back to what it was' }).click();
  expect(session.state.trial?.kind).toBe('former');

  await line.click();
  await page.getByRole('button', { name: /^Shot 1 \(miss\): 75 % sure/ }).click();
  await page.getByRole('button', { name: 'Hit', exact: true }).click();
  expect(session.state.shots[0]?.label).toBe('hit');

  await page.getByRole('button', { name: 'With the best' }).click();
  await expect.element(page.getByText(/^Finished: /)).toBeVisible();
  expect(session.state).toMatchObject({ armed: false, disarmedBecause: 'finished' });
});
