import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { InPageLink } from '../../src/link/in-page-link.ts';
import { InPageServer } from '../../src/link/in-page-server.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import App from '../../src/ui/App.svelte';
import { benchWith } from './bench.ts';

let bench: Workbench;
afterEach(() => bench.close());

/** The app as a page from there, before robots that tell their state as in 2027. */
async function openFrom(url: string): Promise<void> {
  const server = new InPageServer(systemTicker);
  server.publish('/DriverStation/ControlWord', 'struct:ControlWord');
  server.set('/DriverStation/ControlWord', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x22));
  const link = new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => server });
  bench = await benchWith(link, url);
  location.hash = '#/shoot';
  await render(App, { bench, update: new AppUpdate() });
}
async function look(typed: string): Promise<void> {
  await page.getByLabelText('Team number or address').fill(typed);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
}
const banner = page.getByRole('banner');

test('a page from a robot offers that robot, and connects to it by one click only', async () => {
  await openFrom('http://10.12.34.2:5801/app/');
  await expect.element(page.getByText('Not connected')).toBeVisible();
  await page.getByRole('button', { name: 'Connect to 10.12.34.2' }).click();
  await expect.element(banner).toHaveTextContent(/10\.12\.34\.2.*disabled.*WPILib 2027/);
});

test('another team’s robot is warned of, by a sign and in words', async () => {
  await openFrom('http://10.56.78.2:5801/app/');
  await look('1234');
  const warning = page.getByRole('alert').filter({ hasText: 'Not an address of team 1234' });
  await expect.element(warning).toBeVisible();
  expect(warning.element().querySelector('svg')).not.toBeNull();
});

test('one’s own robot, and one that was asked for by its address, is no cause for a warning', async () => {
  await openFrom('http://10.56.78.2:5801/app/');
  await look('5678');
  await expect.element(banner).toHaveTextContent('Connected to 10.56.78.2');
  expect(banner.getByRole('alert').elements()).toEqual([]);
});

test('an address that tells no team is noted in Setup, without an alarm', async () => {
  await openFrom('http://robot.local:5801/');
  await look('1234');
  await expect.element(banner).toHaveTextContent('Connected to robot.local');
  location.hash = '#/setup/robot';
  await expect
    .element(page.getByText('This address does not tell whose robot it is'))
    .toBeVisible();
  expect(banner.getByRole('alert').elements()).toEqual([]);
});
