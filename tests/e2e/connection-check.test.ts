import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** The line of a step, as it is read. */
const line = (page: Page, step: string) => page.getByRole('listitem').filter({ hasText: step });

test('the check names where the way to the robot ends, whatever is wrong with it', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7, knowsRobot: false });
  const { page, server } = stage;
  await new Operator(page).go('Setup');
  await page.getByText('No robot is looked for.').first().waitFor();
  const connect = async (): Promise<void> => {
    await page.getByLabel('Team number or address').fill(`127.0.0.1:${server.port}`);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
  };

  await server.faults.refuse(true);
  await connect();
  await page.getByText(`Nothing listens on port ${server.port} of this computer.`).waitFor();
  await line(page, 'The robot answers').getByText('failed').waitFor();
  await line(page, 'The connection opens').getByText('not reached').waitFor();
  await server.faults.refuse(false);
  await line(page, 'It speaks NetworkTables').getByText('Version 4.1.').waitFor();

  server.faults.hangHandshake(true);
  server.faults.dropAll();
  await page.getByText('the WebSocket neither opens nor fails').waitFor();
  await line(page, 'The robot answers').getByText('passed').waitFor();
  await line(page, 'The connection opens').getByText('failed').waitFor();
  server.faults.noSubprotocol(true);
  server.faults.hangHandshake(false);
  await page.getByText('but no version of NetworkTables that this page speaks').waitFor();
  await line(page, 'The connection opens').getByText('passed').waitFor();
  await line(page, 'It speaks NetworkTables').getByText('failed').waitFor();
  await line(page, 'Its clock is known').getByText('not reached').waitFor();

  server.faults.noSubprotocol(false);
  await line(page, 'Its clock is known').getByText('passed').waitFor();
  await line(page, 'It tells its state').getByText('passed').waitFor();
  expect(await page.getByText('failed').count()).toBe(0);
});

test('a search that takes long leads from the Shoot screen to the check', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page, server } = stage;
  await page.getByText('Arm to begin').waitFor();
  await server.faults.refuse(true);
  server.faults.dropAll();
  await page.getByRole('banner').getByRole('link', { name: 'Connection check' }).click();
  await page.getByText('Nothing listens on port').waitFor();
});
