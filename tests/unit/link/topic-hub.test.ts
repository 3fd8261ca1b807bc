import { describe, expect, test } from 'vitest';

import type { Connection, Subscription } from '../../../src/link/connection.ts';
import type { Announcement, Sample } from '../../../src/link/robot-link.ts';
import { TopicHub } from '../../../src/link/topic-hub.ts';

/** A connection that only keeps what is subscribed: the test itself is the server. */
function silentConnection(): { readonly connection: Connection; readonly live: Set<Subscription> } {
  const live = new Set<Subscription>();
  const connection: Connection = {
    protocol: '4.1',
    serverNowUs: () => 0,
    rttMs: () => 0,
    unpack: () => undefined,
    subscribe: (subscription) => {
      live.add(subscription);
      return () => live.delete(subscription);
    },
    publish: () => ({ standing: () => 'ready', write: () => 0, close: () => undefined }),
    check: () => undefined,
    close: () => undefined,
  };
  return { connection, live };
}

const k: Announcement = { topic: '/k', type: 'double', properties: {} };

function online(): TopicHub {
  const hub = new TopicHub(() => undefined);
  hub.up(silentConnection().connection, 1);
  hub.announced(3, k);
  return hub;
}

function watched(hub: TopicHub, topic = '/k'): { heard: Sample[]; latest: () => Sample | null } {
  const heard: Sample[] = [];
  const watch = hub.watch(topic, {}, (sample) => heard.push(sample));
  return { heard, latest: () => watch.latest() };
}

describe('a default, which has no stamp,', () => {
  test('is the value of a topic that has no other', () => {
    const hub = online();
    const { heard, latest } = watched(hub);
    hub.value(3, 0.5, 0, 0);
    expect(heard).toMatchObject([{ value: 0.5, serverUs: 0, overruled: false }]);
    expect(latest()?.value).toBe(0.5);
  });

  test('is told as overruled after our own write, which is the value for who asks later', async () => {
    const hub = online();
    const { heard, latest } = watched(hub);
    hub.wrote('/k', 0.7, 1_000, 0);
    hub.value(3, 0.5, 0, 0);
    expect(heard).toMatchObject([{ value: 0.5, serverUs: 0, overruled: true }]);
    expect(latest()).toBeNull();
    const later = watched(hub);
    await Promise.resolve();
    expect(later.heard).toMatchObject([{ value: 0.7, serverUs: 1_000, overruled: false }]);
  });

  test('is told as overruled after a value of somebody else, which stays the value of the topic', () => {
    const hub = online();
    const { heard, latest } = watched(hub);
    hub.value(3, 0.8, 1_000, 0);
    hub.value(3, 0.5, 0, 0);
    expect(heard.map(({ value, overruled }) => [value, overruled])).toEqual([
      [0.8, false],
      [0.5, true],
    ]);
    expect(latest()?.value).toBe(0.8);
  });

  test('is the value again of a topic that was gone, and of the next connection', () => {
    const hub = online();
    const { heard } = watched(hub);
    hub.wrote('/k', 0.7, 1_000, 0);
    hub.gone(3);
    hub.announced(4, k);
    hub.value(4, 0.5, 0, 0);
    hub.wrote('/k', 0.7, 2_000, 0);
    hub.down();
    hub.up(silentConnection().connection, 2);
    hub.announced(3, k);
    hub.value(3, 0.5, 0, 0);
    expect(heard.map(({ overruled }) => overruled)).toEqual([false, false]);
  });
});

describe('a value that is known', () => {
  test('is passed over when the server sends it once more, and told when it is sent anew', () => {
    const hub = online();
    const { heard } = watched(hub);
    hub.value(3, 0.5, 1_000, 0);
    hub.value(3, 0.5, 1_000, 0);
    hub.value(3, 0.5, 2_000, 0);
    expect(heard.map(({ serverUs }) => serverUs)).toEqual([1_000, 2_000]);
  });

  test('is told to who asks later, once, after nobody asked for a while', async () => {
    const hub = online();
    hub.watch('/k', {}, () => undefined).close();
    hub.value(3, 0.5, 1_000, 0);
    const { heard } = watched(hub);
    await Promise.resolve();
    hub.value(3, 0.5, 1_000, 0);
    expect(heard.map(({ value }) => value)).toEqual([0.5]);
  });

  test('is not told after a newer one that comes before it could be', async () => {
    const hub = online();
    hub.value(3, 1, 1_000, 0);
    const { heard } = watched(hub);
    hub.value(3, 2, 2_000, 0);
    await Promise.resolve();
    expect(heard.map(({ value }) => value)).toEqual([2]);
  });

  test('stays known when its topic is announced again, as in answer to a publish', async () => {
    const hub = online();
    const told: (Announcement | null)[] = [];
    hub.discover('/', (_topic, announcement) => told.push(announcement));
    await Promise.resolve();
    const { latest } = watched(hub);
    hub.value(3, 0.5, 1_000, 0);
    hub.announced(3, { ...k });
    expect([latest()?.value, told]).toMatchObject([0.5, [k]]);
    hub.announced(3, { ...k, properties: { retained: true } });
    expect([latest()?.value, told.length]).toEqual([0.5, 2]);
  });
});
