import { afterEach, expect, test } from 'vitest';
import { readCsv } from '../unit/log/read-csv.ts';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

test('what is no address, no team and no setting is answered by a sentence, and nothing typed is lost', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7, knowsRobot: false });
  const { page, server } = stage;
  const field = page.getByLabel('Team number or address');
  for (const [typed, sentence] of [
    ['0', '0 is no team number: they go from 1 to 25599.'],
    ['99999999', '99999999 is no team number: they go from 1 to 25599.'],
    ['10.12.34.256', 'is no IP address'],
    ['https://example.com', 'https:// is no way to a robot'],
    ['my robot', 'An address has no spaces in it'],
  ] as const) {
    await field.fill(typed);
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText(sentence).waitFor();
    expect(await field.inputValue()).toBe(typed);
  }
  await field.fill(`127.0.0.1:${server.port}`);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.getByText('Arm to begin').waitFor();

  await new Operator(page).go('Setup');
  await page.getByRole('button', { name: '2. What to tune' }).click();
  await page.getByLabel('Lower bound').first().fill('7');
  await page.getByText('The bounds are the wrong way round').waitFor();
  await page.getByLabel('Step', { exact: true }).first().fill('nothing');
  await page.getByText('The step is not a number').waitFor();
  const save = page.getByRole('button', { name: 'Save settings' });
  expect(await save.isDisabled()).toBe(true);
  await page.getByLabel('Lower bound').first().fill('-0.02');
  await page.getByLabel('Step', { exact: true }).first().fill('0.001');
  await save.click();
  await page.getByText('Saved. They hold from now on.').waitFor();
});

test('NaN, a foreign type and a malformed frame become sentences, and the shots go on', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page, robot, server } = stage;
  const operator = new Operator(page);
  await operator.arm();
  server.robot.set('/Tuning/DragCoefficient', NaN);
  await page
    .getByText("The robot's value of /Tuning/DragCoefficient can't be used: it is NaN")
    .waitFor();
  server.robot.set('/Tuning/ExitSpeedScale', Infinity);
  await page.getByText("/Tuning/ExitSpeedScale can't be used: it is Infinity").waitFor();
  server.faults.inject(new Uint8Array([0xc1, 0xff, 0x00]));
  await page.getByText('The robot sent something unreadable').waitFor();
  robot.shootOnce();
  await page
    .getByText(/[01] of 1/)
    .first()
    .waitFor();
  expect(await page.getByRole('status', { name: 'Drag coefficient' }).innerText()).toBe('0.450');
});

test('where the browser forbids storing, the page says so, tunes, and exports', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page, context, robot } = stage;
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is switched off', 'SecurityError');
    };
  });
  await page.reload();
  await page.getByText('This browser does not let the page store anything').waitFor();
  await page.getByText('Arm to begin').waitFor();
  robot.shootOnce();
  await page
    .getByText(/[01] of 1/)
    .first()
    .waitFor();
  await new Operator(page).go('Shots');
  expect(readCsv(await new Operator(page).download('Shots as CSV'))).toHaveLength(2);
});

test('when the disk is full the page says so, keeps every shot, and exports all of them', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page, robot, server } = stage;
  await page.getByText('Arm to begin').waitFor();
  robot.shootOnce();
  await page
    .getByText(/[01] of 1/)
    .first()
    .waitFor();
  await page.evaluate(() => {
    // What a browser does when the quota is used up: the transaction is taken back, and says why.
    IDBTransaction.prototype.commit = function (this: IDBTransaction) {
      this.abort();
    };
    Object.defineProperty(IDBTransaction.prototype, 'error', {
      get: () => new DOMException('the quota is used up', 'QuotaExceededError'),
    });
  });
  robot.shootEvery(50);
  await server.until(() => robot.ledger.length >= 20);
  robot.stop();
  await page.getByText('The disk is full.').waitFor();
  await page.getByText('of 20').first().waitFor();
  await new Operator(page).go('Shots');
  expect(readCsv(await new Operator(page).download('Shots as CSV'))).toHaveLength(21);
});

test('a second tab waits its turn, and takes over with everything that was logged', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page, context, robot, url } = stage;
  await new Operator(page).arm();
  robot.shootOnce();
  await page
    .getByText(/[01] of 1/)
    .first()
    .waitFor();
  const second = await context.newPage();
  await second.goto(url);
  await second.getByText('MLtune is open in another tab').waitFor();
  await second.getByRole('button', { name: 'Take over here' }).click();
  await second
    .getByText(/[01] of 1/)
    .first()
    .waitFor();
  await page.getByText('MLtune is open in another tab').waitFor();
  await second.getByText('Arm to begin').waitFor();
});

test('a part of the page that cannot be loaded any more says so, and everything else goes on', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page, context } = stage;
  const operator = new Operator(page);
  await page.getByText('Arm to begin').waitFor();
  await context.route(/\/sw\.js$|\/Setup-/, (route) => route.abort());
  await page.evaluate(async () => {
    for (const worker of await navigator.serviceWorker.getRegistrations())
      await worker.unregister();
  });
  await page.reload();
  await page.getByText('Arm to begin').waitFor();
  await operator.go('Setup');
  await page.getByText('This part of the page could not be loaded').waitFor();
  await context.unroute(/\/sw\.js$|\/Setup-/);
  await page.getByRole('button', { name: 'Load the page again' }).click();
  await page.getByRole('button', { name: '2. What to tune' }).waitFor();
});
