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
let robot: InPageServer;
beforeEach(async () => {
  robot = new InPageServer(systemTicker);
  robot.publish('/Tuning/Drag', 'double', { min: 0, max: 1, default: 0.5, step: 0.1 });
  robot.set('/Tuning/Drag', 0.5);
  bench = await benchWith(
    new InPageLink({ ticker: systemTicker, random: () => 0.5, serverAt: () => robot }),
  );
  bench.connect('127.0.0.1');
  await vi.waitUntil(() => bench.session.offersComplete, patienceMs);
  bench.adopt(bench.session.offers);
  await render(Setup, { bench });
  await openCard('How we know a shot');
});
afterEach(() => bench.close());

const save = async (): Promise<void> => {
  await page.getByRole('button', { name: 'Save settings' }).click();
};
const shots = () => bench.session.state.shots;

test('SideKick’s buttons are offered when the robot has them, and count once they are saved', async () => {
  await expect.element(page.getByText(/tells of no shots by itself/)).toBeVisible();
  for (const button of ['/FiringSolver/LogHit', '/FiringSolver/LogMiss']) {
    robot.publish(button, 'boolean');
    robot.set(button, false);
  }
  await page.getByRole('button', { name: 'Add SideKick’s buttons' }).click();
  await save();
  robot.set('/FiringSolver/LogMiss', true);
  await vi.waitUntil(() => shots().length > 0, patienceMs);
  expect(shots()).toMatchObject([{ label: 'miss', shot: { source: 'event' } }]);
  await page.getByRole('button', { name: 'Remove /FiringSolver/LogMiss' }).click();
  await page.getByRole('button', { name: 'Remove /FiringSolver/LogHit' }).click();
  await save();
  expect(bench.session.state.settings?.shotSources).toEqual([]);
});

test('a struct is offered with its numbers, and is read as its fields are mapped', async () => {
  robot.publish('/.schema/struct:Shot', 'structschema');
  const schema = 'enum {unknown=0, miss=1, hit=2} uint8 result;double distance';
  robot.set('/.schema/struct:Shot', new TextEncoder().encode(schema));
  robot.publish('/Shooter/Shot', 'struct:Shot');
  await page.getByRole('button', { name: 'Add /Shooter/Shot' }).click();
  const fields = page.getByRole('group', { name: '/Shooter/Shot' });
  await expect
    .element(fields.getByText('Its numbers: result (0 unknown, 1 miss, 2 hit), distance.'))
    .toBeVisible();
  await fields.getByLabelText('Distance from').fill('distance');
  await fields.getByLabelText('Result from').fill('result');
  await fields.getByLabelText('A hit is').fill('1');
  await fields.getByLabelText('A miss is').fill('1');
  await expect.element(fields.getByText(/two different numbers/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Save settings' })).toBeDisabled();
  await fields.getByLabelText('A hit is').fill('2');
  await save();
  const bytes = new Uint8Array([2, ...new Uint8Array(new Float64Array([3.5]).buffer)]);
  robot.set('/Shooter/Shot', bytes);
  await vi.waitUntil(() => shots().length > 0, patienceMs);
  expect(shots()).toMatchObject([{ label: 'hit', shot: { source: 'struct', distanceM: 3.5 } }]);
});

test('any topic can be named as what tells of a shot, by its type', async () => {
  robot.publish('/Shooter/Count', 'int');
  robot.set('/Shooter/Count', 3);
  const topic = page.getByLabelText('A topic that changes when a shot left');
  await topic.fill('Shooter/Count');
  await expect.element(topic).toHaveAccessibleDescription(/has \/Shooter\/Count, and not this/);
  await topic.fill('/Shooter/Count');
  await page.getByRole('button', { name: 'Add this topic' }).click();
  const fields = page.getByRole('group', { name: '/Shooter/Count' });
  await expect.element(fields.getByLabelText('A shot left when it')).toHaveValue('number');
  await expect.element(fields.getByText('The robot has it, as int.')).toBeVisible();
  await fields.getByLabelText('Distance from').fill('$clients');
  await expect.element(fields.getByText(/Say which topic/)).toBeVisible();
  await fields.getByLabelText('Distance from').fill('');
  await save();
  robot.set('/Shooter/Count', 4);
  await vi.waitUntil(() => shots().length > 0, patienceMs);
  expect(shots()).toMatchObject([{ label: 'none', shot: { source: 'event' } }]);
});

test('a distance that can’t be metres asks for its unit, and is logged in metres once that is chosen', async () => {
  robot.publish('/Shooter/Count', 'int');
  robot.set('/Shooter/Count', 3);
  robot.publish('/Vision/Target', 'double');
  robot.set('/Vision/Target', 126);
  await page.getByLabelText('A topic that changes when a shot left').fill('/Shooter/Count');
  await page.getByRole('button', { name: 'Add this topic' }).click();
  const fields = page.getByRole('group', { name: '/Shooter/Count' });
  await fields.getByLabelText('Distance from').fill('/Vision/Target');
  await expect.element(fields.getByText(/too far for metres/)).toBeVisible();
  await fields.getByLabelText('Distance measured in').selectOptions('in');
  await expect.element(fields.getByText('Now 126 in, which is 3.20 m.')).toBeVisible();
  await save();
  robot.set('/Shooter/Count', 4);
  await vi.waitUntil(() => shots().length > 0, patienceMs);
  expect(shots()).toMatchObject([{ shot: { distanceM: 3.2004 } }]);
});

test('the distance now is read from any topic, and offered by name and unit', async () => {
  robot.publish('/Vision/DistanceToHub', 'double', { unit: 'ft' });
  robot.set('/Vision/DistanceToHub', 10);
  await page.getByRole('button', { name: 'Use /Vision/DistanceToHub' }).click();
  await expect.element(page.getByText('Now 10 ft, which is 3.05 m.')).toBeVisible();
  await save();
  await vi.waitUntil(() => bench.session.distanceM.live, patienceMs);
  expect(bench.session.distanceM).toEqual({ m: 3.048, live: true, ofShot: false });
  await page.getByLabelText('Topic of the distance').fill('no topic$');
  await expect.element(page.getByText(/The robot has no such topic/)).toBeVisible();
});

test('the limits of shots that count are fields with units, and wrong ones can’t be saved', async () => {
  await openCard('Goal & limits');
  const pitch = page.getByRole('group', { name: 'Pitch' });
  await pitch.getByLabelText('to (rad)').fill('0.1');
  await expect.element(pitch.getByText(/the smaller one first/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Save settings' })).toBeDisabled();
  await pitch.getByLabelText('to (rad)').fill('80');
  await expect.element(page.getByText(/pitch is in radians/)).toBeVisible();
  await pitch.getByLabelText('to (rad)').fill('1.4');
  await page
    .getByRole('group', { name: 'Distance', exact: true })
    .getByLabelText('to (m)')
    .fill('12');
  await save();
  expect(bench.session.state.settings?.limits).toEqual({
    distanceM: [1, 12],
    exitVelocityMps: [5, 30],
    pitchRad: [0.17, 1.4],
  });
});
