import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import Setup from '../../src/ui/views/Setup.svelte';
import { demoBench } from './bench.ts';
import { openCard } from './cards.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await demoBench();
});
afterEach(() => bench.close());
const button = (name: string | RegExp) => page.getByRole('button', { name });

test('a preset is added with the team’s prefix, saved as a profile, and loaded after a look at what changes', async () => {
  await render(Setup, { bench });
  await openCard('What to tune');
  await page.getByText('Start from a preset').click();
  await page.getByLabelText('Where they are on the robot').fill('/Robot/Solver');
  await button('Add these 7').click();
  await button('Save settings').click();
  const saved = bench.session.state.settings!;
  expect(saved.coefficients.map(({ topic }) => topic)).toContain('/Robot/Solver/DragCoefficient');

  await page.getByLabelText('Save these settings as').fill('Comp bot');
  await button(/^Save$/).click();
  await expect.element(page.getByText('“Comp bot” is saved.')).toBeVisible();
  bench.session.configure({ ...saved, shotsPerTrial: 9 });

  await button('Load Comp bot').click();
  await expect.element(page.getByText('Shots per trial: 9 → 1.')).toBeVisible();
  expect(bench.session.state.settings?.shotsPerTrial).toBe(9);
  await button('Load it').click();
  expect(bench.session.state.settings).toEqual(saved);
  await expect.element(page.getByLabelText('Shots per trial').first()).toHaveValue('1');
  await button('Back to the settings before').click();
  expect(bench.session.state.settings?.shotsPerTrial).toBe(9);
});

test('a deleted profile is back with one tap; a file that is none is refused in words', async () => {
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  bench.adopt(bench.session.offers);
  const { settings } = bench.session.state;
  await bench.profiles.save('Practice bot', settings!);
  await render(Setup, { bench });
  await openCard('What to tune');
  await page.getByText('More for Practice bot').click();
  await button('Delete Practice bot').click();
  await expect.element(button('Load Practice bot')).not.toBeInTheDocument();
  await button('Undo').click();
  await expect.element(button('Load Practice bot')).toBeVisible();

  const file = new File(['{"format":"mltune-profile","version":1,"name":"X"}'], 'x.json');
  await page.getByLabelText('Import from a file').upload(file);
  await expect.element(page.getByText(/x\.json can’t be used: at profile\.settings/)).toBeVisible();
  expect(bench.profiles.list).toHaveLength(1);
});
