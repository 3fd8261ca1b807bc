import { afterEach, expect, test } from 'vitest';
import { hostileInputs } from '../hostile/inputs.ts';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';
import { storedOf } from './stored-log.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

/** A robot takes a sound shot, and the page stores it. */
async function logsTheNextShot({ page, robot }: Stage): Promise<void> {
  const { boot, id } = robot.shootOnce()!;
  await expect
    .poll(async () => (await storedOf(page, 'shot')).map(({ shot }) => shot.id), {
      timeout: 30_000,
    })
    .toContain(`${boot}:${id}`);
}

test('whatever a robot sends is no more than text to the page: nothing of it runs, and each next shot is logged', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7, report: 'record' });
  const { page, server } = stage;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => {
    errors.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const operator = new Operator(page);
  await operator.arm();
  await logsTheNextShot(stage);
  for (const { send } of hostileInputs) {
    send(server);
    await logsTheNextShot(stage);
  }

  // A page that finds all of it there, and shows it.
  await page.evaluate(() => {
    localStorage.removeItem('mltune.sessionId');
  });
  await page.reload();
  await page.getByText('Connected to', { exact: true }).waitFor();
  for (const view of ['Shots', 'Setup', 'Plots', 'Shoot'] as const) {
    await operator.go(view);
    await page
      .getByRole('link', { name: view })
      .and(page.locator('[aria-current=page]'))
      .first()
      .waitFor();
    await logsTheNextShot(stage);
  }
  expect(await page.evaluate(() => 'pwned' in globalThis)).toBe(false);
  expect(await page.locator('img[src=x], script:not([src])').count()).toBe(0);
  expect(errors).toEqual([]);
}, 120_000);
