import { describe, expect, test } from 'vitest';

import { PageActs } from '../../../src/ui/page-acts.ts';
import { demoKeys } from '../../../src/ui/page-keys.ts';
import { demoWorld } from './demo-world.ts';
import { pass } from './session-world.ts';

/** A page on its first screen, and its keys. */
async function firstScreen() {
  const world = demoWorld();
  const bench = await world.visit();
  const turns: number[] = [];
  const acts = new PageActs(bench, (by) => turns.push(by));
  return { ...world, bench, acts, turns };
}

describe('on the first screen', () => {
  test('D tries the demo robot; F, T and L do nothing before that', async () => {
    const { bench, acts, clock } = await firstScreen();
    for (const { act } of demoKeys) expect(acts.perform(act)).toBe(false);
    expect(acts.perform('demo')).toBe(true);
    await pass(clock, 1_000);
    expect(bench.demo).not.toBeNull();
    bench.adopt(bench.session.offers);
    acts.perform('shoot');
    await pass(clock, 100);
    expect(bench.session.state.shots).toHaveLength(1);
    acts.perform('truth');
    expect(bench.demo?.revealed).toBe(true);
    acts.perform('leave');
    await pass(clock, 500);
    expect(bench.demo).toBeNull();
  });

  test('C dials what was typed, and says why it is no address', async () => {
    const { bench, acts, clock } = await firstScreen();
    bench.search.typed = 'two words';
    expect(acts.perform('connect')).toBe(true);
    expect(bench.search.fault).toEqual({ kind: 'spaces' });
    bench.search.typed = 'robot';
    expect(bench.search.fault).toBeNull();
    acts.perform('connect');
    await pass(clock, 500);
    expect(bench.session.link.state).toMatchObject({ kind: 'online', host: 'robot' });
  });

  test('I waits for a simulated robot that answers', async () => {
    const { acts } = await firstScreen();
    expect(acts.perform('simulator')).toBe(false);
  });

  test('J and K turn the views', async () => {
    const { acts, turns } = await firstScreen();
    acts.perform('next-view');
    acts.perform('previous-view');
    expect(turns).toEqual([1, -1]);
  });
});

test('with a robot, no slip of a finger begins another connection or the demo', async () => {
  const { bench, acts, clock, robot } = await firstScreen();
  bench.connect('robot');
  await pass(clock, 1_000);
  bench.adopt(bench.session.offers);
  const { session } = bench;
  for (const act of ['connect', 'simulator', 'demo'] as const)
    expect(acts.perform(act)).toBe(false);
  await pass(clock, 500);
  expect([bench.session, robot.server.connections]).toEqual([session, 1]);
});
