import fc from 'fast-check';
import { expect, test } from 'vitest';

import { NtcoreConnection } from '../../../src/link/ntcore-connection.ts';
import type { NtType, Unsubscribe, Writer } from '../../../src/link/robot-link.ts';
import { systemTicker } from '../../../src/link/ticker.ts';
import { TopicHub } from '../../../src/link/topic-hub.ts';
import { WriterHub } from '../../../src/link/writer-hub.ts';
import { fakeWires, type FakeWire } from './fake-wire.ts';

/** What may be done to a link, in any order; numbers pick one of what there is. */
const step = fc.oneof(
  fc.record({ do: fc.constant('watch' as const), topic: fc.nat(4), prefix: fc.boolean() }),
  fc.record({ do: fc.constant('discover' as const), topic: fc.nat(4) }),
  fc.record({ do: fc.constant('give up' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('publish' as const), topic: fc.nat(4), type: fc.nat(1) }),
  fc.record({ do: fc.constant('unpublish' as const), which: fc.nat() }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), which: fc.nat() }) },
  fc.record({ do: fc.constant('announce' as const), topic: fc.nat(4), type: fc.nat(1) }),
  fc.record({ do: fc.constant('reconnect' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const topics = ['/Tuning/a', '/Tuning/b', '/Preferences/a', '/a', '/Tuning/'];
const types = ['double', 'int'] as const satisfies readonly NtType[];

/** Does all that with the parts of a link over wires whose other end is the test; the wires, one a connection. */
function played(steps: readonly Step[]): readonly FakeWire[] {
  const { open, wires } = fakeWires();
  const hub = new TopicHub(() => undefined);
  const writers = new WriterHub((topic, value, serverUs) => {
    hub.wrote(topic, value, serverUs, 0);
  });
  let connection: NtcoreConnection | null = null;
  const connect = (): void => {
    connection?.close();
    hub.down();
    writers.down();
    const next = new NtcoreConnection(
      { host: 'robot.test', port: 5810 },
      { clientName: 'MLtune', openWire: open, ticker: systemTicker },
      {
        up: () => {
          hub.up(next, wires.length);
          writers.up(next);
        },
        down: () => undefined,
        announced: (id, announcement) => {
          hub.announced(id, announcement);
        },
        gone: (id) => {
          hub.gone(id);
        },
        value: () => undefined,
        complain: () => undefined,
      },
    );
    connection = next;
    wires.at(-1)!.open();
    wires.at(-1)!.echo(1e6);
  };
  connect();
  const taken: Unsubscribe[] = [];
  const published: Writer[] = [];
  for (const next of steps)
    switch (next.do) {
      case 'watch': {
        const watch = hub.watch(topics[next.topic]!, { prefix: next.prefix }, () => undefined);
        taken.push(() => {
          watch.close();
        });
        break;
      }
      case 'discover':
        taken.push(hub.discover(topics[next.topic]!, () => undefined));
        break;
      case 'give up':
        taken[next.which % taken.length]?.();
        break;
      case 'publish':
        published.push(writers.writer(topics[next.topic]!, types[next.type]!));
        break;
      case 'unpublish':
        published[next.which % published.length]?.close();
        break;
      case 'write':
        published[next.which % published.length]?.write(1);
        break;
      case 'announce':
        wires.at(-1)!.announce(next.topic + 7, topics[next.topic]!, types[next.type]!);
        break;
      case 'reconnect':
        connect();
        break;
    }
  connection!.close();
  return wires;
}

/** Checks all numbers of a connection, in the order in which its frames left. */
function check(wire: FakeWire): void {
  const bears = (id: unknown): boolean =>
    Number.isInteger(id) && Number(id) >= 0 && Number(id) < 1e6;
  const subscribed = new Set<unknown>();
  const publishing = new Set<unknown>();
  const used = { subuid: new Set<unknown>(), pubuid: new Set<unknown>() };
  const begin = (kind: keyof typeof used, id: unknown): void => {
    expect([kind, id, bears(id), used[kind].has(id)]).toEqual([kind, id, true, false]);
    used[kind].add(id);
  };
  let value = 0;
  for (const frame of wire.sent) {
    if (typeof frame !== 'string') {
      const id = wire.messages[value++]![0];
      if (id !== -1) expect([id, publishing.has(id)]).toEqual([id, true]);
      continue;
    }
    for (const { method, params } of JSON.parse(frame) as FakeWire['texts'])
      if (method === 'subscribe') {
        begin('subuid', params['subuid']);
        subscribed.add(params['subuid']);
      } else if (method === 'publish') {
        begin('pubuid', params['pubuid']);
        publishing.add(params['pubuid']);
      } else if (method === 'unsubscribe') expect(subscribed.delete(params['subuid'])).toBe(true);
      else if (method === 'unpublish') expect(publishing.delete(params['pubuid'])).toBe(true);
  }
  const shortest = wire.texts
    .filter(({ method, params }) => method === 'subscribe' && subscribed.has(params['subuid']))
    .map(({ params }) => (params['options'] as { periodic: number }).periodic);
  expect(Math.min(...shortest)).toBeLessThanOrEqual(0.5);
}

test('whatever is watched, published, given up and connected anew, every number on the wire is small, new, and of something that is there', () => {
  let values = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }), (steps) => {
      for (const wire of played(steps)) {
        check(wire);
        values += wire.values.length;
      }
    }),
    { seed: 7, numRuns: 150 },
  );
  expect(values).toBeGreaterThan(50);
});
