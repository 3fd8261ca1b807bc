import { describe, expect, test } from 'vitest';

import type { Situation } from '../../../src/core/tuning/gate.ts';
import { offerFor } from '../../../src/core/tuning/offer.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';
import { emptyState } from '../../../src/core/tuning/state.ts';
import type { TuningState } from '../../../src/core/tuning/state.ts';
import { interlockTopics, liveTopic, statusTopic } from '../../../src/link/contract.ts';
import type {
  LinkState,
  NtType,
  NtValue,
  RobotLink,
  WriteResult,
} from '../../../src/link/robot-link.ts';
import { StatusPublisher } from '../../../src/session/status-publisher.ts';
import { HandClock } from './session-world.ts';

/** As much of a link as writes need; it refuses the first writes of a topic for as long as it is `slow`. */
class WritesOnly {
  linkState: LinkState = { kind: 'online', host: 'robot', session: 1, protocol: '4.1' };
  slow = false;
  readonly left: [topic: string, value: NtValue][] = [];
  readonly types = new Map<string, NtType>();
  readonly open = new Set<string>();

  state(): LinkState {
    return this.linkState;
  }
  writer(topic: string, type: NtType): ReturnType<RobotLink['writer']> {
    this.open.add(topic);
    this.types.set(topic, type);
    const write = (value: NtValue): WriteResult => {
      if (this.slow) return { ok: false, why: 'unpublished' };
      this.left.push([topic, value]);
      return { ok: true, serverUs: 1 };
    };
    return { topic, ready: () => !this.slow, write, close: () => this.open.delete(topic) };
  }
  told(topic: string): NtValue[] {
    return this.left.flatMap(([name, value]) => (name === topic ? [value] : []));
  }
}

const situation: Situation = {
  nowMs: 0,
  serverNowUs: 7_500_000,
  robot: {
    kind: 'known',
    enabled: true,
    mode: 'teleop',
    eStop: false,
    fms: false,
    driverStation: true,
  },
  writer: true,
  hiddenSinceMs: null,
  program: 'unknown',
  destinations: {},
  thinking: null,
};

const active: TuningState = {
  ...emptyState,
  armed: true,
  online: { address: 'robot' },
  settings: {
    ...defaultSettings([], 1),
    interlocks: { shotLogged: true, coefficientsUpdated: true },
  },
};

function world() {
  const link = new WritesOnly();
  const clock = new HandClock();
  return { link, clock, publisher: new StatusPublisher(link, clock) };
}

describe('the status', () => {
  test('of a coefficient that is tuned no more is taken away', () => {
    const { link, publisher } = world();
    const drag = offerFor({ topic: '/Tuning/Drag', type: 'double', properties: {}, value: 1 })!;
    const settings = defaultSettings([drag.coefficient], 1);
    const enabled = liveTopic(drag.coefficient.name, 'Enabled');
    publisher.update({ ...active, settings }, situation, -1);
    expect(link.open.has(enabled)).toBe(true);
    publisher.update(active, situation, -1);
    expect(link.open.has(enabled)).toBe(false);
    expect(link.open.has(statusTopic('TunerEnabled'))).toBe(true);
  });

  test('is written only where it changes, and whole again in a new connection', () => {
    const { link, publisher } = world();
    publisher.update(emptyState, situation, -1);
    const first = link.left.length;
    publisher.update(emptyState, situation, -1);
    expect(link.left).toHaveLength(first);
    publisher.update({ ...emptyState, trialShots: 1 }, situation, -1);
    expect(link.left.slice(first)).toEqual([[statusTopic('ShotCount'), 1]]);
    link.linkState = { kind: 'online', host: 'robot', session: 2, protocol: '4.1' };
    publisher.update({ ...emptyState, trialShots: 1 }, situation, -1);
    expect(link.told(statusTopic('TunerRuntimeStatus'))).toEqual(['DISABLED', 'DISABLED']);
  });

  test('that could not leave is written again', () => {
    const { link, publisher } = world();
    link.slow = true;
    publisher.update(emptyState, situation, -1);
    link.slow = false;
    publisher.update(emptyState, situation, -1);
    expect(link.told(statusTopic('TunerEnabled'))).toEqual([false]);
  });

  test('beats in seconds of the robot’s clock, twice a second while active', () => {
    const { link, clock, publisher } = world();
    publisher.update(active, situation, -1);
    expect(link.told(statusTopic('Heartbeat'))).toEqual([7.5]);
    publisher.update(active, { ...situation, serverNowUs: 7_600_000 }, -1);
    clock.advance(500);
    publisher.update(active, { ...situation, serverNowUs: 8_000_000 }, -1);
    expect(link.told(statusTopic('Heartbeat'))).toEqual([7.5, 8]);
  });

  test('is not published by a page that may not write, and is taken back when it no longer may', () => {
    const { link, publisher } = world();
    publisher.update(active, { ...situation, writer: false }, -1);
    expect([...link.open]).toEqual([]);
    publisher.update(active, situation, -1);
    expect(link.open.size).toBeGreaterThan(0);
    publisher.update(active, { ...situation, writer: false }, -1);
    expect([...link.open]).toEqual([]);
  });
});

describe('an interlock', () => {
  test('that could not be answered yet is answered at the next look', () => {
    const { link, publisher } = world();
    link.slow = true;
    publisher.update(active, situation, 5);
    link.slow = false;
    publisher.update(active, situation, 5);
    expect(link.told(interlockTopics.shotLogged)).toEqual([true]);
    expect(link.told(interlockTopics.coefficientsUpdated)).toEqual([true]);
  });

  test('is answered once a shot', () => {
    const { link, publisher } = world();
    publisher.update(active, situation, 5);
    publisher.update(active, situation, 6);
    expect(link.told(interlockTopics.shotLogged)).toEqual([true]);
  });

  test('is answered anew in a new connection: the answer before may have been lost with the old one', () => {
    const { link, publisher } = world();
    publisher.update(active, situation, 5);
    link.linkState = { kind: 'online', host: 'robot', session: 2, protocol: '4.1' };
    publisher.update(active, situation, 5);
    expect(link.told(interlockTopics.shotLogged)).toEqual([true, true]);
  });

  test('does not stay published while paused', () => {
    const { link, publisher } = world();
    publisher.update(active, situation, 5);
    publisher.update({ ...active, hold: true }, situation, 5);
    for (const topic of Object.values(interlockTopics)) expect(link.open.has(topic)).toBe(false);
  });
});
