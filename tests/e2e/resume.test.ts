import { afterEach, expect, test } from 'vitest';
import { suggest } from '../../src/core/optimizer/suggest.ts';
import type { Values } from '../../src/core/tuning/coefficient.ts';
import type { TuningEvent } from '../../src/core/tuning/events.ts';
import { foldAll } from '../../src/core/tuning/fold.ts';
import { requestFor } from '../../src/core/tuning/request.ts';
import { tuned } from '../../src/core/tuning/values.ts';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';
import { storedEvents } from './stored-log.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** Shoots by hand, one shot after each new trial. */
async function shootTrials({ page, robot }: Stage, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await page.getByText('Waiting for the next shot.').waitFor();
    const shots = robot.ledger.length;
    robot.shootOnce();
    await page
      .getByText(`of ${shots + 1}`, { exact: false })
      .first()
      .waitFor();
  }
  await page.getByText('Waiting for the next shot.').waitFor();
}

/** What the model is asked for the screen is there. */
async function answered(page: Stage['page']): Promise<void> {
  await page.getByText(/ sure that the best beats the baseline/).waitFor();
  await page.waitForFunction(() => !document.body.innerText.includes('Thinking…'));
}

test('a reload in the middle shows the same screen and goes on with the suggestions that follow from the log', async () => {
  stage = await setStage({ variant: 'shoot3', world: 3 });
  const { page } = stage;
  const operator = new Operator(page);
  await operator.arm();
  await shootTrials(stage, 8);
  await operator.armSwitch.click();
  await page.getByText('Arm to begin').waitFor();
  await answered(page);
  const before = await operator.screen();
  const logged = await storedEvents(page);

  await page.reload();
  await page.getByText('Arm to begin').waitFor();
  await page.getByRole('heading', { name: 'Hit rate', exact: true }).waitFor();
  await answered(page);
  expect(await operator.screen()).toBe(before);
  expect((await storedEvents(page)).slice(0, logged.length)).toEqual(logged);

  await operator.arm();
  await shootTrials(stage, 2);
  const trialsIn = (events: readonly TuningEvent[]) =>
    events.filter(({ type }) => type === 'trial');
  // The screen is a batch ahead of what is stored.
  await expect
    .poll(async () => trialsIn(await storedEvents(page)).length, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(10);
  const after = await storedEvents(page);
  const proposals = trialsIn(after);
  for (const { seq } of proposals) {
    const expected = suggestedFrom(after, seq);
    // The browser's exp and log may differ from this process's by the last bit.
    for (const [topic, value] of Object.entries(trialAt(after, seq)))
      expect(value).toBeCloseTo(expected[topic]!, 9);
  }
});

const trialAt = (events: readonly TuningEvent[], seq: number): Values => {
  const event = events[seq];
  if (event?.type !== 'trial') throw new Error(`event ${seq} is no trial`);
  return event.values;
};

/** What the optimizer says to the log up to a trial: a pure function, that no page has touched. */
function suggestedFrom(events: readonly TuningEvent[], seq: number): Values {
  const state = foldAll(events.slice(0, seq));
  const request = requestFor(state)!;
  const { suggestion } = suggest(request, state.settings!.seed, null);
  return Object.fromEntries(tuned(state).map(({ topic }, i) => [topic, suggestion.next[i]!]));
}

test('without a server the page starts and shows the stored session', async () => {
  stage = await setStage({ variant: 'shoot3', world: 3 });
  const { page, robot } = stage;
  await page.getByText('Arm to begin').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  robot.shootOnce();
  await page
    .getByText(/[01] of 1/)
    .first()
    .waitFor();
  await stage.stopServing();
  await page.reload();
  await page
    .getByText(/[01] of 1/)
    .first()
    .waitFor();
  await new Operator(page).go('Shots');
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
});

test('the page asks nothing of any other origin than its own, the robot and the Driver Station of this computer', async () => {
  stage = await setStage({ variant: 'shoot3', world: 3 });
  const { page, context, url, server } = stage;
  const asked: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).host));
  await page.reload();
  const operator = new Operator(page);
  for (const view of ['Plots', 'Shots', 'Setup', 'Shoot'] as const) await operator.go(view);
  await page.getByText('Arm to begin').waitFor();
  // The robot has a web server too, in which Setup looks for profiles.
  const robot = [`127.0.0.1:${server.port}`, '127.0.0.1:5800'];
  const known = [new URL(url).host, ...robot, '127.0.0.1:6768'];
  expect(asked.filter((host) => !known.includes(host))).toEqual([]);
});
