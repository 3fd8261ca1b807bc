import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { Workbench } from '../../src/session/workbench.svelte.ts';
import Setup from '../../src/ui/views/Setup.svelte';
import { demoBench } from './bench.ts';
import { openCard } from './cards.ts';
import { patienceMs } from './patience.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await demoBench();
});
afterEach(() => bench.close());

async function connected(): Promise<void> {
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  bench.adopt(bench.session.offers);
}

test.each([
  ['0', 'is no team number'],
  ['99999999', 'is no team number'],
  ['10.12 .34.2', 'no spaces'],
  ['10.12.34.2/app', 'leave out /app'],
  ['http://10.12.34.2', 'is no way to a robot'],
  ['10.12.34.256', 'is no IP address'],
])('%s is refused beside the field, with what to do', async (typed, sentence) => {
  await render(Setup, { bench });
  await openCard('Robot');
  const field = page.getByLabelText('Team number or address');
  await field.fill(typed);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field).toHaveAccessibleDescription(new RegExp(sentence));
  expect(bench.session.link.state.kind).toBe('idle');
});

test('a connected robot is named, and can be left', async () => {
  await connected();
  await render(Setup, { bench });
  await openCard('Robot');
  await expect.element(page.getByText('Connected to 127.0.0.1, NetworkTables')).toBeVisible();
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect.element(page.getByText('Not connected.', { exact: true })).toBeVisible();
});

test('a bound that is wrong is told at its field, and nothing is saved until it is mended', async () => {
  await connected();
  await render(Setup, { bench });
  await openCard('What to tune');
  const upper = page.getByLabelText(/^Upper bound/).first();
  const before = bench.session.state.settings;
  await upper.fill('-5');
  await expect.element(upper).toHaveAccessibleDescription(/wrong way round/);
  const save = page.getByRole('button', { name: 'Save settings' });
  await expect.element(save).toBeDisabled();
  expect(bench.session.state.settings).toBe(before);
  await upper.fill('0.04');
  await save.click();
  expect(bench.session.state.settings?.coefficients[0]?.max).toBe(0.04);
  await expect.element(page.getByText('Saved.')).toBeVisible();
});

test('what was typed is there again when the view is opened again', async () => {
  await connected();
  const { unmount } = await render(Setup, { bench });
  await openCard('Goal & limits');
  await page.getByLabelText('Shots per trial').fill('none');
  await openCard('Robot');
  await openCard('Goal & limits');
  await expect.element(page.getByLabelText('Shots per trial')).toHaveValue('none');
  await unmount();
  await render(Setup, { bench });
  await openCard('Goal & limits');
  await expect.element(page.getByLabelText('Shots per trial')).toHaveValue('none');
});

test('a coefficient that was removed is offered again, and another topic can be added', async () => {
  await connected();
  await render(Setup, { bench });
  await openCard('What to tune');
  await page.getByRole('button', { name: 'Remove /Tuning/DragCoefficient' }).click();
  await page.getByRole('button', { name: 'Add Drag coefficient' }).click();
  await expect
    .element(page.getByRole('button', { name: 'Remove /Tuning/DragCoefficient' }))
    .toBeVisible();
  const another = page.getByLabelText('Another topic');
  const add = page.getByRole('button', { name: 'Add topic' });
  await another.fill('$sub$Hood');
  await expect.element(another).toHaveAccessibleDescription(/no name of a topic/);
  await expect.element(add).toBeDisabled();
  await another.fill('Tuning/DragCoefficient');
  await expect
    .element(another)
    .toHaveAccessibleDescription(/without the slash they are two topics/);
  await expect.element(add).toBeEnabled();
  await another.fill('Hood');
  await expect.element(another).toHaveAccessibleDescription('');
  await add.click();
  await expect.element(page.getByRole('button', { name: 'Remove Hood' })).toBeVisible();
});

test('what a coefficient is stands in its fields, suggested from its name, and can be changed', async () => {
  await connected();
  await render(Setup, { bench });
  await openCard('What to tune');
  const fields = page.getByRole('group', { name: 'Exit speed scale' });
  const role = fields.getByLabelText('What it is in your code');
  await expect.element(role).toHaveValue('speed-scale');
  await expect.element(role).toHaveAccessibleDescription(/the slower your code shoots/);
  await role.selectOptions(role.getByRole('option', { name: /^No idea/ }));
  await page.getByRole('button', { name: 'Save settings' }).click();
  const roles = bench.session.state.settings?.coefficients.map(({ topic, role }) => [topic, role]);
  expect(roles).toEqual([
    ['/Tuning/AngleOffset', 'angle-offset'],
    ['/Tuning/DragCoefficient', 'drag'],
    ['/Tuning/ExitSpeedScale', null],
  ]);
});

test('an entry of a look-up table is asked for its distance, beside what it is', async () => {
  await connected();
  await render(Setup, { bench });
  await openCard('What to tune');
  const fields = page.getByRole('group', { name: 'Drag coefficient' });
  const other = page.getByRole('group', { name: 'Exit speed scale' });
  const role = fields.getByLabelText('What it is in your code');
  const distance = fields.getByLabelText('At distance (m)');
  const save = page.getByRole('button', { name: 'Save settings' });
  await expect.element(distance).not.toBeInTheDocument();
  await role.selectOptions(role.getByRole('option', { name: /^Speed in a table/ }));
  await expect.element(distance).toHaveAccessibleDescription(/not a number/);
  await expect.element(role).toHaveAccessibleDescription(/before another entry/);
  await distance.fill('120');
  await expect.element(distance).toHaveAccessibleDescription(/not feet or inches/);
  await distance.fill('2.5');
  await expect.element(distance).toHaveAttribute('aria-invalid', 'false');
  const otherRole = other.getByLabelText('What it is in your code');
  await otherRole.selectOptions(otherRole.getByRole('option', { name: /^Speed in a table/ }));
  await expect.element(role).not.toHaveAccessibleDescription(/before another entry/);
  const otherDistance = other.getByLabelText('At distance (m)');
  await otherDistance.fill('2.5');
  await expect.element(distance).toHaveAccessibleDescription(/same distance/);
  await expect.element(save).toBeDisabled();
  await otherDistance.fill('4');
  await save.click();
  expect(bench.session.state.settings?.coefficients.map(({ role, atM }) => [role, atM])).toEqual([
    ['angle-offset', null],
    ['speed-knot', 2.5],
    ['speed-knot', 4],
  ]);
});

test('the goal that the robot tells is taken, and another can be chosen, typed, or none', async () => {
  await connected();
  await render(Setup, { bench });
  await openCard('Goal & limits');
  const goal = page.getByLabelText('Goal', { exact: true });
  const height = page.getByLabelText('Height of its middle (m)');
  const selected = () => goal.element().querySelector('option:checked')?.textContent;
  expect(selected()).toMatch(/^As the robot tells/);
  await expect.element(height).toHaveValue('2.3');
  await goal.selectOptions(goal.getByRole('option', { name: /upper hub/ }));
  await expect.element(height).toHaveValue('2.64');
  await height.fill('104');
  await expect.element(height).toHaveAccessibleDescription(/not feet or inches/);
  await height.fill('2.5');
  await vi.waitUntil(() => selected() === 'As typed below', patienceMs);
  await goal.selectOptions('Not given');
  await expect.element(height).toHaveValue('');
  await openCard('What to tune');
  await expect.element(page.getByText('Not used before the goal').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save settings' }).click();
  expect(bench.session.state.settings?.goal).toBeNull();
});

test('taps are logged with the distance that was typed', async () => {
  await render(Setup, { bench });
  await openCard('How we know a shot');
  await page.getByLabelText('Distance to the goal (m)').fill('3.5');
  bench.session.tap('hit');
  expect(bench.session.state.shots.at(-1)?.shot.distanceM).toBe(3.5);
});
