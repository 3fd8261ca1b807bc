import { expect, test } from 'vitest';

import { suggest, type Memo } from '../../../src/core/optimizer/suggest.ts';
import type { Optimizer } from '../../../src/session/optimizer-task.ts';
import { demoWorld } from './demo-world.ts';
import { pass } from './session-world.ts';

/** The optimizer in the same thread. */
function optimizer(): Optimizer {
  let learned: Memo | null = null;
  return {
    suggest: ({ request, seed }) => {
      const { suggestion, memo } = suggest(request, seed, learned);
      learned = memo;
      return Promise.resolve(suggestion);
    },
    ask: () => Promise.reject(new Error('nothing is shown here')),
  };
}

/** A robot that hits a quarter of its shots at first and can be tuned to 93 %. */
const world = 7;
const shots = 30;
/** A question to the optimizer takes longer than all the rest. */
const shotsPerTrial = 10;

/** The demo robot, set up, in a page whose optimizer really learns. */
async function beside() {
  const { clock, visit } = demoWorld({ optimizer: optimizer(), world });
  const bench = await visit();
  await bench.tryDemo();
  await pass(clock, 1_000);
  bench.adopt(bench.session.offers);
  await pass(clock, 300);
  const { demo, session } = bench;
  if (demo === null) throw new Error('there is no demo robot');
  const { settings } = session.state;
  if (settings !== null) session.configure({ ...settings, shotsPerTrial });
  return { clock, demo, session };
}

test('the demo robot that is armed hits far more often after 30 shots that were seen and told', async () => {
  const { clock, demo, session } = await beside();
  const before = demo.trueRate(session.state.baseline ?? {});
  session.arm();
  for (let shot = 0; shot < shots; shot++) {
    demo.shoot();
    await pass(clock, 100);
    const { hit, errorM } = demo.shot!;
    if (hit) session.tap('hit');
    else session.tap('miss', errorM > 0 ? 'long' : 'short');
    await pass(clock, 800);
  }
  session.goTo('best');
  await pass(clock, 1_500);
  expect(session.state.shots.map(({ label }) => label)).not.toContain('none');
  expect(session.state.shots.every((record) => record.shot.confirmed)).toBe(true);
  const after = demo.trueRate(demo.robot.values());
  expect(after).toBeGreaterThan(before + 0.3);
}, 60_000);

test('before it is armed the demo robot keeps the values of its code', async () => {
  const { clock, demo, session } = await beside();
  demo.choose({ sensor: true });
  const before = demo.robot.values();
  for (let shot = 0; shot < 3; shot++) {
    demo.shoot();
    await pass(clock, 500);
  }
  expect(session.state.shots).toHaveLength(3);
  expect(session.state.shots.map(({ label }) => label)).not.toContain('none');
  expect(demo.robot.values()).toEqual(before);
});

test('a connection that drops out loses no shot, and disarms nobody', async () => {
  const { clock, demo, session } = await beside();
  session.arm();
  demo.choose({ dropsOut: true });
  const seen: string[] = [];
  for (let second = 0; second < 30; second++) {
    await pass(clock, 1_000);
    seen.push(session.link.state.kind);
    if (second === 10) demo.shoot();
    // While nothing gets through: the record comes with the connection.
    if (session.link.state.kind === 'connecting' && demo.shot?.number === 1) demo.shoot();
  }
  expect(seen).toContain('connecting');
  expect(session.link.state.kind).toBe('online');
  expect(session.state.armed).toBe(true);
  expect(session.state.shots.map(({ shot }) => shot.recovered)).toEqual([false, true]);
});
