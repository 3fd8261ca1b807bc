import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Settings } from '../../src/core/tuning/events.ts';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import Setup from '../../src/ui/views/Setup.svelte';
import { demoBench } from './bench.ts';
import { openCard } from './cards.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await demoBench();
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  bench.adopt(bench.session.offers);
  await render(Setup, { bench });
  await openCard('Goal & limits');
});
afterEach(() => bench.close());

const save = () => page.getByRole('button', { name: 'Save settings' });
const saved = (): Settings => bench.session.state.settings!;
const names = (): readonly string[] => saved().coefficients.map(({ name }) => name);
const inTurn = () => page.getByRole('radio', { name: /^One at a time/ }).click();

test('one at a time is chosen, with when the turn is handed on', async () => {
  const success = page.getByLabelText('Shots for a success');
  await expect.element(success).not.toBeInTheDocument();
  await inTurn();
  await page.getByRole('checkbox', { name: /^Hand on the turn by itself/ }).click();
  await success.fill('2.5');
  await expect.element(success).toHaveAccessibleDescription(/whole number/);
  await expect.element(save()).toBeDisabled();
  // Not used any more, and still in sight: nothing that keeps from saving is hidden.
  await page.getByRole('radio', { name: /^All at once/ }).click();
  await expect.element(success).toBeVisible();
  await inTurn();
  await success.fill('20');
  await save().click();
  expect(saved()).toMatchObject({ search: 'one-at-a-time', autoAdvance: { on: true, shots: 20 } });
});

test('a coefficient has rules of its own, until the rule for all is forced', async () => {
  await inTurn();
  const force = page.getByRole('checkbox', { name: /^For every coefficient, the next values/ });
  await expect.element(force).not.toBeInTheDocument();
  await openCard('What to tune');
  const fields = page.getByRole('group', { name: 'Drag coefficient' });
  await fields.getByText('While it has its turn: as for all').click();
  await fields.getByLabelText('Its own rule for the next values').click();
  const shots = fields.getByLabelText('Its shots per trial');
  await shots.fill('none');
  await expect.element(shots).toHaveAccessibleDescription(/whole number/);
  await fields.getByText('While it has its turn: by rules of its own').click();
  await expect.element(shots).toBeVisible();
  await shots.fill('3');
  await openCard('Goal & limits');
  await force.click();
  await openCard('What to tune');
  await expect.element(fields.getByText('Not used: the rule for all holds')).toBeVisible();
  await save().click();
  const { own } = saved().coefficients.find(({ name }) => name === 'Drag coefficient')!;
  expect(own).toEqual({ autotune: { on: true, shots: 3 }, autoAdvance: null });
  expect(saved().forceGlobal).toEqual({ autotune: true, autoAdvance: false });
});

test('where to aim in the goal waits for a shot that told its height, and says so', async () => {
  await page.getByLabelText('Higher', { exact: true }).click();
  const amount = page.getByLabelText(/^By how much/);
  await expect.element(page.getByText('It waits: no shot has told yet')).toBeVisible();
  bench.session.tap('miss', 'long');
  await expect.element(page.getByText('Shots have told how high they pass')).toBeVisible();
  await amount.fill('120');
  await expect.element(amount).toHaveAccessibleDescription(/0 to 100 %/);
  await amount.fill('40');
  await save().click();
  expect(saved().bias).toEqual({ towards: 'up', amount: 0.4 });
});

test('the order is moved by keys: the focus goes along, and the place is said', async () => {
  await openCard('What to tune');
  expect(names()).toEqual(['Angle offset', 'Drag coefficient', 'Exit speed scale']);
  const up = page.getByRole('button', { name: 'Move Exit speed scale up' });
  up.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('Exit speed scale is now 2 of 3.')).toBeInTheDocument();
  await expect.element(up).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByRole('button', { name: 'Move Exit speed scale down' }))
    .toHaveFocus();
  await save().click();
  expect(names()).toEqual(['Exit speed scale', 'Angle offset', 'Drag coefficient']);
});

test('the order is moved by dragging', async () => {
  await openCard('What to tune');
  const rows = page.getByRole('list', { name: 'Their order' }).element().children;
  const grip = rows[0]!.querySelector('.grip')!;
  const bottom = rows[2]!.getBoundingClientRect().bottom;
  const to = (type: string, clientY: number): boolean =>
    grip.dispatchEvent(new PointerEvent(type, { button: 0, bubbles: true, clientY }));
  to('pointerdown', rows[0]!.getBoundingClientRect().top + 5);
  to('pointermove', rows[1]!.getBoundingClientRect().bottom - 2);
  await expect.element(page.getByText('Angle offset is now 2 of 3.')).toBeInTheDocument();
  to('pointermove', bottom - 2);
  to('pointerup', bottom - 2);
  await expect.element(page.getByText('Angle offset is now 3 of 3.')).toBeInTheDocument();
  to('pointermove', 0);
  await save().click();
  expect(names()).toEqual(['Drag coefficient', 'Exit speed scale', 'Angle offset']);
});

test('axe finds nothing with all of it open', async () => {
  await inTurn();
  await page.getByLabelText('Lower', { exact: true }).click();
  await openCard('What to tune');
  await page.getByText('While it has its turn: as for all').first().click();
  await page.getByLabelText('Its own rule for handing on the turn').first().click();
  await openCard('Goal & limits');
  await expect
    .element(page.getByRole('checkbox', { name: /^Every coefficient hands on its turn/ }))
    .toBeVisible();
  const { violations } = await axe.run(document.querySelector('form')!);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
