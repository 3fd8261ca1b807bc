import { afterEach, describe, expect, test } from 'vitest';
import { fingers, keys } from './hands.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

const shots = 4;
const upright = { width: 820, height: 1180 };

/** Which shots of the demo robot went in is for the eye: the picture says it in words too. */
const wentIn = 'The ball went in.';

describe.each([
  { by: 'touches alone', hand: fingers, hasTouch: true },
  { by: 'keys alone, without Space and Enter', hand: keys, hasTouch: false },
])('by $by', ({ hand, hasTouch }) => {
  test('the demo robot is tuned, its truth revealed, its shots exported, and it is left', async () => {
    stage = await setStage({ knowsRobot: false, viewport: upright, hasTouch });
    const { page } = stage;
    const me = hand(page);
    await page.getByText('Connect to a robot').waitFor();
    await me.tryDemo();
    await page.getByText('Arm (A twice)').waitFor();
    await me.arm();
    for (let shot = 0; shot < shots; shot++) {
      await page.getByText('Press Shoot').or(page.getByText('New values. Shoot on')).waitFor();
      await me.shoot();
      await page.getByText('What did you see?').waitFor();
      const isIn = (await page.locator('figcaption').innerText()) === wentIn;
      await (isIn ? me.hit() : me.miss());
      await page.getByText('What did you see?').waitFor({ state: 'detached' });
    }
    await me.best();
    await page.getByText('The best so far is on the robot.').waitFor();
    expect(await me.revealTruth()).toMatch(/Best so far\s+\d+ %\s+\d+ to \d+ %/);
    const download = page.waitForEvent('download');
    await me.exportShots();
    expect((await download).suggestedFilename()).toMatch(/^Demo.*-shots\.csv$/);
    await me.leaveDemo();
    await page.getByText('nothing real is tuned').waitFor({ state: 'detached' });
  });

  test('the simulated robot is connected, armed, tuned and exported', async () => {
    stage = await setStage({ knowsRobot: false, viewport: upright, hasTouch, world: 7 });
    const { page, server, robot } = stage;
    const me = hand(page);
    await me.connectTo(`127.0.0.1:${server.port}`);
    await page.getByText('Arm to begin').waitFor();
    const before = robot.values();
    await me.arm();
    for (let shot = 0; shot < 2; shot++) {
      await page.getByText('Waiting for the next shot.').waitFor();
      await (shot === 0 ? me.miss() : me.hit());
      await page
        .getByText(`${shot} of ${shot + 1}`)
        .first()
        .waitFor();
    }
    await server.until(() => JSON.stringify(robot.values()) !== JSON.stringify(before));
    await me.best();
    await page.getByText('Holding these values.').waitFor();
    const download = page.waitForEvent('download');
    await me.exportShots();
    expect((await download).suggestedFilename()).toMatch(/-shots\.csv$/);
  });
});
