import type { CDPSession } from 'playwright-core';
import { Operator } from '../e2e/operator.ts';
import { setStage, type Stage } from '../e2e/stage.ts';
import bestRates from '../unit/sim/fixtures/best-rates.json' with { type: 'json' };
import { median, type Bench, type BenchRow } from './bench.ts';

/** Worlds that no constant of the optimizer was chosen on. */
const worlds = [10, 11, 12, 13, 14];
const shots = 100;
/** Leaves time for three writes, at five a second, between two shots. */
const shotPeriodMs = 650;
const regretGoal = 0.15;
/** From the pause on until it is watched, µs of the robot's clock: the browser cleans up once, some ten seconds after. */
const calmUs = 15_000_000;
/** How long processor time is watched, µs of the robot's clock. */
const watchedUs = 20_000_000;
/** As a person with a fast shooter would. */
const activePeriodMs = 650;

/** The whole page against the simulated robot, built and in Chromium: run `npm run build` before. */
export const appBench: Bench = {
  name: 'app',
  run: async () => [...(await processorTime()), ...(await tuningOfWorlds())],
};

async function tuningOfWorlds(): Promise<readonly BenchRow[]> {
  const runs: { readonly regret: number; readonly before: number }[] = [];
  for (const world of worlds) {
    const stage = await setStage({ variant: 'shoot3', world });
    const { robot, server, page } = stage;
    const best = bestRates.shoot3[world]!.rate;
    const before = best - robot.trueRate();
    await new Operator(page).arm();
    robot.shootEvery(shotPeriodMs);
    await server.until(() => robot.ledger.length >= shots);
    robot.stop();
    await page.getByText('Waiting for the next shot.').waitFor();
    runs.push({ regret: best - robot.trueRate(), before });
    await stage.close();
  }
  const regret = median(runs.map((run) => run.regret));
  const before = median(runs.map((run) => run.before));
  return [
    {
      name: `true hit rate below the best after ${shots} shots, median of ${worlds.length} worlds`,
      value: regret,
      unit: '',
      against: before,
      ratio: before / regret,
      goal: `at most ${regretGoal}`,
      ok: regret <= regretGoal,
    },
  ];
}

/** Processor time of the page's process, its workers included, while it tunes and while it is paused. */
async function processorTime(): Promise<readonly BenchRow[]> {
  const stage = await setStage({ variant: 'shoot3', world: 7 });
  const { robot, page, context } = stage;
  const operator = new Operator(page);
  const browser = await context.browser()?.newBrowserCDPSession();
  if (browser === undefined) throw new Error('the browser has no process information');
  await operator.arm();
  robot.shootEvery(activePeriodMs);
  const active = await secondsDuring(stage, browser);
  robot.stop();
  await page.getByRole('button', { name: 'Hold' }).click();
  await page.getByText('Holding these values.').waitFor();
  await pass(stage.server, calmUs);
  const paused = await secondsDuring(stage, browser);
  await stage.close();
  const share = (seconds: number): number => (100 * seconds) / (watchedUs / 1e6);
  return [
    {
      name: 'processor time of page and workers, paused against active',
      value: share(paused),
      unit: '% of a core',
      against: share(active),
      ratio: active / paused,
      goal: 'at least 90 % less',
      ok: paused <= 0.1 * active,
    },
  ];
}

/** Processor seconds of all the browser's pages during the watched time. */
async function secondsDuring({ server }: Stage, browser: CDPSession): Promise<number> {
  const begin = await rendererSeconds(browser);
  await pass(server, watchedUs);
  return (await rendererSeconds(browser)) - begin;
}

/** Waits on the robot's clock; the page's own clock requests change the server's state often enough. */
async function pass(server: Stage['server'], us: number): Promise<void> {
  const endUs = server.clock.nowUs() + us;
  await server.until(() => server.clock.nowUs() >= endUs);
}

async function rendererSeconds(browser: CDPSession): Promise<number> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
