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
  const number = (topic: string, value: number): void => {
    server.publish(topic, 'double');
    server.set(topic, value);
  };
  number('/Tunables/Hood Trim/value', 2);
  server.publish('/SmartDashboard/Flywheel/.type', 'string');
  number('/SmartDashboard/Flywheel/p', 0.4);
  number('/SmartDashboard/Flywheel/d', 0.01);
  for (let i = 0; i < 2_000; i++) number(`/Vision/Number${i}`, i);
  number('/Telemetry/Shooter/FlywheelSpeed', 312);
  number('/AdvantageKit/RealOutputs/Shooter/FlywheelSpeed', 312);
  number('Shooter/Rpm', 2000);
  bench = await benchWith(
    new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => server }),
  );
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
});
afterEach(() => bench.close());

test('a number is added with its value and bounds around it, a table with all its numbers', async () => {
  await render(Setup, { bench });
  await openCard('What to tune');
  await page.getByRole('button', { name: 'Add Hood Trim' }).click();
  await expect.element(page.getByRole('group', { name: 'Hood trim' })).toBeVisible();
  await expect.element(page.getByLabelText('Default in code')).toHaveValue('2');
  await page.getByRole('button', { name: 'Add Flywheel: p, d' }).click();
  await expect.element(page.getByRole('group', { name: 'Flywheel p' })).toBeVisible();
  await expect.element(page.getByRole('group', { name: 'Flywheel d' })).toBeVisible();
});

test('of two thousand numbers none is drawn, and each can be found', async () => {
  await render(Setup, { bench });
  await openCard('What to tune');
  await expect.element(page.getByText('2,001 numbers')).toBeVisible();
  expect(page.getByRole('button', { name: /Number/ }).elements()).toHaveLength(0);
  await page.getByLabelText('Search all numbers of the robot').fill('number1234');
  await page.getByRole('button', { name: 'Add Number1234' }).click();
  await expect.element(page.getByRole('group', { name: 'Number 1234' })).toBeVisible();
  await page.getByLabelText('Search all numbers of the robot').fill('no such thing');
  await expect.element(page.getByText('Nothing of that name.')).toBeVisible();
});

test('outputs of the program are not offered, and a search says why', async () => {
  await render(Setup, { bench });
  await openCard('What to tune');
  await page.getByLabelText('Search all numbers of the robot').fill('flywheel speed');
  await expect
    .element(page.getByText('2 numbers of that name are outputs of the program: writing them'))
    .toBeVisible();
  expect(page.getByRole('button', { name: /FlywheelSpeed/ }).elements()).toHaveLength(0);
});

test('a number whose name begins without a slash is found, or typed as it is', async () => {
  await render(Setup, { bench });
  await openCard('What to tune');
  await page.getByLabelText('Search all numbers of the robot').fill('shooter rpm');
  await expect.element(page.getByRole('button', { name: 'Add Rpm' })).toBeVisible();
  const typed = page.getByLabelText('Another topic');
  await typed.fill('/Shooter/Rpm');
  await expect.element(typed).toHaveAccessibleDescription(/has Shooter\/Rpm, and not this one/);
  await typed.fill('Shooter/Rpm');
  await expect.element(typed).toHaveAccessibleDescription('');
  await page.getByRole('button', { name: 'Add topic' }).click();
  await expect.element(page.getByRole('group', { name: 'Rpm' })).toBeVisible();
  await expect.element(page.getByLabelText('Default in code')).toHaveValue('2000');
});
