import { Operator } from './e2e/operator.ts';
import { setStage } from './e2e/stage.ts';
const stage = await setStage({ variant: 'table10', world: 21, tables: 'lists', report: 'record' });
const { page, robot, server } = stage;
page.on('pageerror', (e) => console.log('ERR', e.message));
page.on('console', (m) => { if (m.type() === 'error') console.log('CON', m.text()); });
const operator = new Operator(page);
await page.locator('#waiting-for', { hasText: 'Arm to begin' }).waitFor(); await operator.armSwitch.click();
robot.shootEvery(1500);
await server.until(() => robot.ledger.length >= 16, 60_000);
robot.stop();
await page.waitForTimeout(9000);
await operator.go('Plots');
const shot = async (name: string) => { await page.evaluate(() => new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))); await page.screenshot({ path: `/tmp/look/${name}.png` }); };
for (const [w, h] of [[1280, 800], [820, 1180], [390, 844]] as const)
  for (const theme of ['dark', 'light'] as const) {
    await page.setViewportSize({ width: w, height: h });
    await page.getByLabel('Theme').selectOption(theme);
    await page.locator('figure', { hasText: 'Wheel speed over' }).first().scrollIntoViewIfNeeded();
    await page.locator('.plot').first().evaluate((n) => n.closest('figure')!.scrollIntoView({ block: 'start' }));
    await shot(`plots-${w}-${theme}`);
    console.log(w, await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }
// drag
await page.setViewportSize({ width: 820, height: 1180 });
await page.locator('.plot').first().evaluate((n) => n.closest('figure')!.scrollIntoView({ block: 'start' }));
const knot = page.locator('.knot[data-at="3.5"]');
const box = (await knot.boundingBox())!;
console.log('before', robot.values()['/Tuning/Shooter/Rpm[4]'], JSON.stringify(Object.values(robot.values())));
await page.mouse.move(box.x + 22, box.y + 22);
await page.mouse.down();
await page.mouse.move(box.x + 22, box.y - 20, { steps: 5 });
await shot('dragging');
await page.mouse.up();
await page.waitForTimeout(1500);
console.log('after', robot.values()['/Tuning/Shooter/Rpm[4]'], JSON.stringify(Object.values(robot.values())));
await shot('dragged');
await page.setViewportSize({ width: 390, height: 844 });
await page.locator('.entries').first().evaluate((n) => n.scrollIntoView({ block: 'start' }));
await shot('entry-390');
await page.getByText('The same as a table').first().click();
await page.getByText('The same as a table').first().evaluate((n) => n.scrollIntoView({ block: 'start' }));
await shot('table-390');
await operator.go('Setup');
await page.setViewportSize({ width: 820, height: 1180 });
await shot('setup');
await stage.close();
process.exit(0);
