import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { InPageLink } from '../../src/link/in-page-link.ts';
import { InPageServer } from '../../src/link/in-page-server.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import ConnectionCheck from '../../src/ui/setup/ConnectionCheck.svelte';
import { benchWith, demoBench } from './bench.ts';

let bench: Workbench;
afterEach(() => bench.close());

const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });

test('says of a connected robot that every step has passed up to its answer to our values', async () => {
  bench = await demoBench();
  await render(ConnectionCheck, { bench });
  await expect.element(page.getByText('No robot is looked for.').first()).toBeVisible();
  bench.connect('127.0.0.1');
  await expect.element(page.getByRole('status')).toHaveTextContent(/^(All|Robot code)/);
  for (const step of ['The robot answers', 'The connection opens', 'It tells its state'])
    await expect.element(row(step)).toHaveTextContent('passed');
  await expect.element(row('It speaks NetworkTables')).toHaveTextContent('Version 4.1.');
  await expect.element(row('It publishes topics')).toHaveTextContent(/\d+ topics so far/);
});

test('is live: a silent address fails, and passes once it answers', async () => {
  const server = new InPageServer(systemTicker);
  server.freeze(true);
  const link = new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => server });
  bench = await benchWith(link);
  await render(ConnectionCheck, { bench });
  bench.connect('10.12.34.2');
  await expect.element(row('The robot answers')).toHaveTextContent('waiting');
  const silent = page.getByText('Nothing came back from 10.12.34.2.');
  await expect.element(silent).toBeVisible();
  await expect.element(row('The robot answers')).toHaveTextContent('failed');
  await expect.element(row('The connection opens')).toHaveTextContent('not reached');
  server.freeze(false);
  await vi.waitUntil(() => bench.session.link.state.kind === 'online', 30_000);
  await expect.element(row('The robot answers')).toHaveTextContent('passed');
  await expect.element(row('It publishes topics')).toHaveTextContent('failed');
});

test('each standing has a shape of its own, and fits a phone of 360 px', async () => {
  await page.viewport(360, 740);
  const server = new InPageServer(systemTicker);
  server.publish('/other', 'int');
  const link = new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => server });
  bench = await benchWith(link);
  await render(ConnectionCheck, { bench });
  bench.connect('robot.local');
  await expect.element(row('It tells its state')).toHaveTextContent('failed');
  const shapeOf = (name: string): string | null =>
    row(name).element().querySelector('path')?.getAttribute('d') ?? null;
  const shapes = ['The robot answers', 'It tells its state', 'Robot code reads our values'];
  expect(new Set(shapes.map(shapeOf)).size).toBe(3);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
});
