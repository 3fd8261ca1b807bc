import { afterEach, expect, test } from 'vitest';
import { Operator } from './operator.ts';
import { setStage, type Stage } from './stage.ts';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.close();
  stage = null;
});

test('a redeployed robot whose clock goes on is asked about while its trial is held, and written only after the answer', async () => {
  stage = await setStage({ variant: 'shoot3', world: 3, record: true });
  const { page, robot, server } = stage;
  const topics = robot.coefficients.map(({ topic }) => topic);
  const written = (from: number): number =>
    server.received
      .slice(from)
      .filter((one) => one.kind === 'value' && topics.includes(one.topic ?? '')).length;
  const operator = new Operator(page);
  await operator.arm();
  await page.getByText('Waiting for the next shot.').waitFor();
  robot.shootOnce();
  await server.until(() => written(0) > 0);
  await page.getByText('Waiting for the next shot.').waitFor();
  await page.getByRole('button', { name: 'Hold', exact: true }).click();

  const place = server.received.length;
  await server.restart({ clockUs: server.clock.nowUs() });
  const question = page.getByRole('alert').filter({ hasText: 'The robot restarted' });
  await question.waitFor();
  // The page asks for the clock every 0.9 s: what was going to be written by itself has been.
  const asked = server.received.length;
  await server.until(
    () => server.received.slice(asked).filter(({ kind }) => kind === 'sync').length >= 4,
  );
  expect(written(place)).toBe(0);
  expect(await question.innerText()).toContain('Nothing is sent until you choose.');

  await question.getByRole('button', { name: "The trial's values" }).click();
  await server.until(() => written(place) > 0);
  await question.waitFor({ state: 'detached' });
});
