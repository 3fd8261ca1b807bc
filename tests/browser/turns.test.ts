import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Settings } from '../../src/core/tuning/events.ts';
import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import App from '../../src/ui/App.svelte';
import { patienceMs } from './patience.ts';
import { sevenBench, topicOf } from './seven-bench.ts';

let bench: Workbench;
let beginMatch: () => void;
beforeEach(async () => {
  location.hash = '';
  ({ bench, beginMatch } = await sevenBench());
});
afterEach(() => bench.close());

/** Shoot, with all that the robot offers, one coefficient at a time. */
async function inTurn(given: Partial<Settings> = {}): Promise<void> {
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  bench.adopt(bench.session.offers);
  bench.session.configure({
    ...bench.session.state.settings!,
    search: 'one-at-a-time',
    autotune: false,
    ...given,
  });
  await render(App, { bench, update: new AppUpdate() });
  await vi.waitUntil(() => bench.session.state.baseline !== null, patienceMs);
}
async function armed(given: Partial<Settings> = {}): Promise<void> {
  await inTurn(given);
  bench.session.arm();
  await vi.waitUntil(() => bench.session.state.turn !== null, patienceMs);
}
const names = (): readonly string[] =>
  bench.session.state.settings!.coefficients.map((c) => c.name);
const strip = () => page.getByRole('region', { name: 'Turns' });
const whose = (): string | undefined =>
  names()[
    bench.session.state.settings!.coefficients.findIndex(
      (c) => c.topic === bench.session.state.turn?.topic,
    )
  ];

describe('the strip of turns', () => {
  test('is not there while all are tuned at once', async () => {
    await inTurn({ search: 'joint' });
    await expect.element(strip()).not.toBeInTheDocument();
  });

  test('shows what was, is, and is to come, and hands on by button, key and chip', async () => {
    await armed();
    const [first, second, third] = names();
    await expect
      .element(strip().getByRole('button', { name: `1 ${first} : its turn` }))
      .toHaveAttribute('aria-current', 'step');
    await strip().getByRole('button', { name: 'Skip' }).click();
    await expect
      .element(
        strip().getByRole('button', { name: `1 ${first} : has had its turn. Go back to it` }),
      )
      .toBeVisible();
    expect(whose()).toBe(second);
    await userEvent.keyboard('s');
    expect(whose()).toBe(third);
    await userEvent.keyboard('r');
    expect(whose()).toBe(second);
    await strip().getByRole('button', { name: 'Previous' }).click();
    expect(whose()).toBe(first);
    await strip()
      .getByRole('button', { name: `3 ${third} : to come. Go to it now` })
      .click();
    expect(whose()).toBe(third);
    await expect.element(page.getByText(`Turn 3 of 7: ${third}.`)).toBeInTheDocument();
  });

  test('counts the shots of this turn alone, and hands on when they succeed', async () => {
    await armed({ autoAdvance: { on: true, shots: 3 } });
    const [, second] = names();
    await expect.element(strip()).toHaveTextContent('No shots of its own yet.');
    await userEvent.keyboard('mh');
    await expect
      .element(strip())
      .toHaveTextContent('1 of 2 shots of its own hit. Handed on at 3 of its last 3.');
    await userEvent.keyboard('hh');
    await vi.waitUntil(() => whose() === second, patienceMs);
    await expect.element(strip()).toHaveTextContent('No shots of its own yet.');
  });

  test('says when all have had their turn, and what Next does then', async () => {
    await armed();
    await userEvent.keyboard('sssssss');
    await expect
      .element(strip())
      .toHaveTextContent('All have had their turn. Next begins a new round');
    await userEvent.keyboard('n');
    await vi.waitUntil(() => whose() === names()[0], patienceMs);
  });

  test.each([
    ['not armed', (): void => undefined, /Not armed/],
    [
      'in a match',
      (): void => {
        beginMatch();
      },
      /Match/,
    ],
    [
      'not connected',
      (): void => {
        bench.session.disconnect();
      },
      /Not connected/,
    ],
  ] as const)('says why the turn stays where it is: %s', async (_, change, why) => {
    await inTurn();
    change();
    const skip = strip().getByRole('button', { name: 'Skip' });
    await expect.element(skip).toHaveAccessibleDescription(why);
    await expect.element(skip).toHaveAttribute('title', expect.stringMatching(why) as string);
    await skip.click();
    await expect.element(page.getByText('The turn stays where it is.')).toBeVisible();
  });
});

describe('a value', () => {
  const spin = topicOf('Spin');
  const value = (): number | undefined => bench.session.state.writes[spin]?.value;
  const open = () => page.getByRole('button', { name: 'Adjust Spin by hand' }).click();
  const field = () => page.getByLabelText('New value of Spin');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  test('is stepped within its bounds, set while tuning runs, and put back with one tap', async () => {
    await armed();
    await open();
    await expect.element(field()).toHaveValue('0.5');
    await press('Spin: a step more');
    await expect.element(field()).toHaveValue('0.51');
    await press('Spin: ten steps less');
    await expect.element(field()).toHaveValue('0.41');
    for (let tap = 0; tap < 6; tap++) await press('Spin: ten steps more');
    await expect.element(field()).toHaveValue('0.9');
    await press('Set');
    await expect.element(page.getByText('Spin: 0.900, set by hand; it was 0.500.')).toBeVisible();
    await expect.element(field()).not.toBeInTheDocument();
    expect(value()).toBe(0.9);
    await press('Back to what it was');
    expect(value()).toBe(0.5);
  });

  test('is typed; arrow keys step it in its field only, and what is wrong is said there', async () => {
    await armed();
    await open();
    await field().click();
    await userEvent.keyboard('{ArrowUp}{ArrowUp}{Shift>}{ArrowDown}{/Shift}h');
    await expect.element(field()).toHaveValue('0.42h');
    await expect.element(field()).toHaveAccessibleDescription(/Spin: not a number/);
    await expect.element(page.getByRole('button', { name: 'Set', exact: true })).toBeDisabled();
    await field().fill('1.5');
    await expect.element(field()).toHaveAccessibleDescription(/outside its bounds: 0.1 to 0.9/);
    await userEvent.keyboard('{Enter}');
    expect(value()).toBeUndefined();
    await press('Code default 0.400');
    await press('Set');
    expect(value()).toBe(0.4);
    expect(bench.session.state.shots).toHaveLength(0);
  });

  test('says why it can’t be set, and keeps what was typed', async () => {
    await inTurn();
    await open();
    await field().fill('0.6');
    await expect.element(field()).toHaveAccessibleDescription(/Not armed/);
    await press('Set');
    await expect.element(page.getByText('The value stays as it is. Not armed')).toBeVisible();
    await expect.element(field()).toHaveValue('0.6');
  });
});

describe.each([
  ['a tablet, upright', 820, 1180],
  ['a tablet, across', 1180, 820],
  ['a phone', 390, 844],
])('seven coefficients, one at a time, on %s', (_name, width, height) => {
  test.each(['dark', 'light', 'sun'] as const)(
    'Shoot fits without scrolling, and axe finds nothing (%s)',
    async (theme) => {
      await page.viewport(width, height);
      bench.preferences.set('theme', theme);
      await armed({ autoAdvance: { on: true, shots: 10 } });
      await userEvent.keyboard('shmhm');
      await expect.element(page.getByText('2 of 4', { exact: true })).toBeVisible();
      const main = page.getByRole('main').element();
      expect(main.scrollHeight).toBeLessThanOrEqual(main.clientHeight);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      for (const name of ['HIT', 'MISS']) {
        const box = page
          .getByRole('button', { name, exact: true })
          .element()
          .getBoundingClientRect();
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(96);
      }
      await page.getByRole('button', { name: 'Adjust Spin by hand' }).click();
      await vi.waitFor(async () => {
        const { violations } = await axe.run(document);
        expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      }, patienceMs);
    },
  );
});
