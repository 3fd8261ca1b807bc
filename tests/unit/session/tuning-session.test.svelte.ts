import { describe, expect, test } from 'vitest';

import { foldAll } from '../../../src/core/tuning/fold.ts';
import { sideKickButtons } from '../../../src/core/tuning/named-source.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import type { Settings } from '../../../src/core/tuning/events.ts';
import { driverStation, interlockTopics, statusTopic } from '../../../src/link/contract.ts';
import { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { MemoryLogStore } from '../../../src/storage/memory-log-store.ts';
import { address, control, drag, pass, sessionWorld, settle, spin } from './session-world.ts';

const { shotLogged, requireShotLogged, coefficientsUpdated } = interlockTopics;

/** A session that is connected, set up with what the robot offers, and armed. */
async function armed(more: Partial<Settings> = {}) {
  const world = await sessionWorld();
  const session = new TuningSession(world.parts);
  session.connect([address]);
  await pass(world.clock, 1_000);
  const coefficients = session.offers.map(({ coefficient }) => coefficient);
  session.configure({ ...defaultSettings(coefficients, 1), ...more });
  await pass(world.clock, 300);
  session.arm();
  await pass(world.clock, 300);
  expect(session.state.armed).toBe(true);
  return { ...world, session };
}

const publishers = (world: Awaited<ReturnType<typeof armed>>, topic: string): number =>
  world.robot.server.find(topic)?.publishers.size ?? 0;

describe('a session tunes:', () => {
  test('a shot is followed by the next values, which the robot’s code confirms', async () => {
    const world = await armed();
    const { session, robot, optimizer, clock } = world;
    robot.shoot(false);
    await pass(clock, 300);
    expect(optimizer.asked).toHaveLength(1);
    optimizer.answer([0.6, 21]);
    await pass(clock, 300);
    expect([robot.get(drag), robot.get(spin)]).toEqual([0.6, 21]);
    expect(session.state.trial).toMatchObject({ number: 1, kind: 'proposal' });
    expect(session.state.writes[drag]).toEqual({ value: 0.6, phase: { kind: 'confirmed' } });
    const told = session.events.filter(({ type }) => type === 'sent' || type === 'confirmed');
    expect(told.length).toBeGreaterThanOrEqual(4);
  });

  test('a shot is logged with the values that the robot had for it', async () => {
    const { session, robot, optimizer, clock } = await armed();
    robot.shoot(true);
    await pass(clock, 300);
    optimizer.answer([0.6, 21]);
    await pass(clock, 300);
    robot.shoot(false);
    await pass(clock, 300);
    expect(session.state.shots.map(({ shot, trial }) => [shot.values[drag], trial])).toEqual([
      [0.5, 0],
      [0.6, 1],
    ]);
  });

  test('shots are read from an event that the settings name, from when they do to when they don’t', async () => {
    const { session, robot, clock } = await armed();
    const [button] = sideKickButtons;
    robot.server.publish(button!.topic, 'boolean');
    const press = async (): Promise<void> => {
      robot.server.set(button!.topic, true);
      await pass(clock, 50);
      robot.server.set(button!.topic, false);
      await pass(clock, 300);
    };
    await press();
    expect(session.state.shots).toHaveLength(0);
    session.configure({ ...session.state.settings!, shotSources: [button!] });
    await pass(clock, 300);
    await press();
    await press();
    session.configure({ ...session.state.settings!, shotSources: [] });
    await press();
    expect(session.state.shots.map(({ shot, label }) => [shot.source, label])).toEqual([
      ['event', 'hit'],
      ['event', 'hit'],
    ]);
  });

  test('coefficients are published while armed only', async () => {
    const world = await armed();
    expect(publishers(world, drag)).toBe(2);
    world.session.disarm();
    expect(publishers(world, drag)).toBe(1);
    world.session.arm();
    expect(publishers(world, drag)).toBe(2);
    await world.session.close();
    expect(publishers(world, drag)).toBe(1);
  });

  test('what the robot no longer offers after a restart is not brought back by us, and said to be missing', async () => {
    const world = await armed();
    const { session, robot, optimizer, clock } = world;
    robot.shoot(false);
    await pass(clock, 300);
    optimizer.answer([0.6, 21]);
    await pass(clock, 300);
    robot.server.onStart((server) => {
      server.unpublish(spin);
    });
    robot.server.restart();
    await pass(clock, 3_000);
    expect(session.state.restartPending).toBe(true);
    session.answerRestart('trial');
    await pass(clock, 2_000);
    // A trial's values leave together, so none of them has.
    expect(robot.get(drag)).toBe(0.5);
    expect(robot.server.find(spin)).toBeUndefined();
    expect(session.waiting).toEqual({ kind: 'closed', topic: spin, why: { kind: 'absent' } });
  });

  test('a coefficient that comes back with another type is written with that one', async () => {
    const world = await armed();
    const { session, robot, clock } = world;
    let type = 'double';
    robot.server.onStart((server) => {
      server.unpublish(drag);
      server.publish(drag, type);
      server.set(drag, 0.5);
    });
    type = 'float';
    robot.server.restart();
    await pass(clock, 3_000);
    session.set(drag, 0.75);
    await pass(clock, 2_000);
    expect(robot.get(drag)).toBe(0.75);
  });

  test('nothing is written while held or in a match', async () => {
    const { session, robot, optimizer, clock } = await armed();
    session.hold(true);
    robot.shoot(false);
    await pass(clock, 1_000);
    expect(optimizer.asked).toHaveLength(0);
    robot.server.set(driverStation.controlData, control.match);
    await pass(clock, 300);
    expect([session.state.armed, session.state.disarmedBecause]).toEqual([false, 'match']);
  });
});

describe('a session survives:', () => {
  test('a reload: the stored events give the same state, disarmed because of the reload', async () => {
    const { session, robot, parts, store, clock } = await armed();
    robot.shoot(true);
    await pass(clock, 2_000);
    const before = session.state;
    const read = await store.read('s');
    if (!read.ok) throw new Error('the store failed');
    expect(foldAll(read.value)).toEqual(before);
    const reloaded = new TuningSession({ ...parts, events: read.value });
    expect(reloaded.state.shots).toEqual(before.shots);
    expect(reloaded.state.settings).toEqual(before.settings);
    expect([reloaded.state.armed, reloaded.state.disarmedBecause]).toEqual([false, 'reload']);
    expect(reloaded.events.slice(0, read.value.length)).toEqual(read.value);
  });

  test('a full disk: it says so, goes on in memory, loses no event, and stores all once there is room', async () => {
    const { session, robot, store, clock } = await armed();
    store.fault = 'full';
    for (let shot = 0; shot < 5; shot++) {
      robot.shoot(true);
      await pass(clock, 2_000);
    }
    expect(session.storageFault?.kind).toBe('full');
    expect(session.unstored).toBeGreaterThanOrEqual(5);
    expect(session.state.shots).toHaveLength(5);
    expect(session.events.map(({ seq }) => seq)).toEqual(session.events.map((_, seq) => seq));
    expect(foldAll(session.events)).toEqual(session.state);
    store.fault = null;
    await pass(clock, 30_000);
    expect([session.storageFault, session.unstored]).toEqual([null, 0]);
    expect(session.notices.map(({ notice }) => notice.kind)).toContain('stored-again');
    await session.close();
    expect(await store.read('s')).toEqual({ ok: true, value: session.events });
  });

  test('an optimizer that fails: it is told, and asked again after a rest', async () => {
    const { session, robot, optimizer, clock } = await armed();
    robot.shoot(false);
    await pass(clock, 300);
    optimizer.fail('out of memory');
    await pass(clock, 1_500);
    expect(session.optimizerFault).toBe('out of memory');
    expect(optimizer.asked).toHaveLength(1);
    await pass(clock, 1_000);
    expect(optimizer.asked).toHaveLength(2);
    optimizer.answer([0.6, 21]);
    await pass(clock, 300);
    expect(session.optimizerFault).toBeNull();
    expect(robot.get(drag)).toBe(0.6);
  });

  test('a robot value of NaN: one notice, and never state', async () => {
    const { session, robot, clock } = await armed();
    for (const value of [NaN, 0.55, NaN, Infinity]) {
      robot.server.set(drag, value);
      await pass(clock, 50);
    }
    const troubles = session.notices.filter(({ notice }) => notice.kind === 'robot-trouble');
    expect(troubles.map(({ notice }) => notice)).toMatchObject([{ about: 'value', topic: drag }]);
    const values = session.events.flatMap((event) =>
      event.type === 'observed' && event.topic === drag ? [event.value] : [],
    );
    expect(values.every(Number.isFinite)).toBe(true);
  });

  test('a coefficient that the robot publishes as text: one notice, and never state', async () => {
    const { session, robot, clock } = await armed();
    session.disarm();
    robot.server.unpublish(drag);
    robot.server.publish(drag, 'string');
    for (const text of ['0.7', '0.8']) {
      robot.server.set(drag, text);
      await pass(clock, 50);
    }
    const troubles = session.notices.filter(({ notice }) => notice.kind === 'robot-trouble');
    expect(troubles).toHaveLength(1);
    expect(session.state.known[drag]?.at(-1)?.value).toBe(0.5);
  });
});

describe('the interlocks are a lease:', () => {
  const both = { interlocks: { shotLogged: true, coefficientsUpdated: true } };

  test('a shot counts as logged only once it is stored', async () => {
    const { robot, store, clock } = await armed(both);
    expect(robot.get(requireShotLogged)).toBe(true);
    robot.server.publish(shotLogged, 'boolean');
    robot.server.set(shotLogged, false);
    store.held = true;
    robot.shoot(true);
    await pass(clock, 1_000);
    expect(robot.get(shotLogged)).toBe(false);
    store.release();
    await settle();
    expect(robot.get(shotLogged)).toBe(true);
  });

  test.each(['full', 'unavailable', 'overdue'] as const)(
    'while storage is at fault (%s) no shot counts as logged, and the robot does not wait for one',
    async (fault) => {
      const world = await armed({ interlocks: { shotLogged: true, coefficientsUpdated: false } });
      const { session, robot, store, clock } = world;
      robot.server.publish(shotLogged, 'boolean');
      robot.server.set(shotLogged, false);
      store.fault = fault;
      robot.shoot(true);
      await pass(clock, 2_000);
      expect(robot.get(shotLogged)).toBe(false);
      expect(publishers(world, requireShotLogged)).toBe(0);
      store.fault = null;
      await pass(clock, 30_000);
      expect([robot.get(shotLogged), robot.get(requireShotLogged)]).toEqual([true, true]);
      expect(session.storageFault).toBeNull();
    },
  );

  test('a log in memory alone: no shot counts as logged, and the robot does not wait for one', async () => {
    const { parts, clock, link, robot } = await sessionWorld();
    const store = new MemoryLogStore();
    await store.create(parts.header);
    const session = new TuningSession({ ...parts, store });
    session.connect([address]);
    await pass(clock, 1_000);
    session.configure({
      ...defaultSettings(
        session.offers.map(({ coefficient }) => coefficient),
        1,
      ),
      interlocks: { shotLogged: true, coefficientsUpdated: true },
    });
    session.arm();
    await pass(clock, 500);
    expect(session.state.armed).toBe(true);
    expect(robot.get(requireShotLogged)).toBe(false);
    await session.close();
    link.disconnect();
  });

  test('coefficients count as updated only once the values for the next shot are there', async () => {
    const { robot, optimizer, clock } = await armed(both);
    robot.server.publish(coefficientsUpdated, 'boolean');
    robot.server.set(coefficientsUpdated, false);
    robot.shoot(true);
    await pass(clock, 1_000);
    expect(robot.get(coefficientsUpdated)).toBe(false);
    optimizer.answer([0.6, 21]);
    await pass(clock, 300);
    expect([robot.get(drag), robot.get(coefficientsUpdated)]).toEqual([0.6, true]);
  });

  test('without the settings nothing of them is published', async () => {
    const { robot } = await armed();
    expect(Object.values(interlockTopics).map((topic) => robot.server.find(topic))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test.each(['disarm', 'hold', 'match', 'close'] as const)('it ends on %s', async (end) => {
    const world = await armed(both);
    const { session, robot, clock } = world;
    expect(publishers(world, requireShotLogged)).toBe(1);
    if (end === 'disarm') session.disarm();
    if (end === 'hold') session.hold(true);
    if (end === 'match') robot.server.set(driverStation.controlData, control.match);
    if (end === 'close') await session.close();
    await pass(clock, 20);
    for (const topic of Object.values(interlockTopics)) expect(publishers(world, topic)).toBe(0);
  });
});

describe('a session ends:', () => {
  test('nothing of it stays published, no timer runs on, and all is stored', async () => {
    const { session, robot, store, link, clock } = await armed();
    robot.shoot(true);
    await pass(clock, 20);
    await session.close();
    link.disconnect();
    expect(robot.server.find(statusTopic('TunerEnabled'))).toBeUndefined();
    expect(clock.timers()).toBe(0);
    const read = await store.read('s');
    expect(read).toEqual({ ok: true, value: session.events });
  });

  test('on a full disk nothing of it stays published either', async () => {
    const { session, robot, store, clock, link } = await armed();
    store.fault = 'full';
    robot.shoot(true);
    await pass(clock, 20);
    await session.close();
    await pass(clock, 3_000);
    expect(robot.server.find(statusTopic('TunerEnabled'))).toBeUndefined();
    link.disconnect();
    expect(clock.timers()).toBe(0);
  });

  test('while the optimizer rests from a failure, no timer runs on', async () => {
    const { session, robot, optimizer, clock, link } = await armed();
    robot.shoot(false);
    await pass(clock, 300);
    optimizer.fail('broken');
    await settle();
    await session.close();
    link.disconnect();
    expect(clock.timers()).toBe(0);
  });
});

describe('another dashboard', () => {
  test('asks for the next values by the button that it is shown', async () => {
    const { robot, optimizer, clock } = await armed({ autotune: false });
    await pass(clock, 1_000);
    expect(robot.get(statusTopic('ShowRunOptimizationButton'))).toBe(true);
    robot.server.set(statusTopic('RunOptimization'), true);
    await pass(clock, 500);
    expect(robot.get(statusTopic('RunOptimization'))).toBe(false);
    expect(optimizer.asked).toHaveLength(1);
  });

  test('arms by the switch, and sees it fall back where that is refused', async () => {
    const { session, robot, clock } = await armed();
    robot.server.set(statusTopic('TunerEnabled'), false);
    await pass(clock, 1_500);
    expect(session.state.armed).toBe(false);
    robot.server.set(statusTopic('TunerEnabled'), true);
    await pass(clock, 1_500);
    expect(session.state.armed).toBe(true);
    session.disarm();
    robot.server.set(driverStation.controlData, control.match);
    await pass(clock, 1_500);
    robot.server.set(statusTopic('TunerEnabled'), true);
    await pass(clock, 1_500);
    expect(session.state.armed).toBe(false);
    expect(robot.get(statusTopic('TunerEnabled'))).toBe(false);
  });
});
