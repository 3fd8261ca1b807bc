import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Operator } from '../e2e/operator.ts';
import { setStage } from '../e2e/stage.ts';

// Pictures of every view in every theme and size, after forty shots, into screenshots/ (which git ignores).
const folder = fileURLToPath(new URL('../../screenshots/', import.meta.url));
const themes = ['dark', 'light', 'sun'] as const;
const views = ['Shoot', 'Plots', 'Shots', 'Setup'] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
] as const;
/** Enough that every part of the screen has something to say. */
const shots = 40;
/** Time for three writes, at five a second, between two shots. */
const shotPeriodMs = 650;

mkdirSync(folder, { recursive: true });
const stage = await setStage({ variant: 'shoot3', world: 7 });
const { page, robot, server } = stage;
const operator = new Operator(page);
await operator.arm();
robot.shootEvery(shotPeriodMs);
await server.until(() => robot.ledger.length >= shots);
robot.stop();
await page.getByText(`of ${shots}`).first().waitFor();
await page.getByText('Waiting for the next shot.').waitFor();
for (const size of sizes) {
  await page.setViewportSize(size);
  for (const theme of themes) {
    await page.getByLabel('Theme').selectOption(theme);
    for (const view of views) {
      await operator.go(view);
      await page.locator('main > *').first().waitFor();
      // Two frames: one for the layout, one for the canvas.
      await page.evaluate(
        () =>
          new Promise((done) => {
            requestAnimationFrame(() => requestAnimationFrame(done));
          }),
      );
      await page.screenshot({ path: `${folder}${view}-${theme}-${size.width}.png` });
    }
  }
}
await stage.close();
process.stdout.write(`${themes.length * views.length * sizes.length} pictures in screenshots/\n`);
