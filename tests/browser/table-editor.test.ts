import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { defaultSettings } from '../../src/core/tuning/settings.ts';
import { driverStation } from '../../src/link/contract.ts';
import { InPageLink } from '../../src/link/in-page-link.ts';
import { InPageServer } from '../../src/link/in-page-server.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import Plots from '../../src/ui/views/Plots.svelte';
import { benchWith } from './bench.ts';
import { patienceMs } from './patience.ts';

const rpm = '/Tuning/Shooter/Rpm';
const start = [3000, 3200, 3400];
/** FMSControlData: enabled in teleop with a Driver Station, without a field. */
const practice = 0x21;

let bench: Workbench;
let server: InPageServer;
beforeEach(async () => {
  server = new InPageServer(systemTicker);
  server.publish('/Tuning/Shooter/Distances', 'double[]');
  server.set('/Tuning/Shooter/Distances', [2, 3.5, 5]);
  server.publish(rpm, 'double[]', { min: 2000, max: 5000, step: 10, unit: 'rpm' });
  server.set(rpm, start);
  server.publish(driverStation.controlData, 'int');
  server.set(driverStation.controlData, practice);
  bench = await benchWith(
    new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => server }),
  );
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  const entries = bench.session.tables.flatMap((table) => table.entries);
  bench.session.configure({ ...defaultSettings(entries, 1), autotune: false });
  await vi.waitUntil(() => bench.session.state.baseline !== null, patienceMs);
});
afterEach(() => bench.close());

async function drag(by: number): Promise<void> {
  await vi.waitUntil(() => document.querySelector('.knot[data-at="3.5"]') !== null, patienceMs);
  const knot = document.querySelector('.knot[data-at="3.5"]')!;
  const plot = knot.closest('.drawing')!;
  const [at, around] = [knot.getBoundingClientRect(), plot.getBoundingClientRect()];
  await userEvent.dragAndDrop(knot, plot, {
    targetPosition: { x: at.x + 22 - around.x, y: at.y + 22 - around.y - by },
    force: true,
  });
}

test('an entry is dragged to another value, which is written with the rest of its list', async () => {
  bench.session.arm();
  await render(Plots, { bench });
  await drag(40);
  await vi.waitUntil(() => bench.session.state.trial?.kind === 'manual', patienceMs);
  await vi.waitUntil(() => server.get(rpm) !== start, patienceMs);
  const [first, second, third] = server.get(rpm) as readonly number[];
  expect([first, third]).toEqual([3000, 3400]);
  expect(second).toBeGreaterThan(3200);
  expect(second! % 10).toBe(0);
});

test('while nothing may be written no entry moves, and it is said why', async () => {
  await render(Plots, { bench });
  await expect.element(page.getByText('while the tuner is not armed')).toBeVisible();
  await drag(40);
  expect(bench.session.state.trial?.kind).toBe('baseline');
  expect(server.get(rpm)).toEqual(start);
});

test('an entry is set by its number, switched off, removed and added again', async () => {
  bench.session.arm();
  await render(Plots, { bench });
  await page.getByRole('button', { name: '3.5 m 3200' }).click();
  await page.getByLabelText('New value of Rpm 3.5 m').fill('3250');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await vi.waitUntil(() => (server.get(rpm) as number[])[1] === 3250, patienceMs);
  await page.getByRole('button', { name: '3.5 m 3250' }).click();
  await page.getByLabelText('tune the entry at 3.5 m').click();
  await expect.element(page.getByText('Off: it keeps the value')).toBeVisible();
  await page.getByRole('button', { name: 'Remove this entry' }).click();
  await page.getByRole('button', { name: 'Add 3.5 m' }).click();
  await expect.element(page.getByRole('button', { name: '3.5 m 3250' })).toBeVisible();
});
