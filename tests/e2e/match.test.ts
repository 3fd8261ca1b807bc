import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { someMatch } from '../robot/robot-program.ts';
import { readCsv } from '../unit/log/read-csv.ts';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** Everything on the page by which a value could leave. */
async function pressEverything(page: Page): Promise<void> {
  await new Operator(page).armSwitch.click();
  await page.getByText('Not armed. Match: writing is locked').first().waitFor();
  for (const button of ['Next', 'Best', 'Hold', 'Resume'])
    await page.getByRole('button', { name: button, exact: true }).click();
  for (const button of ['Back to the baseline', 'Back to the defaults']) {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('button', { name: button }).click();
  }
  for (const key of ['a', 'a', 'b', 'n', 'p', 'p']) await page.keyboard.press(key);
}

/** Lets the robot shoot, and waits until the page has counted all of its shots. */
async function shoot({ robot }: Stage, page: Page, times: number): Promise<void> {
  for (let time = 0; time < times; time++) robot.shootOnce();
  const { ledger } = robot;
  const hits = ledger.filter(({ hit }) => hit).length;
  await page.getByText(`${hits} of ${ledger.length}`).first().waitFor();
}

test('in a match nothing is written whatever is pressed, in a second tab and after a restart too, and all shots are logged', async () => {
  stage = await setStage({
    variant: 'shoot3',
    world: 7,
    report: 'record',
    generation: '2027',
    record: true,
  });
  const { page, context, robot, server, url } = stage;
  const topics = robot.coefficients.map(({ topic }) => topic);
  const written = () =>
    server.received.filter(
      (message) =>
        message.kind === 'value' && message.topic !== null && topics.includes(message.topic),
    ).length;
  await new Operator(page).arm();
  await shoot(stage, page, 1);
  await server.until(() => written() >= topics.length);
  await page.getByText('Waiting for the next shot.').waitFor();

  const before = written();
  robot.setFms(true);
  await page.getByText('Disarmed: the field is attached').first().waitFor();
  await pressEverything(page);
  await shoot(stage, page, 10);
  await server.restart({ permuteIds: 3 });
  await page.getByRole('heading', { name: 'The robot restarted' }).waitFor();
  await page.getByRole('button', { name: 'Best so far' }).click();
  await pressEverything(page);
  await shoot(stage, page, 5);

  const second = await context.newPage();
  await second.goto(url);
  await second.getByRole('button', { name: 'Take over here' }).click();
  await second.getByText('Match · ').first().waitFor();
  await pressEverything(second);
  await shoot(stage, second, 5);
  expect(written()).toBe(before);

  await new Operator(second).go('Shots');
  const [columns = [], ...rows] = readCsv(await new Operator(second).download('Shots as CSV'));
  const cells = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
  const inMatch = Array.from({ length: 20 });
  expect(cells('event')).toEqual(['', ...inMatch.map(() => someMatch.event)]);
  expect(cells('matchType')).toEqual(['', ...inMatch.map(() => someMatch.type)]);
  expect(cells('match')).toEqual(['', ...inMatch.map(() => String(someMatch.number))]);
});
