import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Settings } from '../../src/core/tuning/events.ts';
import { AppUpdate } from '../../src/session/app-update.svelte.ts';
import type { Optimizer } from '../../src/session/optimizer-task.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import App from '../../src/ui/App.svelte';
import { demoBench } from './bench.ts';
import { patienceMs } from './patience.ts';

/** Proposes a tenth of the range more of the first coefficient. */
const alwaysMore: Optimizer = {
  suggest: ({ request: { current, space } }) => {
    const next = current.with(0, current[0]! + (space[0]!.high - space[0]!.low) / 10);
    const rate = { mean: 0.5, low: 0.3, high: 0.7 };
    return Promise.resolve({
      next,
      best: current,
      nextRate: rate,
      bestRate: rate,
      baselineRate: rate,
      reason: { kind: 'explore', dimension: 0, direction: 'up' },
      model: { kind: 'aim', leadNats: 0 },
      rows: 1,
    });
  },
  ask: () => new Promise(() => undefined),
};

let bench: Workbench;
beforeEach(async () => {
  location.hash = '';
  bench = await demoBench(alwaysMore);
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  bench.adopt(bench.session.offers);
});
afterEach(() => bench.close());

const session = () => bench.session;
const state = () => session().state;
const button = (name: string | RegExp) => page.getByRole('button', { name });

/** The Shoot view, armed. */
async function armed(given: Partial<Settings>): Promise<void> {
  session().configure({ ...state().settings!, autotune: false, ...given });
  await render(App, { bench, update: new AppUpdate() });
  await vi.waitUntil(() => state().baseline !== null, patienceMs);
  session().arm();
}
/** A proposal waits on the Shoot view. */
async function asked(): Promise<void> {
  await armed({ approve: true });
  session().tap('miss');
  session().next();
  await expect.element(page.getByRole('group', { name: 'Proposal' })).toBeVisible();
}
const writes = () => session().events.filter(({ type }) => type === 'sent').length;

test('a proposal is shown with its difference, can be changed, and is written when it is accepted', async () => {
  await asked();
  const [first] = state().settings!.coefficients;
  await expect.element(page.getByText(/^\+\d/)).toBeVisible();
  await button(`Change the proposal of ${first!.name}`).click();
  const field = page.getByLabelText(`New value of ${first!.name}`);
  await field.fill(String(first!.max));
  await expect.element(field).toHaveAccessibleDescription(/more than one trial may change it/);
  const changed = first!.codeDefault + first!.step / 2;
  await field.fill(String(changed));
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await expect.element(page.getByText('changed by you')).toBeVisible();
  expect(writes()).toBe(0);
  await button(/^Accept/).click();
  expect(state().trial).toMatchObject({ kind: 'edited', values: { [first!.topic]: changed } });
  await vi.waitUntil(() => writes() > 0, patienceMs);
});

test('Y and X answer; a refusal can be taken back from its message', async () => {
  await asked();
  const { violations } = await axe.run();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await userEvent.keyboard('x');
  expect(state().proposal).toBeNull();
  await button('Show it again').click();
  await userEvent.keyboard('y');
  expect(state().trial?.kind).toBe('proposal');
});

test('a burst is logged by one tap on its count, and taken back by one undo', async () => {
  await armed({ burst: 8 });
  await button('5 of 8 hit').click();
  await expect.element(page.getByText('Burst recorded, 5 of 8.')).toBeInTheDocument();
  await userEvent.keyboard('3');
  expect(state().shots).toHaveLength(16);
  await userEvent.keyboard('u');
  expect(state().shots.filter(({ voided }) => !voided)).toHaveLength(8);
  for (const count of page.getByRole('button', { name: /of 8 hit/ }).elements()) {
    const { width, height } = count.getBoundingClientRect();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
  }
});

test('a large burst is counted first, and then logged', async () => {
  await armed({ burst: 20 });
  await button('5 fewer hit').click();
  await button('1 fewer hit').click();
  expect(state().shots).toHaveLength(0);
  await button('Log 14 of 20').click();
  expect(state().shots.filter(({ label }) => label === 'hit')).toHaveLength(14);
});

test('a pin is made, put back on the robot, deleted, and put back in the list', async () => {
  await armed({});
  const { topic, name, codeDefault, max } = state().settings!.coefficients[0]!;
  await button(/^More/).click();
  await button(/^Pins/).click();
  await page.getByLabelText('Name of a new pin').fill('wheels');
  await button('Pin what is on the robot').click();
  session().set(topic, max);
  await page.getByText('wheels').click();
  const { violations } = await axe.run(page.getByRole('dialog').element());
  expect(violations.map(({ id }) => id)).toEqual([]);
  await button('Delete wheels').click();
  await button('Put it back').click();
  await page.getByText('wheels').click();
  await button(`Put back ${name} of wheels`).click();
  expect(state().trial).toMatchObject({ kind: 'manual', values: { [topic]: codeDefault } });
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('what is typed in Setup can be saved on the second visit too', async () => {
  await armed({});
  const shotsPerTrial = page.getByLabelText('Shots per trial');
  location.hash = '#/setup/goal';
  await expect.element(shotsPerTrial).toBeVisible();
  location.hash = '#/shoot';
  await expect.element(shotsPerTrial).not.toBeInTheDocument();
  location.hash = '#/setup/goal';
  await shotsPerTrial.fill('4');
  await button('Save settings').click();
  expect(state().settings?.shotsPerTrial).toBe(4);
});
