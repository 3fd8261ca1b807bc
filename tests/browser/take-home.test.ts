import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import App from '../../src/ui/App.svelte';
import { demoBench } from './bench.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
let topic: string;
beforeEach(async () => {
  location.hash = '#/shoot';
  bench = await demoBench();
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  bench.adopt(bench.session.offers);
  const { coefficients } = bench.session.state.settings!;
  topic = coefficients[0]!.topic;
  await vi.waitUntil(() => bench.session.state.baseline !== null, patienceMs);
  bench.session.arm();
  bench.session.set(topic, coefficients[0]!.max);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await bench.close();
});

const open = () => render(App, { bench, update: new AppUpdate() });
const line = () =>
  page.getByRole('link', { name: /^1 (not in code|value lives only on the robot: take it)/ });
const code = () => page.getByRole('region', { name: /^(?:TunedValues|tuned_values)\./ });
const button = (name: string) => page.getByRole('button', { name });

test('a line stands while a value lives only on the robot, leads to its code, and goes once it was taken', async () => {
  await open();
  await line().click();
  await expect.element(code()).toHaveTextContent(`; was ${bench.session.state.baseline![topic]}`);
  const { violations } = await axe.run(
    { include: 'main' },
    { rules: { region: { enabled: false } } },
  );
  expect(violations.map(({ id }) => id)).toEqual([]);
  await button('It is in the code now').click();
  await expect.element(page.getByText('The code has all of these values already')).toBeVisible();
  location.hash = '#/setup/what';
  await expect.element(page.getByRole('heading', { name: 'What to tune' })).toBeVisible();
  await expect.element(line()).not.toBeInTheDocument();
  location.hash = '#/shots/code';
  await button('It is not in the code, after all').click();
  location.hash = '#/setup/what';
  await expect.element(line()).toBeVisible();
});

test('how it is written is remembered, and the file is called as its language wants it', async () => {
  location.hash = '#/shots/code';
  const { unmount } = await open();
  await page.getByLabelText('Language').selectOptions('Python');
  await page.getByLabelText('Which').selectOptions('All');
  await expect.element(button('Save as tuned_values.py')).toBeVisible();
  await unmount();
  await open();
  await expect.element(page.getByLabelText('Language')).toHaveValue('python');
  expect(bench.preferences.get('code')).toMatchObject({ language: 'python', scope: 'all' });
});

test('where the page may not copy, all of the code is selected, and it says what to press', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
  location.hash = '#/shots/code';
  await open();
  await button('Copy').click();
  await expect.element(page.getByText(/all of it is selected: press Ctrl\+C/)).toBeVisible();
  expect(getSelection()?.toString().trim()).toBe(code().element().textContent.trim());
});
