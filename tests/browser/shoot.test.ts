import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';

import { systemTicker } from '../../src/link/ticker.ts';
import { DemoLink } from '../../src/link/demo-link.ts';
import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import { Workbench } from '../../src/session/workbench.svelte.ts';
import { IdbLogStore } from '../../src/storage/idb-log-store.ts';
import { MemoryProfileStore } from '../../src/storage/memory-profile-store.ts';
import { openPreferences } from '../../src/storage/preferences.ts';
import { valueOf } from '../contracts/log-store.contract.ts';
import App from '../../src/ui/App.svelte';
import { patienceMs } from './patience.ts';
import '../../src/ui/styles/tokens.css';
import '../../src/ui/styles/base.css';

/** So long between the robot's own shots that the operator's taps are all there is. */
const neverMs = 3_600_000;

let bench: Workbench;
let ids = 0;

beforeEach(async () => {
  location.hash = '';
  const kept = new Map<string, string>();
  bench = await Workbench.begin({
    link: new DemoLink({
      ticker: systemTicker,
      random: () => 0.5,
      variant: 'shoot3',
      world: 0,
      shotPeriodMs: neverMs,
    }),
    store: valueOf(await IdbLogStore.open(`shoot-${crypto.randomUUID()}`, systemTicker)),
    profiles: new MemoryProfileStore(),
    profileFiles: () => Promise.resolve([]),
    storeFault: null,
    optimizer: {
      suggest: () => new Promise(() => undefined),
      ask: () => new Promise(() => undefined),
    },
    ticker: systemTicker,
    wallMs: () => Date.now(),
    newId: () => `id-${ids++}`,
    newSeed: () => 1,
    demo: () => Promise.reject(new Error('not in this test')),
    preferences: openPreferences(() => ({
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
    })),
    answers: () => Promise.resolve(true),
    page: { protocol: 'http:', hostname: 'localhost' },
    driverStation: { lookUp: () => Promise.resolve(null) },
  });
});
afterEach(async () => {
  await bench.close();
});

const open = () => render(App, { bench, update: new AppUpdate() });

/** A page with a robot that is connected and set up, from nothing, in one click. */
async function connected(): Promise<void> {
  await open();
  await page.getByRole('button', { name: 'Use the simulated robot' }).click();
  await expect.element(page.getByText('Arm to begin')).toBeVisible();
}

async function tallied(words: string): Promise<void> {
  await expect.element(page.getByText(words, { exact: true }).first()).toBeVisible();
}
const shots = () => bench.session.state.shots.length;

describe('the way to the first shot', () => {
  test('takes two clicks with a simulated robot: connect and arm', async () => {
    await connected();
    await page.getByRole('switch', { name: 'Armed' }).click();
    await expect.element(page.getByRole('switch')).toHaveAttribute('aria-checked', 'true');
    expect(bench.session.state.settings?.coefficients).toHaveLength(3);
  });

  test('says in words why it cannot be armed', async () => {
    await open();
    await page.getByRole('switch', { name: 'Armed' }).click();
    await expect.element(page.getByText('Not armed. Nothing is set up to tune')).toBeVisible();
    expect(bench.session.state.armed).toBe(false);
  });
});

describe('a tap', () => {
  test('on HIT is one hit, said aloud, and can be taken back', async () => {
    await connected();
    await page.getByRole('button', { name: 'HIT', exact: true }).click();
    await expect.element(page.getByText('Hit recorded, 1 of 1.')).toBeInTheDocument();
    expect(shots()).toBe(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.element(page.getByText('shot 1 is taken back')).toBeVisible();
    expect(bench.session.state.shots.filter(({ voided }) => !voided)).toHaveLength(0);
  });

  test('on an edge of MISS says where it went', async () => {
    await connected();
    for (const direction of ['long', 'left', 'short', 'right'] as const)
      await page.getByRole('button', { name: `Miss, ${direction}`, exact: true }).click();
    expect(bench.session.state.shots.map(({ direction }) => direction)).toEqual([
      'long',
      'left',
      'short',
      'right',
    ]);
  });

  test('that bounces within a quarter of a second is one shot', async () => {
    await connected();
    const hit = page.getByRole('button', { name: 'HIT', exact: true }).element();
    for (let press = 0; press < 3; press++)
      hit.dispatchEvent(new PointerEvent('pointerdown', { button: 0, bubbles: true }));
    expect(shots()).toBe(1);
  });

  test('leaves no focus behind: Space afterwards belongs to the Driver Station alone', async () => {
    await connected();
    await page.getByRole('button', { name: 'HIT', exact: true }).click();
    await userEvent.keyboard(' {Enter}{Backspace}[[]\\{F1}');
    await page.getByRole('switch', { name: 'Armed' }).click();
    await userEvent.keyboard(' {Enter}');
    expect(shots()).toBe(1);
    expect(bench.session.state.armed).toBe(true);
  });
});

describe('the letter keys', () => {
  test('do all of a round: hit, miss with its direction, undo, void', async () => {
    await connected();
    await userEvent.keyboard('hm{ArrowDown}');
    await tallied('1 of 2');
    expect(bench.session.state.shots[1]).toMatchObject({ label: 'miss', direction: 'short' });
    await userEvent.keyboard('v');
    await tallied('1 of 1');
    await userEvent.keyboard('u');
    await tallied('1 of 2');
  });

  test('are off while typing, and where the operator switched them off', async () => {
    await connected();
    location.hash = '#/setup/robot';
    const field = page.getByLabelText('Team number or address');
    await field.click();
    await userEvent.keyboard('h');
    location.hash = '#/shoot';
    await expect.element(page.getByText('No shots yet.')).toBeVisible();
    bench.preferences.set('letterKeys', false);
    await userEvent.keyboard('h');
    expect(shots()).toBe(0);
  });

  test('are told by ?', async () => {
    await connected();
    await userEvent.keyboard('?');
    await expect
      .element(page.getByRole('dialog').getByText('the space bar is the emergency stop'))
      .toBeVisible();
  });
});

test('a shot is relabelled, with a direction, from the strip', async () => {
  await connected();
  await userEvent.keyboard('h');
  await page.getByRole('button', { name: 'Shot 1: hit. Change' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'left' }).click();
  await expect
    .element(page.getByRole('button', { name: 'Shot 1: miss, left. Change' }))
    .toBeVisible();
  await tallied('0 of 1');
});

test('no percentage is shown of fewer than ten shots', async () => {
  await connected();
  await userEvent.keyboard('hhhhhhhhh');
  await tallied('9 of 9');
  const strip = page.getByRole('region', { name: 'Last shots' });
  await expect.element(strip).not.toHaveTextContent('%');
  await userEvent.keyboard('m');
  await expect.element(strip).toHaveTextContent('90 % (65 to 98 %)');
});

test('the view is in the address, and is remembered', async () => {
  await connected();
  await page.getByRole('link', { name: 'Shots' }).first().click();
  expect(location.hash).toBe('#/shots');
  expect(bench.preferences.get('view')).toBe('shots');
});

describe.each([
  ['a tablet, upright', 820, 1180],
  ['a tablet, across', 1180, 820],
  ['a laptop', 1280, 800],
  ['a phone', 390, 844],
])('on %s', (_name, width, height) => {
  test.each(['dark', 'light', 'sun'] as const)(
    'Shoot fits without scrolling, and axe finds nothing (%s)',
    async (theme) => {
      await page.viewport(width, height);
      bench.preferences.set('theme', theme);
      await connected();
      await userEvent.keyboard('hmhhmhhhmhh');
      await tallied('8 of 11');
      const main = page.getByRole('main').element();
      expect(main.scrollHeight).toBeLessThanOrEqual(main.clientHeight);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      for (const name of ['HIT', 'MISS']) {
        const { width: wide, height: high } = page
          .getByRole('button', { name, exact: true })
          .element()
          .getBoundingClientRect();
        expect(Math.min(wide, high)).toBeGreaterThanOrEqual(96);
      }
      await vi.waitFor(async () => {
        if (theme === 'sun')
          for (const element of document.body.querySelectorAll(':not([aria-hidden])')) {
            const { borderTopWidth, opacity } = getComputedStyle(element);
            expect(parseFloat(borderTopWidth) === 0 || parseFloat(borderTopWidth) >= 3).toBe(true);
            if (element.checkVisibility()) expect(opacity).toBe('1');
          }
        const { violations } = await axe.run(document);
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      }, patienceMs);
    },
  );
});
