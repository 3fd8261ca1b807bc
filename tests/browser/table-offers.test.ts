import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { InPageLink } from '../../src/link/in-page-link.ts';
import { InPageServer } from '../../src/link/in-page-server.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import Setup from '../../src/ui/views/Setup.svelte';
import { benchWith } from './bench.ts';
import { openCard } from './cards.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
beforeEach(async () => {
  const server = new InPageServer(systemTicker);
  const list = (topic: string, values: readonly number[], properties = {}): void => {
    server.publish(topic, 'double[]', properties);
    server.set(topic, values);
  };
  list('/Tuning/Shooter/Distances', [62, 95, 200]);
  list('/Tuning/Shooter/Rpm', [1900, 2175, 3050]);
  list('/Tuning/Hood/NearDistances', [1, 1.5, 2, 2.5]);
  list('/Tuning/Hood/FarDistances', [4, 5, 6, 7]);
  list('/Tuning/Hood/Lean', [0, 0.02, 0.04, 0.06]);
  list('/SmartDashboard/Shooter Distances', [2.5, 3, 4]);
  list('/SmartDashboard/Shooter Speeds', [30, 32, 36]);
  list('/SmartDashboard/Lone', [1]);
  bench = await benchWith(
    new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => server }),
  );
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  await render(Setup, { bench });
  await openCard('What to tune');
});
afterEach(() => bench.close());

test('a table whose distances can be no metres asks for their unit, and shows what they are in metres', async () => {
  const table = page.getByRole('group', { name: 'Rpm', exact: true });
  const add = table.getByRole('button', { name: 'Add table Rpm' });
  await expect.element(add).toBeDisabled();
  await expect.element(add).toHaveAccessibleDescription(/in what unit the distances are/);
  const unit = table.getByLabelText('Distances are in');
  await unit.selectOptions('inches');
  await expect.element(table.getByText('In metres: 1.5748, 2.413, 5.08.')).toBeVisible();
  await add.click();
  await expect.element(page.getByRole('group', { name: 'Rpm 1.5748 m' })).toBeVisible();
  await expect.element(page.getByLabelText('At distance').first()).toHaveValue('1.5748');
});

test('a table between two lists of distances asks which is its own, and can tell nothing that has a name', async () => {
  const table = page.getByRole('group', { name: 'Lean', exact: true });
  const add = table.getByRole('button', { name: 'Add table Lean' });
  await expect.element(add).toHaveAccessibleDescription(/which distances/);
  await table.getByLabelText('Its distances').selectOptions('FarDistances: 4 to 7');
  await expect.element(add).toBeEnabled();
  const tells = table.getByLabelText('What it tells');
  await expect.element(tells).toHaveDisplayValue(/^no idea/);
  await tells.selectOptions('hood angle from the vertical');
  await expect.element(add).toHaveAccessibleDescription(/in what unit its angles are/);
  await table.getByLabelText('Its angles are in').selectOptions('rotations of the hood itself');
  await add.click();
  const first = page.getByRole('group', { name: 'Lean 4 m' });
  await expect.element(first.getByLabelText('At distance')).toHaveValue('4');
  await expect.element(first.getByLabelText('Unit')).toHaveValue('rot');
  await expect.element(first.getByLabelText(/^Lower bound/)).toHaveValue('0');
});

test('a table on the dashboard is added with one tap, at the distances beside it', async () => {
  const table = page.getByRole('group', { name: 'Shooter speeds', exact: true });
  await table.getByRole('button', { name: 'Add table Shooter speeds' }).click();
  const first = page.getByRole('group', { name: 'Shooter speeds 2.5 m' });
  await expect.element(first.getByLabelText('At distance')).toHaveValue('2.5');
});

test('of a list that is no table it is said what it holds', async () => {
  await page.getByLabelText('Search all numbers of the robot').fill('lone');
  await page.getByRole('button', { name: 'Add Lone' }).click();
  await expect.element(page.getByText('/SmartDashboard/Lone holds one number now.')).toBeVisible();
});
