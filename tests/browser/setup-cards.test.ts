import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { InPageLink } from '../../src/link/in-page-link.ts';
import { InPageServer } from '../../src/link/in-page-server.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import Setup from '../../src/ui/views/Setup.svelte';
import { benchWith } from './bench.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
beforeEach(async () => {
  location.hash = '';
  const robot = new InPageServer(systemTicker);
  robot.publish('/Tuning/Rpm', 'double');
  robot.set('/Tuning/Rpm', 3181.755781777645);
  bench = await benchWith(
    new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => robot }),
  );
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
});
afterEach(() => bench.close());
const button = (name: string | RegExp) => page.getByRole('button', { name });

test('the one button leads from a robot without bounds to armed, and what is open is remembered', async () => {
  const { unmount } = await render(Setup, { bench });
  // The robot is connected: the first card with something to do is open.
  await button('Add Rpm').click();
  await expect.element(page.getByLabelText('Default in code')).toHaveValue('3182');
  await button('Save and go on: How we know a shot').click();
  expect(bench.session.state.settings?.coefficients[0]?.codeDefault).toBe(3181.755781777645);
  await button('Skip to: Wiring check').click();
  await unmount();
  await render(Setup, { bench });
  await expect.element(page.getByRole('heading', { name: 'Wiring check' })).toBeVisible();
  await expect.element(button(/^3\. How we know a shot skipped/)).toBeVisible();
  await button(/^Next: Goal/).click();
  await button('It is a bench or a simulation').click();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await button('Save and go on: Shoot').click();
  expect(location.hash).toBe('#/shoot');
  bench.session.arm();
  expect(bench.session.state.armed).toBe(true);
});
