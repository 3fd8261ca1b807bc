import { expect, test } from 'vitest';

import { CoefficientWriters } from '../../../src/session/coefficient-writers.ts';
import { TuningSession } from '../../../src/session/tuning-session.svelte.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import type { NtType, NtValue, Writer } from '../../../src/link/robot-link.ts';
import { address, drag, pass, sessionWorld, spin } from './session-world.ts';

/** As much of a link as handles need: what is published now, and what left. */
class WritersOnly {
  readonly published: [topic: string, type: NtType][] = [];
  readonly left: [type: NtType, value: NtValue][] = [];

  writer(topic: string, type: NtType): Writer {
    const entry: [string, NtType] = [topic, type];
    this.published.push(entry);
    return {
      topic,
      ready: () => true,
      write: (value) => {
        this.left.push([type, value]);
        return { ok: true, serverUs: 1 };
      },
      close: () => this.published.splice(this.published.indexOf(entry), 1),
    };
  }
}

test('a topic that comes back with another type is written with that type', () => {
  const link = new WritersOnly();
  const writers = new CoefficientWriters(link);
  writers.hold(['/a'], () => ({ topic: '/a', type: 'double' }));
  writers.hold(['/a'], () => ({ topic: '/a', type: 'int' }));
  expect(link.published).toEqual([['/a', 'int']]);
  expect(writers.write('/a', 3)).toMatchObject({ ok: true });
  expect(link.left).toEqual([['int', 3]]);
});

test('a topic that is not there, or is no number, is not published', () => {
  const link = new WritersOnly();
  const writers = new CoefficientWriters(link);
  writers.hold(['/a', '/b'], (topic) => (topic === '/a' ? null : { topic, type: 'string' }));
  expect(link.published).toEqual([]);
  expect(writers.write('/a', 3)).toEqual({ ok: false, why: 'type' });
});

test('what a restarted robot no longer offers is not published, and what it offers otherwise is', async () => {
  const { clock, robot, parts } = await sessionWorld();
  let boots = 0;
  robot.server.onStart((code) => {
    if (++boots === 1) return;
    code.unpublish(drag);
    code.unpublish(spin);
    code.publish(spin, 'int');
    code.set(spin, 20);
  });
  const session = new TuningSession(parts);
  session.connect([address]);
  await pass(clock, 1_000);
  const coefficients = session.offers.map(({ coefficient }) => coefficient);
  session.configure(defaultSettings(coefficients, 1));
  await pass(clock, 300);
  session.arm();
  await pass(clock, 300);
  expect(robot.server.find(drag)?.publishers.size).toBe(2);
  robot.server.restart();
  await pass(clock, 3_000);
  expect(session.state.armed).toBe(true);
  expect(session.state.online).not.toBeNull();
  expect(robot.server.find(drag)).toBeUndefined();
  expect(robot.server.find(spin)?.publishers.size).toBe(2);
  session.answerRestart('adopt');
  session.set(spin, 22);
  await pass(clock, 1_000);
  expect(robot.get(spin)).toBe(22);
});
