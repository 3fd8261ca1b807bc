import { afterEach, expect, test } from 'vitest';
import bestRates from '../unit/sim/fixtures/best-rates.json' with { type: 'json' };
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';
import { storedOf } from './stored-log.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** A robot that hits a quarter of its shots at first and can be tuned to 93 %. */
const world = 7;
const budget = 100;
/** Rate of the values on the robot below the best that still counts as tuned. */
const tunedWithin = 0.15;
/** Leaves time for three writes, at five a second, between two shots. */
const shotPeriodMs = 650;

test('a robot that shoots by itself is tuned until it hits, within 100 shots', async () => {
  stage = await setStage({ variant: 'shoot3', world });
  const { page, robot, server } = stage;
  const operator = new Operator(page);
  await operator.arm();
  robot.shootEvery(shotPeriodMs);
  await server.until(() => robot.ledger.length >= budget);
  robot.stop();
  await page
    .getByText(`${robot.ledger.filter(({ hit }) => hit).length} of ${budget}`)
    .first()
    .waitFor();
  await operator.go('Shoot');
  await page.getByText('Waiting for the next shot.').waitFor();
  // A trial may lie anywhere that is worth a look; what tuning found is the best.
  await page.getByRole('button', { name: 'Best', exact: true }).click();
  await page.getByText('Holding these values.').waitFor();
  expect(robot.trueRate()).toBeGreaterThan(bestRates.shoot3[world]!.rate - tunedWithin);
  expect((await storedOf(page, 'trial')).length).toBeGreaterThan(budget / 2);
}, 120_000);

test('from the first visit it takes two clicks to a robot that is armed and tuned', async () => {
  stage = await setStage({ variant: 'shoot3', world, knowsRobot: false });
  const { page, server } = stage;
  const operator = new Operator(page);
  await page.getByLabel('Team number or address').fill(`127.0.0.1:${server.port}`);
  await page.getByRole('button', { name: 'Connect' }).click();
  await operator.arm();
  await page.getByText('Waiting for the next shot.').waitFor();
  for (const name of ['Angle offset', 'Drag coefficient', 'Exit speed scale'])
    expect(await page.getByRole('status', { name }).count()).toBe(1);
});
