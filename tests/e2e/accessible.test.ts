import { afterEach, expect, test } from 'vitest';
import { findings, themes } from './axe.ts';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

test('axe finds nothing in any view and theme, at a laptop and a phone', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page, robot } = stage;
  const operator = new Operator(page);
  await page.getByText('Arm to begin').waitFor();
  robot.shootOnce();
  await page
    .getByText(/[01] of 1/)
    .first()
    .waitFor();
  for (const size of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    for (const theme of themes) {
      await page.getByLabel('Theme').selectOption(theme);
      for (const view of ['Shoot', 'Plots', 'Shots', 'Setup'] as const) {
        await operator.go(view);
        await page.locator('main > *').first().waitFor();
        expect(await findings(page), `${view}, ${theme}, ${size.width}`).toEqual([]);
      }
    }
  }
});

test('no key of the Driver Station does anything on the Shoot view', async () => {
  stage = await setStage({ variant: 'shoot3', world: 7 });
  const { page } = stage;
  const operator = new Operator(page);
  await page.getByText('Arm to begin').waitFor();
  const before = await operator.screen();
  for (const key of ['Space', 'Enter', 'Backspace', '[', ']', '\\', 'F1'])
    await page.keyboard.press(key);
  await page.keyboard.press('h');
  await page.getByText('1 of 1').first().waitFor();
  expect(before).toContain('No shots yet.');
});
