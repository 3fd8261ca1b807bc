import { describe, expect, test } from 'vitest';

import type { Workbench } from '../../../src/session/workbench.svelte.ts';
import { demoWorld } from './demo-world.ts';
import { drag, pass } from './session-world.ts';

/** A page with a real robot that is connected and set up, and a note in its log. */
async function atWork() {
  const world = demoWorld();
  const bench = await world.visit();
  bench.connect('robot');
  await pass(world.clock, 1_000);
  bench.adopt(bench.session.offers);
  bench.session.note('remember');
  await pass(world.clock, 100);
  return { ...world, bench, real: bench.session.header.id };
}

const notesOf = (bench: Workbench): readonly string[] =>
  bench.session.events.flatMap((event) => (event.type === 'note' ? [event.text] : []));

/** Waits for the demo robot's offers, and takes them. */
async function adopt({
  clock,
  bench,
}: Pick<Awaited<ReturnType<typeof atWork>>, 'clock' | 'bench'>) {
  await pass(clock, 1_000);
  bench.adopt(bench.session.offers);
  await pass(clock, 100);
}

describe('the demo robot', () => {
  test('has a session of its own, and nothing of the page stays with the real robot', async () => {
    const world = await atWork();
    const { bench, robot, store, real } = world;
    const before = [...bench.session.events];
    await bench.tryDemo();
    await adopt(world);
    expect(bench.demo).not.toBeNull();
    expect(bench.session.header.demo).toBe(true);
    expect(bench.session.link.state).toMatchObject({ kind: 'online', host: 'demo' });
    expect(robot.server.connections).toBe(0);
    expect(bench.sessions.filter(({ demo }) => demo === true).map(({ id }) => id)).toEqual([
      bench.session.header.id,
    ]);
    bench.demo?.shoot();
    await pass(world.clock, 200);
    expect(bench.session.state.shots).toHaveLength(1);
    const tunes = bench.session.state.settings?.coefficients.map(({ topic }) => topic);
    expect(tunes).not.toContain(drag);
    expect(await store.read(real)).toEqual({ ok: true, value: before });
  });

  test('once left gives back the session, the settings and the robot from before', async () => {
    const world = await atWork();
    const { bench, clock, robot, real } = world;
    const { settings } = bench.session.state;
    await bench.tryDemo();
    await adopt(world);
    bench.demo?.shoot();
    await pass(clock, 200);
    const demo = bench.session.header.id;
    await bench.leaveDemo();
    await pass(clock, 500);
    expect([bench.demo, bench.session.header.id, notesOf(bench)]).toEqual([
      null,
      real,
      ['remember'],
    ]);
    expect(bench.session.state.settings).toEqual(settings);
    expect(bench.session.link.state).toMatchObject({ kind: 'online', host: 'robot' });
    expect(robot.server.connections).toBe(1);
    expect(bench.sessions.map(({ id }) => id)).toContain(demo);
  });

  test('leaves nothing in the list when nothing was shot', async () => {
    const { bench, clock, real } = await atWork();
    await bench.tryDemo();
    await pass(clock, 500);
    await bench.leaveDemo();
    expect(bench.sessions.map(({ id }) => id)).toEqual([real]);
  });

  test('is still there after the page was loaded anew, and can be left from there', async () => {
    const { bench, clock, visit, demos, real } = await atWork();
    await bench.tryDemo();
    const demo = bench.session.header.id;
    await bench.close();
    const again = await visit();
    await pass(clock, 500);
    expect([again.session.header.id, again.demo === null]).toEqual([demo, false]);
    expect(new Set(demos.seeds).size).toBe(1);
    await again.leaveDemo();
    await pass(clock, 500);
    expect(again.session.header.id).toBe(real);
    expect(again.session.link.state).toMatchObject({ kind: 'online', host: 'robot' });
    await again.close();
    expect((await visit()).session.header.id).toBe(real);
  });

  test('comes and goes with the session that is opened from the list', async () => {
    const world = await atWork();
    const { bench, clock, real } = world;
    await bench.tryDemo();
    await adopt(world);
    bench.demo?.shoot();
    await pass(clock, 200);
    const demo = bench.session.header.id;
    await bench.open(real);
    expect([bench.demo, bench.session.header.id]).toEqual([null, real]);
    await bench.open(demo);
    await pass(clock, 500);
    expect(bench.demo).not.toBeNull();
    expect(bench.session.state.shots).toHaveLength(1);
    expect(bench.session.link.state).toMatchObject({ kind: 'online', host: 'demo' });
  });

  test('is tuned in every new session until it is left', async () => {
    const world = await atWork();
    await world.bench.tryDemo();
    const first = world.bench.session.header.id;
    await world.bench.startNew();
    expect(world.bench.session.header).toMatchObject({ demo: true });
    expect(world.bench.session.header.id).not.toBe(first);
  });

  test('never hands what it tunes on to a session of a real robot', async () => {
    const { clock, visit, store } = demoWorld();
    const bench = await visit();
    const first = bench.session.header.id;
    await bench.tryDemo();
    await adopt({ clock, bench });
    bench.demo?.shoot();
    await bench.remove(first);
    await bench.leaveDemo();
    expect(bench.session.header.demo).toBeUndefined();
    expect(bench.session.state.settings).toBeNull();
    expect(await store.read(first)).toEqual({ ok: true, value: [] });
  });

  test('gives way to a robot that is dialled', async () => {
    const { bench, clock, robot, real } = await atWork();
    await bench.tryDemo();
    expect(bench.connect('robot')).toBeNull();
    await pass(clock, 500);
    expect([bench.demo, bench.session.header.id, robot.server.connections]).toEqual([
      null,
      real,
      1,
    ]);
  });

  test('that can’t be loaded leaves all as it was, and says so', async () => {
    const { bench, clock, demos, real } = await atWork();
    demos.broken = true;
    await bench.tryDemo();
    await pass(clock, 200);
    expect([bench.demo, bench.demoFailed, bench.session.header.id]).toEqual([null, true, real]);
    expect(bench.session.link.state).toMatchObject({ kind: 'online', host: 'robot' });
    demos.broken = false;
    await bench.tryDemo();
    expect([bench.demo === null, bench.demoFailed]).toEqual([false, false]);
  });

  test('asked for twice at once comes once', async () => {
    const { bench, demos } = await atWork();
    await Promise.all([bench.tryDemo(), bench.tryDemo()]);
    expect(demos.seeds).toHaveLength(1);
    expect(bench.sessions.filter(({ demo }) => demo === true)).toHaveLength(1);
  });
});
