import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import type { ConnectionEvents } from '../../../src/link/connection.ts';
import { Nt4Session } from '../../../src/link/nt4-session.ts';
import { systemTicker } from '../../../src/link/ticker.ts';
import { FakeWire, fakeWires } from './fake-wire.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

type Told = readonly [event: string, ...details: unknown[]];

interface Scene {
  readonly session: Nt4Session;
  readonly wire: FakeWire;
  readonly told: Told[];
}

function dial(): Scene {
  const told: Told[] = [];
  const tell =
    (event: keyof ConnectionEvents) =>
    (...details: unknown[]): void => {
      told.push([event, ...details]);
    };
  const { open, wires } = fakeWires();
  const session = new Nt4Session({
    url: 'ws://robot:5810/nt/MLtune',
    openWire: open,
    ticker: systemTicker,
    events: {
      up: tell('up'),
      down: tell('down'),
      announced: tell('announced'),
      gone: tell('gone'),
      value: tell('value'),
      complain: tell('complain'),
    },
  });
  return { session, wire: wires[0]!, told };
}

const hourUs = 3600e6;

/** A session that is up with a robot whose clock shows an hour. */
function online(): Scene {
  const scene = dial();
  scene.wire.open();
  scene.wire.echo(hourUs);
  scene.told.length = 0;
  return scene;
}
const kinds = (told: readonly Told[]): unknown[] => told.map(([event]) => event);

describe('a handshake', () => {
  test('offers 4.1 before 4.0, asks for the clock before anything else, and is over with its answer', () => {
    const { session, wire, told } = dial();
    expect(wire.protocols).toEqual([
      'v4.1.networktables.first.wpi.edu',
      'networktables.first.wpi.edu',
    ]);
    session.subscribe(1, ['/a'], {});
    session.publish(1, '/a', 'double');
    wire.open();
    expect(wire.sent).toHaveLength(1);
    expect([session.isUp, told]).toEqual([false, []]);
    wire.echo(hourUs);
    expect([session.isUp, kinds(told), session.protocol]).toEqual([true, ['up'], '4.1']);
    expect(session.serverNowUs()).toBe(hourUs);
    expect(wire.texts.map(({ method }) => method)).toEqual(['subscribe']);
  });

  test('ends with a subscription that matches nothing, of a period and a number that every server bears', () => {
    const { wire } = online();
    const [idle] = wire.texts;
    expect(idle?.params).toMatchObject({ topics: ['/MLtune/.idle'], subuid: 1 });
    expect(idle?.params['options']).toEqual({ topicsonly: true, periodic: 0.1 });
  });

  test('may end in 4.0', () => {
    const { session, wire } = dial();
    wire.open('networktables.first.wpi.edu');
    wire.echo(1);
    expect(session.protocol).toBe('4.0');
  });

  test.each<[string, (scene: Scene) => void, object]>([
    ['nothing answers in 2 s', () => vi.advanceTimersByTime(2000), { kind: 'no-answer' }],
    [
      'the socket closes',
      ({ wire }) => {
        wire.events.closed(1006, '');
      },
      { kind: 'refused' },
    ],
    [
      'the browser blocks it without a reason',
      ({ wire }) => {
        wire.events.blocked();
      },
      { kind: 'forbidden', detail: 'it gives no reason' },
    ],
    [
      'the socket closes before the clock is told',
      ({ wire }) => {
        wire.open();
        wire.events.closed(1006, '');
      },
      { kind: 'no-clock' },
    ],
    [
      'no protocol is chosen',
      ({ wire }) => {
        wire.open('');
      },
      { kind: 'no-protocol' },
    ],
    [
      'a foreign protocol is chosen',
      ({ wire }) => {
        wire.open('toString');
      },
      { kind: 'no-protocol' },
    ],
    [
      'the clock is not told',
      ({ wire }) => {
        wire.open();
        vi.advanceTimersByTime(1500);
      },
      { kind: 'no-clock' },
    ],
    [
      'the clock is told in nonsense',
      ({ wire }) => {
        wire.open();
        wire.say([-1, 5, 4, 'x']);
        vi.advanceTimersByTime(1500);
      },
      { kind: 'no-clock' },
    ],
  ])('fails when %s, and leaves no timer and no socket', (_what, happen, trouble) => {
    const scene = dial();
    happen(scene);
    expect(scene.told).toEqual([['down', trouble]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('asks for the clock again while no answer comes', () => {
    const { wire, told } = dial();
    wire.open();
    vi.advanceTimersByTime(1000);
    expect(wire.messages).toHaveLength(2);
    wire.echo(5);
    expect(kinds(told)).toEqual(['up']);
  });

  test('that the platform forbids fails with the platform’s words, after the call', () => {
    const told: unknown[] = [];
    const ignore = (): void => undefined;
    new Nt4Session({
      url: 'ws://robot',
      openWire: () => {
        throw new Error('SecurityError: insecure');
      },
      ticker: systemTicker,
      events: {
        up: ignore,
        announced: ignore,
        gone: ignore,
        value: ignore,
        complain: ignore,
        down: (trouble) => told.push(trouble),
      },
    });
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([{ kind: 'forbidden', detail: 'SecurityError: insecure' }]);
  });
});

describe('a sign of life', () => {
  test('is asked for about once a second', () => {
    const { wire } = online();
    const before = wire.messages.length;
    for (let i = 0; i < 4; i++) {
      vi.advanceTimersByTime(900);
      wire.echo(hourUs);
    }
    expect(wire.messages.length - before).toBe(4);
  });

  test('that does not come in time ends the session within two seconds of the last byte', () => {
    for (let sinceBeatMs = 0; sinceBeatMs < 900; sinceBeatMs += 50) {
      const { wire, told } = online();
      vi.advanceTimersByTime(sinceBeatMs);
      wire.echo(hourUs);
      vi.advanceTimersByTime(850);
      expect(told).toEqual([]);
      vi.advanceTimersByTime(1000);
      expect(told).toEqual([['down', { kind: 'silent' }]]);
      expect(wire.closed).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  test('may be any byte', () => {
    const { wire, told } = online();
    for (let i = 0; i < 10; i++) {
      vi.advanceTimersByTime(800);
      wire.tell();
    }
    expect(told).toEqual([]);
  });

  test('is waited for anew after the page was asleep', () => {
    const { wire, told } = online();
    const slept = vi.spyOn(performance, 'now');
    const wokeMs = performance.now() + 60_000;
    slept.mockReturnValue(wokeMs);
    vi.advanceTimersByTime(900);
    slept.mockReturnValue(wokeMs + 1000);
    wire.echo(hourUs + 61e6);
    vi.advanceTimersByTime(900);
    expect(told).toEqual([]);
    slept.mockRestore();
  });

  test.each([1_400, 60_000])(
    'is not missed when the beats of %i blocked ms come all at once',
    (blockedMs) => {
      const { wire, told } = online();
      const now = vi.spyOn(performance, 'now');
      const backMs = performance.now() + blockedMs;
      now.mockReturnValue(backMs);
      vi.advanceTimersByTime(5 * 900);
      expect(told).toEqual([]);
      now.mockReturnValue(backMs + 300);
      wire.echo(hourUs + blockedMs * 1000);
      now.mockReturnValue(backMs + 900);
      vi.advanceTimersByTime(900);
      expect(told).toEqual([]);
      now.mockRestore();
    },
  );

  test('is asked for at once when the page wakes', () => {
    const { session, wire } = online();
    const before = wire.messages.length;
    session.check();
    expect(wire.messages.length - before).toBe(1);
  });
});

describe('an end', () => {
  test('by the robot is told once, with its words; whatever comes later is passed over', () => {
    const { wire, told, session } = online();
    wire.events.closed(1001, 'binary decode error');
    expect(told).toEqual([['down', { kind: 'closed', detail: '1001 binary decode error' }]]);
    wire.announce(1, '/a', 'double');
    wire.say([1, 1, 1, 1]);
    session.close();
    expect(told).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([0, 1, 2])('by us is silent, in whichever state (%i)', (state) => {
    const { session, wire, told } = dial();
    if (state > 0) wire.open();
    if (state > 1) wire.echo(1);
    const before = told.length;
    session.close();
    vi.advanceTimersByTime(10_000);
    expect(told).toHaveLength(before);
    expect(wire.closed).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('topics', () => {
  test('are announced with their properties, and gone when the server says so', () => {
    const { wire, told } = online();
    wire.announce(3, '/a', 'struct:Pose2d', { properties: { retained: true, min: 0 } });
    wire.tell(['properties', { name: '/a', update: { min: 1, retained: null } }]);
    wire.tell(['unannounce', { id: 3, name: '/a' }]);
    const type = 'struct:Pose2d';
    expect(told).toEqual([
      ['announced', 3, { topic: '/a', type, properties: { retained: true, min: 0 } }],
      ['announced', 3, { topic: '/a', type, properties: { min: 1 } }],
      ['gone', 3],
    ]);
  });

  test('several messages in a frame all count, bad ones among them or not', () => {
    const { wire, told } = online();
    wire.events.text(
      JSON.stringify([
        { method: 'announce', params: { id: 1, name: '/a', type: 'double' } },
        { method: 'announce', params: { id: -1, name: '/x', type: 'double' } },
        { method: 'announce', params: { id: 2, name: 5, type: 'double' } },
        { method: 'announce' },
        7,
        { method: 'new in 2030', params: {} },
        { method: 'announce', params: { id: 2, name: '/b', type: 'int', pubuid: 'x' } },
      ]),
    );
    expect(told.filter(([event]) => event === 'announced').map(([, id]) => id)).toEqual([1, 2]);
    expect(told.filter(([event]) => event === 'complain')).toHaveLength(4);
  });

  test('an id that is used again belongs to its new name only', () => {
    const { wire, told } = online();
    wire.announce(3, '/a', 'double');
    wire.announce(3, '/b', 'double');
    wire.tell(['unannounce', { id: 3, name: '/a' }]);
    wire.say([3, 9, 1, 0.5]);
    expect(told).toEqual([
      ['announced', 3, expect.objectContaining({ topic: '/a' })],
      ['gone', 3],
      ['announced', 3, expect.objectContaining({ topic: '/b' })],
      ['value', 3, 0.5, 9, performance.now()],
    ]);
  });

  test('that are announced again as they are have not gone: so a 2027 server answers a publish', () => {
    const { session, wire, told } = online();
    wire.announce(3, '/k', 'double');
    wire.say([3, hourUs + 20e6, 1, 0.5]);
    session.publish(7, '/k', 'double');
    wire.announce(3, '/k', 'double', { pubuid: 7 });
    expect(kinds(told)).toEqual(['announced', 'value', 'announced']);
    expect(session.write(7, 0.6)).toBe(hourUs + 20e6);
  });

  test('that are gone may still be sent values that were under way: nobody complains', () => {
    const { wire, told } = online();
    wire.announce(3, '/a', 'double');
    wire.tell(['unannounce', { id: 3, name: '/a' }]);
    wire.say([3, 9, 1, 0.5]);
    wire.say([4, 9, 1, 0.5]);
    expect(kinds(told)).toEqual(['announced', 'gone', 'complain']);
    expect(told.at(-1)).toMatchObject(['complain', { detail: 'a value for an unknown topic, 4' }]);
  });

  test.each(['', '{', '{}', 'null', '"x"', '[[]]', '[null]'])(
    'text like %j is reported, and nothing ends',
    (text) => {
      const { wire, told, session } = online();
      wire.events.text(text);
      expect(kinds(told)).toEqual(['complain']);
      expect(session.isUp).toBe(true);
    },
  );
});

describe('values', () => {
  test('of every kind of number reach their topic, those that are not finite too', () => {
    const { wire, told } = online();
    wire.announce(1, '/a', 'double');
    const values = [0.5, 3, Number.NaN, Infinity, -Infinity];
    wire.say(...values.map((value, i) => [1, i, 1, value]));
    expect(told.slice(1)).toEqual(
      values.map((value, i) => ['value', 1, value, i, performance.now()]),
    );
  });

  test.each<[string, string, readonly unknown[]]>([
    ['an unknown topic', 'double', [9, 1, 1, 0.5]],
    ['another type than announced', 'double', [1, 1, 4, 'hi']],
    ['half an int', 'int', [1, 1, 2, 0.5]],
    ['a map', 'raw', [1, 1, 5, {}]],
    ['null', 'boolean', [1, 1, 0, null]],
    ['a mixed array', 'double[]', [1, 1, 17, [1, 'x']]],
    ['an unknown type number', 'double', [1, 1, 99, 0.5]],
  ])('of %s are reported, and harm nothing else in the frame', (_what, type, bad) => {
    const { wire, told, session } = online();
    wire.announce(1, '/a', type);
    wire.announce(2, '/b', 'double');
    wire.say([2, 1, 1, 0.25], bad, [2, 2, 1, 0.75]);
    expect(kinds(told.slice(2))).toEqual(['value', 'complain', 'value']);
    expect(session.isUp).toBe(true);
  });

  test('good ones always arrive, whatever stands between them', () => {
    const junk = fc.oneof(
      fc.array(fc.oneof(fc.integer(), fc.string(), fc.double(), fc.constant(null)), {
        maxLength: 5,
      }),
      fc.tuple(
        fc.integer({ min: 2, max: 50 }),
        fc.integer(),
        fc.integer({ min: 0, max: 20 }),
        fc.jsonValue(),
      ),
      fc.jsonValue(),
    );
    const item = fc.oneof(fc.record({ good: fc.integer() }), fc.record({ junk }));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), (items) => {
        const { wire, told } = online();
        wire.announce(1, '/good', 'int');
        wire.say(
          ...items.map((each) =>
            'good' in each ? [1, 5, 2, each.good] : (each.junk as unknown[]),
          ),
        );
        const arrived = told.filter(([event, id]) => event === 'value' && id === 1);
        const sent = items.filter(
          (each) =>
            'good' in each ||
            (Array.isArray(each.junk) &&
              each.junk.length === 4 &&
              each.junk[0] === 1 &&
              Number.isFinite(each.junk[1]) &&
              each.junk[2] === 2 &&
              Number.isInteger(each.junk[3])),
        );
        expect(arrived).toHaveLength(sent.length);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('writes', () => {
  test('leave once the server has announced our type, stamped with the robot’s time', () => {
    const { session, wire } = online();
    session.publish(7, '/k', 'double');
    expect([session.standing(7), session.write(7, 1)]).toEqual(['unpublished', null]);
    wire.announce(3, '/k', 'double', { pubuid: 7 });
    vi.advanceTimersByTime(100);
    expect(session.standing(7)).toBe('ready');
    expect(session.write(7, 3)).toBe(hourUs + 100_000);
    expect(wire.values).toEqual([[7, hourUs + 100_000, 1, 3]]);
  });

  test('leave at once on a topic that was announced before, as a 2026 server never answers', () => {
    const { session, wire } = online();
    wire.announce(3, '/k', 'int');
    session.publish(7, '/k', 'int');
    expect(session.write(7, 3)).toBe(hourUs);
  });

  test('do not leave on a topic of another type, nor on one that went', () => {
    const { session, wire } = online();
    wire.announce(3, '/k', 'int');
    session.publish(7, '/k', 'double');
    expect([session.standing(7), session.write(7, 1)]).toEqual(['type', null]);
    wire.tell(['unannounce', { id: 3, name: '/k' }]);
    expect(session.standing(7)).toBe('unpublished');
    wire.announce(3, '/k', 'double');
    expect(session.standing(7)).toBe('ready');
  });

  test('do not leave with a value of another type', () => {
    const { session, wire } = online();
    wire.announce(3, '/k', 'int');
    session.publish(7, '/k', 'int');
    expect([session.write(7, 0.5), session.write(7, 'x')]).toEqual([null, null]);
    expect(wire.values).toEqual([]);
  });

  test('are never older than the topic’s latest value, for the robot ignores what is older', () => {
    const { session, wire } = online();
    wire.announce(3, '/k', 'int');
    session.publish(7, '/k', 'int');
    wire.say([3, hourUs + 40_000, 2, 1]);
    expect(session.write(7, 2)).toBe(hourUs + 40_000);
    wire.say([3, hourUs + 3 * hourUs, 2, 1]);
    wire.say([3, hourUs + 50_000, 2, 1]);
    expect(session.write(7, 3)).toBe(hourUs + 3 * hourUs);
  });

  test('bear the robot’s time again once the topic was deleted, and with it the stamp it held', () => {
    const { session, wire } = online();
    wire.announce(3, '/k', 'int');
    session.publish(7, '/k', 'int');
    wire.say([3, hourUs + 3 * hourUs, 2, 1]);
    session.write(7, 2);
    wire.tell(['unannounce', { id: 3, name: '/k' }]);
    wire.announce(4, '/k', 'int');
    expect(session.write(7, 3)).toBe(hourUs);
  });

  test('after an unpublish, nothing leaves under its number', () => {
    const { session, wire } = online();
    wire.announce(3, '/k', 'int');
    session.publish(7, '/k', 'int');
    session.unpublish(7);
    session.unpublish(7);
    expect(session.write(7, 1)).toBeNull();
    expect(wire.texts.filter(({ method }) => method === 'unpublish')).toHaveLength(1);
  });

  test('publish no property: a team’s topic never becomes persistent', () => {
    const { session, wire } = online();
    session.publish(7, '/k', 'int');
    expect(wire.texts.at(-1)).toEqual({
      method: 'publish',
      params: { name: '/k', pubuid: 7, type: 'int', properties: {} },
    });
  });
});
