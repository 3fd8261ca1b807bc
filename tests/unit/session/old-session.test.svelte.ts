import { describe, expect, test } from 'vitest';

import { PageActs } from '../../../src/ui/page-acts.ts';
import { oldSessionWords } from '../../../src/ui/text.ts';
import { drag, pass } from './session-world.ts';
import { visits } from './visits.ts';

/** A session of two shots from before, and a newer one that tunes the connected robot. */
async function withOldSession() {
  const world = visits();
  const { clock, robot, visit } = world;
  const bench = await visit();
  bench.connect('robot');
  await pass(clock, 1_000);
  bench.adopt(bench.session.offers);
  for (let shot = 0; shot < 2; shot++) {
    robot.shoot(true);
    await pass(clock, 1_000);
  }
  const old = bench.session.header.id;
  await bench.startNew();
  await pass(clock, 1_500);
  const current = bench.session.header.id;
  return { ...world, bench, old, current };
}

describe('an old session that is opened', () => {
  test('stays as it was, whatever the robot shoots and whatever is tapped; each refusal is said, and lost shots are counted', async () => {
    const { bench, old, store, robot, clock } = await withOldSession();
    const before = await store.read(old);
    expect(await bench.open(old)).toBe(true);
    const { session } = bench;
    expect([session.readOnly, session.state.armed, session.armingBar]).toEqual([
      true,
      false,
      'old-session',
    ]);
    for (let shot = 0; shot < 3; shot++) {
      robot.shoot(true);
      await pass(clock, 1_000);
    }
    const acts = [
      () => {
        session.tap('hit');
      },
      () => {
        session.burst(2, 3);
      },
      () => {
        session.voidShot(session.state.shots[0]!.shot.id);
      },
      () => {
        session.note('not here');
      },
      () => {
        session.arm();
      },
      () => {
        session.set(drag, 0.6);
      },
      () => {
        session.configure({ ...session.state.settings!, approve: true });
      },
    ];
    for (const act of acts) {
      const told = session.notices.at(-1)?.number ?? 0;
      act();
      expect(session.notices.at(-1)).toMatchObject({
        number: told + 1,
        notice: { kind: 'refused', why: 'old-session' },
      });
    }
    await pass(clock, 1_000);
    expect([session.state.shots.length, session.unrecorded]).toEqual([2, 3]);
    expect(oldSessionWords('Monday', 3)).toBe(
      'You are reading the old session “Monday”: nothing is recorded, and nothing is written to the robot. The robot shot 3 times meanwhile, which is not in any log.',
    );
    await session.close();
    expect(await store.read(old)).toEqual(before);
  });

  test('publishes nothing, and does not take the robot over', async () => {
    const { bench, old, robot, clock } = await withOldSession();
    await bench.open(old);
    bench.session.takeOver();
    await pass(clock, 3_000);
    expect(robot.server.find('/Tuning/BayesianTuner/TunerEnabled')).toBeUndefined();
    expect(robot.server.find('/Tuning/BayesianTuner/Heartbeat')?.publishers.size ?? 0).toBe(0);
  });

  test('is not what the next visit goes on with', async () => {
    const { bench, old, current, visit } = await withOldSession();
    await bench.open(old);
    await bench.close();
    const next = await visit();
    expect([next.session.header.id, next.session.readOnly]).toEqual([current, false]);
  });

  test('is gone on with by an act of its own, and then records and arms', async () => {
    const { bench, old, robot, clock, visit } = await withOldSession();
    await bench.open(old);
    expect(new PageActs(bench, () => undefined).perform('continue-here')).toBe(true);
    await pass(clock, 1_500);
    expect([bench.session.header.id, bench.session.readOnly]).toEqual([old, false]);
    robot.shoot(true);
    await pass(clock, 1_000);
    expect(bench.session.state.shots).toHaveLength(3);
    bench.session.arm();
    expect(bench.session.state.armed).toBe(true);
    await bench.close();
    expect((await visit()).session.header.id).toBe(old);
  });

  test('is left for the current session, which goes on', async () => {
    const { bench, old, current, robot, clock } = await withOldSession();
    await bench.open(old);
    expect(new PageActs(bench, () => undefined).perform('to-current')).toBe(true);
    await pass(clock, 1_500);
    expect([bench.session.header.id, bench.session.readOnly]).toEqual([current, false]);
    robot.shoot(true);
    await pass(clock, 1_000);
    expect(bench.session.state.shots).toHaveLength(1);
    // From the list too.
    await bench.open(old);
    await bench.open(current);
    expect(bench.session.readOnly).toBe(false);
  });

  test('keys for it do nothing while the current session is open', async () => {
    const { bench } = await withOldSession();
    const acts = new PageActs(bench, () => undefined);
    expect([acts.perform('continue-here'), acts.perform('to-current')]).toEqual([false, false]);
  });
});
