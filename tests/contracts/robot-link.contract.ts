import { encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { mulberry32 } from '../../src/core/stats/random.ts';
import type { RobotAddress } from '../../src/link/addresses.ts';
import type {
  Announcement,
  LinkComplaint,
  LinkState,
  NtType,
  NtValue,
  RobotLink,
  Sample,
  Writer,
} from '../../src/link/robot-link.ts';
import { Heard } from './robot-link-heard.ts';
import { patiently } from './patiently.ts';

/** Robot code, seen from inside: what it publishes and what it reads. */
interface RobotCode {
  publish(topic: string, type: string): void;
  /** `atUs`: its stamp, by default the robot's time. */
  set(topic: string, value: NtValue, atUs?: number): void;
  get(topic: string): NtValue | undefined;
  unpublish(topic: string): void;
  onValue(topic: string, listener: (value: NtValue, serverUs: number) => void): void;
}

/** A robot that can be treated badly. */
export interface TestRobot {
  readonly address: RobotAddress;
  readonly code: RobotCode;
  /** Runs robot code now and after every restart. */
  onStart(code: (robot: RobotCode) => void): void;
  /** Ids and clock begin anew; every connection is cut. */
  restart(options?: { readonly seed?: number; readonly clockUs?: number }): Promise<void>;
  /** Cuts every connection. */
  drop(): void;
  /** While on, nothing gets through in either direction, and nobody is told. */
  freeze(on: boolean): void;
  clockUs(): number;
  jumpClock(us: number): void;
  connections(): number;
  /** Resolves when `predicate` holds, tried at each change of the robot. */
  until(predicate: () => boolean): Promise<void>;
}

/** A link in front of robots; everything is ended after each test. */
export interface Stage {
  readonly link: RobotLink;
  readonly robot: TestRobot;
  /** Another robot at another address. */
  another(): Promise<TestRobot>;
  /** Passes time for the link at once. */
  skip(ms: number): void;
  /** Whether the link has a timer running. */
  busy(): boolean;
  close(): Promise<void>;
}

/** How a stage's robots behave. */
export interface StageOptions {
  readonly ackMode?: '2026' | '2027';
  /** What the robot's clock shows, µs. */
  readonly clockUs?: number;
}

const hourUs = 3600e6;
/** Clocks as the page sees them: its own shows the time since the page was opened. */
const clocks: readonly (readonly [string, number])[] = [
  ['600 s ahead of', performance.now() * 1000 + 600e6],
  ['one hour behind', performance.now() * 1000 - hourUs],
];
const ackModes = ['2026', '2027'] as const;

/** What every implementation of `RobotLink` promises. */
export function robotLinkContract(
  name: string,
  makeStage: (options?: StageOptions) => Promise<Stage>,
): void {
  let stage: Stage;
  const stages: Stage[] = [];

  async function setUp(options?: StageOptions): Promise<Stage> {
    stage = await makeStage(options);
    stages.push(stage);
    return stage;
  }
  afterEach(async () => {
    await Promise.all(stages.splice(0).map((used) => used.close()));
  });

  async function online(link: RobotLink, after = 0): Promise<void> {
    const isOnline = (state: LinkState): boolean =>
      state.kind === 'online' && state.session > after;
    if (isOnline(link.state())) return;
    const states = new Heard<LinkState>();
    const stop = link.onState(states.hear);
    await states.until((all) => all.some(isOnline));
    stop();
  }
  async function lost(link: RobotLink): Promise<void> {
    if (link.state().kind !== 'online') return;
    const states = new Heard<LinkState>();
    const stop = link.onState(states.hear);
    await states.until((all) => all.some(({ kind }) => kind !== 'online'));
    stop();
  }
  async function connect(): Promise<void> {
    stage.link.connect([stage.robot.address]);
    await online(stage.link);
  }
  const session = (): number => {
    const state = stage.link.state();
    return state.kind === 'online' ? state.session : 0;
  };
  async function ready(...writers: readonly Writer[]): Promise<void> {
    await patiently(() => {
      expect(writers.filter((writer) => !writer.ready()).map(({ topic }) => topic)).toEqual([]);
    });
  }
  function watch(topic: string, options = {}): Heard<Sample> & { latest: () => Sample | null } {
    const heard = new Heard<Sample>();
    const watched = stage.link.watch(topic, options, heard.hear);
    return Object.assign(heard, { latest: () => watched.latest() });
  }
  /** Resolves when everything the robot has sent so far has reached the link. */
  async function settled(): Promise<void> {
    const { code } = stage.robot;
    const topic = `/settled/${performance.now()}`;
    const heard = watch(topic);
    code.publish(topic, 'boolean');
    code.set(topic, true);
    await heard.until((all) => all.length > 0);
  }

  describe(`${name} keeps the promises of a robot link:`, () => {
    describe('values in', () => {
      beforeEach(() => setUp());

      test('a value reaches the watch of its topic, with its type, the robot’s time and the connection', async () => {
        const { code } = stage.robot;
        code.publish('/a', 'double');
        const a = watch('/a');
        await connect();
        const beforeUs = stage.robot.clockUs();
        code.set('/a', 3);
        await a.until((all) => all.length > 0);
        expect(a.last).toMatchObject({ topic: '/a', type: 'double', value: 3, session: 1 });
        expect(a.last?.serverUs).toBeGreaterThanOrEqual(beforeUs);
        expect(a.last?.serverUs).toBeLessThanOrEqual(stage.robot.clockUs());
        expect(a.latest()).toEqual(a.last);
      });

      test.each<[NtType, NtValue]>([
        ['boolean', true],
        ['double', 0.1],
        ['double', Number.NaN],
        ['double', -Infinity],
        ['int', 2 ** 40],
        ['float', 0.5],
        ['string', 'π'],
        ['json', '{}'],
        ['raw', Uint8Array.of(0, 255)],
        ['boolean[]', [true, false]],
        ['double[]', [1, Number.NaN]],
        ['int[]', [1, -1]],
        ['float[]', [0.25]],
        ['string[]', ['', 'x']],
      ])('a %s arrives as it is: %s', async (type, value) => {
        stage.robot.code.publish('/v', type);
        stage.robot.code.set('/v', value);
        const v = watch('/v');
        await connect();
        await v.until((all) => all.length > 0);
        expect(v.last?.type).toBe(type);
        expect(v.last?.value).toEqual(value);
      });

      test('a struct arrives as bytes under its own type', async () => {
        stage.robot.code.publish('/pose', 'struct:Pose2d');
        stage.robot.code.set('/pose', Uint8Array.of(1, 2, 3));
        const pose = watch('/pose');
        await connect();
        await pose.until((all) => all.length > 0);
        expect(pose.last).toMatchObject({ type: 'struct:Pose2d' });
        expect(pose.last?.value).toEqual(Uint8Array.of(1, 2, 3));
      });

      test('with `all`, every value of a burst arrives, in order', async () => {
        stage.robot.code.publish('/burst', 'int');
        const burst = watch('/burst', { all: true });
        await connect();
        await settled();
        const sent = Array.from({ length: 50 }, (_, i) => i);
        for (const i of sent) stage.robot.code.set('/burst', i);
        await burst.until((all) => all.length >= sent.length);
        expect(burst.all.map(({ value }) => value)).toEqual(sent);
      });

      test('a prefix watch gets the values of all that begin with it, and of nothing else', async () => {
        const { code } = stage.robot;
        for (const topic of ['/t/a', '/t/b', '/u/a']) {
          code.publish(topic, 'string');
          code.set(topic, topic);
        }
        const t = watch('/t/', { prefix: true });
        await connect();
        await t.until((all) => all.length >= 2);
        await settled();
        expect(t.all.map(({ topic, value }) => [topic, value]).sort()).toEqual([
          ['/t/a', '/t/a'],
          ['/t/b', '/t/b'],
        ]);
      });

      test('a second watch of a topic, asked for later, still gets the value that is known', async () => {
        stage.robot.code.publish('/a', 'double');
        stage.robot.code.set('/a', 1);
        const first = watch('/a');
        await connect();
        await first.until((all) => all.length > 0);
        const second = watch('/a');
        const third = watch('/', { prefix: true });
        await second.until((all) => all.length > 0);
        await third.until((all) => all.length > 0);
        expect([second.latest()?.value, third.latest()?.value]).toEqual([1, 1]);
      });

      test('a value that came is told to who asks later, though nobody watches it any more and a discovery covers it', async () => {
        const { code } = stage.robot;
        code.publish('/Preferences/kP', 'double');
        code.set('/Preferences/kP', 0.5);
        stage.link.discover('/', () => undefined);
        await connect();
        for (let visit = 0; visit < 3; visit++) {
          const heard = new Heard<Sample>();
          const watched = stage.link.watch('/Preferences/kP', {}, heard.hear);
          await heard.until((all) => all.length > 0);
          expect([heard.last?.value, watched.latest()?.value]).toEqual([0.5, 0.5]);
          watched.close();
          await settled();
        }
      });

      test('a value that changed while nobody watched it is told to who asks later, and the former is not', async () => {
        const { code } = stage.robot;
        code.publish('/Preferences/kP', 'double');
        code.set('/Preferences/kP', 1);
        stage.link.discover('/', () => undefined);
        await connect();
        const first = new Heard<Sample>();
        const watched = stage.link.watch('/Preferences/kP', {}, first.hear);
        await first.until((all) => all.length > 0);
        watched.close();
        code.set('/Preferences/kP', 2);
        await settled();
        const second = watch('/Preferences/kP');
        await second.until((all) => all.length > 0);
        await settled();
        expect(second.all.map(({ value }) => value)).toEqual([2]);
      });

      test.each([2, 3])(
        'whatever was watched, discovered and given up before, each watch has the value of its topic (%i)',
        async (seed) => {
          const { link, robot } = stage;
          const random = mulberry32(seed);
          const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
          const topics = ['/Preferences/a', '/Preferences/b', '/SmartDashboard/a', '/Tuning/a'];
          for (const topic of topics) {
            robot.code.publish(topic, 'int');
            robot.code.set(topic, 0);
          }
          await connect();
          const taken: (() => void)[] = [];
          const take = (topic: string, prefix: boolean): void => {
            const watched = link.watch(topic, { prefix, all: random() < 0.5 }, () => undefined);
            taken.push(() => {
              watched.close();
            });
          };
          const giveUp = (): void => {
            taken.splice(Math.floor(random() * taken.length), 1)[0]?.();
          };
          let sets = 0;
          for (let step = 0; step < 40; step++) {
            const topic = pick(topics);
            const prefix = pick(['/', topic.slice(0, -1)]);
            pick([
              () => taken.push(link.discover(prefix, () => undefined)),
              () => {
                take(topic, false);
              },
              () => {
                take(prefix, true);
              },
              giveUp,
              giveUp,
              giveUp,
              () => {
                robot.code.set(topic, ++sets);
              },
            ])();
            if (random() < 0.5) continue;
            await settled();
            const asked = link.watch(topic, {}, () => undefined);
            await patiently(() => {
              expect(asked.latest()?.value).toEqual(robot.code.get(topic));
            });
            asked.close();
          }
        },
      );

      test('a closed watch hears nothing more, even while values are being handed out', async () => {
        const { code } = stage.robot;
        code.publish('/a', 'int');
        const second = new Heard<Sample>();
        const toClose: { close(): void }[] = [];
        stage.link.watch('/a', {}, () => {
          for (const watched of toClose) watched.close();
        });
        toClose.push(stage.link.watch('/a', {}, second.hear));
        await connect();
        code.set('/a', 1);
        await settled();
        code.set('/a', 2);
        await settled();
        expect(second.all).toEqual([]);
      });

      test('a topic that goes takes its value with it', async () => {
        const { code } = stage.robot;
        code.publish('/a', 'double');
        code.set('/a', 1);
        const a = watch('/a');
        await connect();
        await a.until((all) => all.length > 0);
        code.unpublish('/a');
        await patiently(() => {
          expect(a.latest()).toBeNull();
        });
      });

      test('a topic that comes back is watched again', async () => {
        const { code } = stage.robot;
        const a = watch('/a');
        await connect();
        for (const value of [1, 2]) {
          code.publish('/a', 'double');
          code.set('/a', value);
          await a.until((all) => all.at(-1)?.value === value);
          code.unpublish('/a');
          await patiently(() => {
            expect(a.latest()).toBeNull();
          });
        }
      });

      test('discover tells topics that come and go, without values, and no topic of the server’s own', async () => {
        const { code } = stage.robot;
        code.publish('/t/a', 'double');
        const told = new Heard<[string, Announcement | null]>();
        stage.link.discover('', (...args) => {
          told.hear(args);
        });
        watch('$clients');
        await connect();
        code.publish('/t/b', 'int');
        await told.until((all) => all.length >= 2);
        code.unpublish('/t/a');
        await told.until((all) => all.length >= 3);
        await settled();
        expect(told.all.filter(([topic]) => !topic.startsWith('/settled'))).toEqual([
          [
            '/t/a',
            { topic: '/t/a', type: 'double', properties: {}, id: expect.any(Number) as number },
          ],
          [
            '/t/b',
            { topic: '/t/b', type: 'int', properties: {}, id: expect.any(Number) as number },
          ],
          ['/t/a', null],
        ]);
      });

      test('discover asked for later tells what is known already', async () => {
        stage.robot.code.publish('/t/a', 'double');
        const first = new Heard<string>();
        stage.link.discover('/t/', first.hear);
        await connect();
        await first.until((all) => all.length > 0);
        const second = new Heard<string>();
        stage.link.discover('/t/', second.hear);
        await second.until((all) => all.length > 0);
        expect(second.all).toEqual(['/t/a']);
      });
    });

    describe.each(ackModes)('writes out, to a server that acknowledges as in %s,', (ackMode) => {
      const orders: Record<string, (topic: string) => Promise<Writer>> = {
        'written before connecting, never watched': async (topic) => {
          const writer = stage.link.writer(topic, 'double');
          await connect();
          return writer;
        },
        'watched, then written, before connecting': async (topic) => {
          watch(topic);
          const writer = stage.link.writer(topic, 'double');
          await connect();
          return writer;
        },
        'written, then watched, when connected': async (topic) => {
          await connect();
          const writer = stage.link.writer(topic, 'double');
          watch(topic);
          return writer;
        },
        'watched and announced, then written': async (topic) => {
          const heard = watch(topic);
          await connect();
          await heard.until((all) => all.length > 0);
          return stage.link.writer(topic, 'double');
        },
        'under a prefix watch, then written': async (topic) => {
          const heard = watch(topic.slice(0, 2), { prefix: true });
          await connect();
          await heard.until((all) => all.length > 0);
          return stage.link.writer(topic, 'double');
        },
        'discovered, then written': async (topic) => {
          const told = new Heard<string>();
          stage.link.discover(topic.slice(0, 2), told.hear);
          await connect();
          await told.until((all) => all.length > 0);
          return stage.link.writer(topic, 'double');
        },
      };
      const cases = clocks.flatMap(([words, clockUs]) =>
        Object.keys(orders).map((order) => ({ words, clockUs, order })),
      );
      test.each(cases)(
        'robot code reads them and its own later ones, before and after a restart, with its clock $words the page’s, $order',
        async ({ clockUs, order }) => {
          await setUp({ ackMode, clockUs });
          const { robot } = stage;
          robot.onStart((code) => {
            code.publish('/t/k', 'double');
            code.set('/t/k', 1);
          });
          const writer = await orders[order]!('/t/k');
          for (const [boot, value] of [42, 43].entries()) {
            await ready(writer);
            const written = writer.write(value);
            await robot.until(() => robot.code.get('/t/k') === value);
            // A stamp is the robot's time but for half a round trip.
            await patiently(() => {
              expect(robot.clockUs()).toBeGreaterThan(written.ok ? written.serverUs : Infinity);
            });
            robot.code.set('/t/k', value + 0.5);
            expect(robot.code.get('/t/k')).toBe(value + 0.5);
            if (boot > 0) break;
            const before = session();
            await robot.restart({ seed: 7, clockUs });
            await online(stage.link, before);
          }
        },
      );

      test('a topic that is published keeps its value, and is not told to be gone', async () => {
        await setUp({ ackMode });
        const { robot, link } = stage;
        robot.code.publish('/t/k', 'double[]');
        robot.code.set('/t/k', [1, 2]);
        const told = new Heard<Announcement | null>();
        link.discover('/t/', (_topic, announcement) => {
          told.hear(announcement);
        });
        const list = watch('/t/k');
        await connect();
        await list.until((all) => all.length > 0);
        const writer = link.writer('/t/k', 'double[]');
        await ready(writer);
        await settled();
        expect(list.latest()?.value).toEqual([1, 2]);
        expect(told.all).toHaveLength(1);
        writer.write([1, 3]);
        await robot.until(() => JSON.stringify(robot.code.get('/t/k')) === '[1,3]');
      });

      test('robot code reads a write over a value whose stamp is 20 s ahead', async () => {
        await setUp({ ackMode });
        const { robot, link } = stage;
        robot.code.publish('/k', 'double');
        robot.code.set('/k', 1, robot.clockUs() + 20e6);
        const k = watch('/k');
        await connect();
        await k.until((all) => all.length > 0);
        for (const value of [2, 3]) {
          const writer = link.writer('/k', 'double');
          await ready(writer);
          await settled();
          writer.write(value);
          await robot.until(() => robot.code.get('/k') === value);
          writer.close();
        }
      });

      test('a topic that only we publish reaches robot code, and goes when the writer is closed', async () => {
        await setUp({ ackMode });
        const { robot, link } = stage;
        await connect();
        for (const value of [1, 2]) {
          const writer = link.writer('/ours', 'int');
          await ready(writer);
          writer.write(value);
          await robot.until(() => robot.code.get('/ours') === value);
          writer.close();
          expect(writer.write(9)).toEqual({ ok: false, why: 'closed' });
          await robot.until(() => robot.code.get('/ours') === undefined);
        }
      });

      test('twenty writers reach robot code after each of five restarts', async () => {
        await setUp({ ackMode });
        const { robot, link } = stage;
        const topics = Array.from({ length: 20 }, (_, i) => `/k/${i}`);
        robot.onStart((code) => {
          for (const topic of topics) code.publish(topic, 'double');
        });
        topics.slice(0, 10).forEach((topic) => watch(topic));
        const writers = topics.map((topic) => link.writer(topic, 'double'));
        await connect();
        for (let boot = 1; boot <= 5; boot++) {
          const before = session();
          await robot.restart({ seed: boot });
          await online(link, before);
          await ready(...writers);
          writers.forEach((writer, i) => writer.write(boot + i / 100));
          await robot.until(() =>
            topics.every((topic, i) => robot.code.get(topic) === boot + i / 100),
          );
        }
      });
    });

    describe('writes', () => {
      beforeEach(() => setUp());

      test.each<[NtType, NtValue]>([
        ['double', 3],
        ['double', -0.5],
        ['int', -7],
        ['int', 2 ** 40],
        ['boolean', false],
        ['float', 0.25],
        ['string', 'grün'],
        ['json', '{"a":1}'],
        ['raw', Uint8Array.of(1, 0)],
        ['boolean[]', [true]],
        ['double[]', [1, 2.5]],
        ['int[]', []],
        ['float[]', [1.5]],
        ['string[]', ['a', '']],
      ])('a %s arrives in robot code as it is: %s', async (type, value) => {
        const { robot, link } = stage;
        robot.code.publish('/v', type);
        const writer = link.writer('/v', type);
        await connect();
        await ready(writer);
        expect(writer.write(value)).toMatchObject({ ok: true });
        await robot.until(() => robot.code.get('/v') !== undefined);
        const read = robot.code.get('/v');
        expect(read instanceof Uint8Array ? Uint8Array.from(read) : read).toEqual(value);
      });

      test.each<[NtType, NtValue]>([
        ['double', Number.NaN],
        ['double', Infinity],
        ['double', 'x'],
        ['int', 3.5],
        ['int', 2 ** 60],
        ['boolean', 1],
        ['float', 1e39],
        ['string', 1],
        ['string', 'x'.repeat(3 * 2 ** 20)],
        ['raw', 'x'],
        ['double[]', [1, Infinity]],
        ['int[]', [0.5]],
        ['string[]', [1]],
      ])('what is no %s is refused, and harms nothing: %s', async (type, value) => {
        const { robot, link } = stage;
        robot.code.publish('/good', 'double');
        const bad = link.writer('/bad', type);
        const good = link.writer('/good', 'double');
        await connect();
        await ready(bad, good);
        expect(bad.write(value)).toEqual({ ok: false, why: 'value' });
        good.write(1);
        await robot.until(() => robot.code.get('/good') === 1);
        expect(robot.code.get('/bad')).toBeUndefined();
        expect(session()).toBe(1);
      });

      test('a topic that the robot announces with another type is not written', async () => {
        const { robot, link } = stage;
        robot.code.publish('/n', 'int');
        robot.code.set('/n', 1);
        const wrong = link.writer('/n', 'double');
        const n = watch('/n');
        await connect();
        await n.until((all) => all.length > 0);
        expect(wrong.ready()).toBe(false);
        expect(wrong.write(2)).toEqual({ ok: false, why: 'type' });
        wrong.close();
        const right = link.writer('/n', 'int');
        await ready(right);
        right.write(2);
        await robot.until(() => robot.code.get('/n') === 2);
      });

      test('what could not leave at once never leaves', async () => {
        const { robot, link } = stage;
        const read = new Heard<NtValue>();
        robot.onStart((code) => {
          code.publish('/k', 'double');
          code.onValue('/k', read.hear);
        });
        const writer = link.writer('/k', 'double');
        const offline = { ok: false, why: 'offline' };
        expect(writer.write(1)).toEqual(offline);
        await connect();
        await ready(writer);
        const before = session();
        robot.drop();
        await lost(link);
        for (let i = 0; i < 50; i++) expect(writer.write(2 + i)).toEqual(offline);
        await online(link, before);
        await ready(writer);
        writer.write(1000);
        await read.until((all) => all.length > 0);
        expect(read.all).toEqual([1000]);
      });

      test('stamps are the robot’s time, at most 50 ms ahead of it, and never go back', async () => {
        const { robot, link } = stage;
        const stamps = new Heard<{ stampUs: number; nowUs: number }>();
        robot.onStart((code) => {
          code.publish('/k', 'int');
          code.onValue('/k', (_value, stampUs) => {
            stamps.hear({ stampUs, nowUs: robot.clockUs() });
          });
        });
        const writer = link.writer('/k', 'int');
        await connect();
        await ready(writer);
        for (let i = 0; i < 100; i++) writer.write(i);
        await stamps.until((all) => all.length >= 100);
        for (const [i, { stampUs, nowUs }] of stamps.all.entries()) {
          expect(stampUs - nowUs).toBeLessThanOrEqual(50_000);
          expect(stampUs).toBeGreaterThanOrEqual(stamps.all[i - 1]?.stampUs ?? 0);
        }
      });

      test('a write right after the robot’s own is not older than it', async () => {
        const { robot, link } = stage;
        robot.code.publish('/k', 'int');
        const k = watch('/k', { all: true });
        const writer = link.writer('/k', 'int');
        await connect();
        await ready(writer);
        for (let i = 0; i < 20; i += 2) {
          robot.code.set('/k', i);
          await k.until((all) => all.at(-1)?.value === i);
          writer.write(i + 1);
          await robot.until(() => robot.code.get('/k') === i + 1);
        }
      });

      test('after the robot’s clock jumped, writes follow it', async () => {
        const { robot, link } = stage;
        robot.code.publish('/k', 'int');
        const writer = link.writer('/k', 'int');
        await connect();
        await ready(writer);
        robot.jumpClock(hourUs);
        await patiently(() => {
          expect(Math.abs((link.serverNowUs() ?? 0) - robot.clockUs())).toBeLessThan(50_000);
        });
        robot.code.set('/k', 1);
        const setUs = robot.clockUs();
        // A stamp is the robot's time but for half a round trip.
        await patiently(() => {
          expect(link.serverNowUs()).toBeGreaterThan(setUs);
        });
        writer.write(2);
        await robot.until(() => robot.code.get('/k') === 2);
      });

      test('after the robot’s clock went back, writes are still read', async () => {
        const { robot, link } = stage;
        robot.jumpClock(2 * hourUs);
        robot.code.publish('/k', 'int');
        robot.code.set('/k', 0);
        const k = watch('/k');
        const writer = link.writer('/k', 'int');
        await connect();
        await ready(writer);
        await k.until((all) => all.length > 0);
        writer.write(1);
        await robot.until(() => robot.code.get('/k') === 1);
        robot.jumpClock(-hourUs);
        writer.write(2);
        await robot.until(() => robot.code.get('/k') === 2);
        await patiently(() => {
          expect(Math.abs((link.serverNowUs() ?? 0) - robot.clockUs())).toBeLessThan(50_000);
        });
        writer.write(3);
        await robot.until(() => robot.code.get('/k') === 3);
      });

      test('the same topic and type is the same writer', () => {
        expect(stage.link.writer('/k', 'int')).toBe(stage.link.writer('/k', 'int'));
        expect(stage.link.writer('/k', 'int')).not.toBe(stage.link.writer('/k', 'double'));
      });
    });

    describe('connections', () => {
      beforeEach(() => setUp());

      test('after a restart with other ids each value still reaches only its own topic', async () => {
        const { robot, link } = stage;
        const topics = Array.from({ length: 12 }, (_, i) => `/t/${i}`);
        let boot = 0;
        robot.onStart((code) => {
          // Topics are missing, and the others come in another order.
          const now = boot === 0 ? topics : topics.filter((_, i) => i % 3 !== 0).reverse();
          for (const topic of now) {
            code.publish(topic, 'string');
            code.set(topic, `${topic} in boot ${boot}`);
          }
        });
        const heard = topics.map((topic) => watch(topic));
        await connect();
        await Promise.all(heard.map((each) => each.until((all) => all.length > 0)));
        boot = 1;
        await robot.restart({ seed: 99 });
        await online(link, 1);
        await heard[11]!.until((all) => all.some(({ session: s }) => s === 2));
        await settled();
        for (const [i, each] of heard.entries()) {
          const expected = [`/t/${i} in boot 0`, ...(i % 3 === 0 ? [] : [`/t/${i} in boot 1`])];
          expect(each.all.map(({ value }) => value)).toEqual(expected);
        }
      });

      test('once the connection is lost no value counts any more, and no topic is known', async () => {
        const { robot, link } = stage;
        robot.code.publish('/a', 'double');
        robot.code.set('/a', 1);
        const a = watch('/a');
        const gone = new Heard<string>();
        link.discover('/a', (topic, announcement) => {
          if (announcement === null) gone.hear(topic);
        });
        await connect();
        await a.until((all) => all.length > 0);
        const atLoss = new Heard<unknown>();
        link.onState(({ kind }) => {
          if (kind !== 'online')
            atLoss.hear([a.latest(), link.serverNowUs(), link.rttMs(), gone.all]);
        });
        robot.drop();
        await atLoss.until((all) => all.length > 0);
        expect(atLoss.all[0]).toEqual([null, null, null, ['/a']]);
        await online(link, 1);
        await a.until((all) => all.length > 1);
        expect(a.last).toMatchObject({ value: 1, session: 2 });
      });

      test('a connection that went silent is lost within two seconds, and found again', async () => {
        const { robot, link } = stage;
        const writer = link.writer('/k', 'int');
        await connect();
        await ready(writer);
        robot.freeze(true);
        stage.skip(2000);
        expect(link.state()).toMatchObject({ kind: 'connecting' });
        expect(writer.write(1)).toEqual({ ok: false, why: 'offline' });
        robot.freeze(false);
        stage.skip(5000);
        await online(link, 1);
      });

      test('a quiet robot that answers is not lost', async () => {
        await connect();
        for (let i = 0; i < 40; i++) {
          stage.skip(200);
          await settled();
        }
        expect(session()).toBe(1);
      });

      test('a robot that comes up later is found', async () => {
        const { robot, link } = stage;
        robot.freeze(true);
        link.connect([robot.address]);
        stage.skip(10_000);
        expect(link.state().kind).toBe('connecting');
        robot.freeze(false);
        stage.skip(5000);
        await online(link);
      });

      test('of two candidates the one that answers is taken, and named', async () => {
        const { robot, link } = stage;
        const mute = await stage.another();
        mute.freeze(true);
        link.connect([mute.address, robot.address]);
        stage.skip(1000);
        await online(link);
        expect(link.state()).toMatchObject({ host: robot.address.host, session: 1 });
        await robot.until(() => robot.connections() === 1);
        mute.freeze(false);
        await settled();
        expect(mute.connections()).toBe(0);
      });

      test('another address leaves one connection, and nothing of the first robot', async () => {
        const { robot, link } = stage;
        const other = await stage.another();
        robot.code.publish('/a', 'string');
        robot.code.set('/a', 'first');
        other.code.publish('/a', 'string');
        other.code.set('/a', 'second');
        const a = watch('/a');
        await connect();
        await a.until((all) => all.length > 0);
        link.connect([other.address]);
        expect(a.latest()).toBeNull();
        for (let i = 0; i < 5; i++) link.connect([i % 2 === 0 ? robot.address : other.address]);
        link.connect([other.address]);
        await online(link, 1);
        await a.until((all) => all.at(-1)?.value === 'second');
        await robot.until(() => robot.connections() === 0);
        await other.until(() => other.connections() === 1);
        robot.code.set('/a', 'first again');
        expect(a.all.map(({ value }) => value)).toEqual(['first', 'second']);
      });

      test('disconnect leaves no socket and no timer, and is final', async () => {
        const { robot, link } = stage;
        const writer = link.writer('/k', 'int');
        watch('/a');
        await connect();
        await ready(writer);
        link.disconnect();
        expect(link.state()).toEqual({ kind: 'idle' });
        expect(stage.busy()).toBe(false);
        await robot.until(() => robot.connections() === 0);
        expect(writer.write(1)).toEqual({ ok: false, why: 'offline' });
      });

      test('disconnect is final from within a listener that hears of the loss, too', async () => {
        const { robot, link } = stage;
        robot.code.publish('/a', 'double');
        const told = new Heard<string>();
        link.discover('/a', (topic, announcement) => {
          if (announcement === null) link.disconnect();
          told.hear(topic);
        });
        await connect();
        await told.until((all) => all.length > 0);
        robot.drop();
        await told.until((all) => all.length > 1);
        expect(link.state()).toEqual({ kind: 'idle' });
        expect(stage.busy()).toBe(false);
        await robot.until(() => robot.connections() === 0);
      });

      test('a watch asked for just before the end never counts a value of what has ended', async () => {
        const { robot, link } = stage;
        robot.code.publish('/a', 'double');
        robot.code.set('/a', 1);
        const first = watch('/a');
        await connect();
        await first.until((all) => all.length > 0);
        const second = watch('/a');
        link.disconnect();
        await Promise.resolve();
        expect([second.all, second.latest()]).toEqual([[], null]);
      });

      test('disconnect while dialling leaves no socket and no timer either', async () => {
        const { robot, link } = stage;
        link.connect([robot.address]);
        stage.skip(10);
        link.disconnect();
        expect(stage.busy()).toBe(false);
        await robot.until(() => robot.connections() === 0);
      });

      test('states are told when they change, not when something arrives', async () => {
        const { robot, link } = stage;
        robot.code.publish('/n', 'int');
        const n = watch('/n', { all: true });
        await connect();
        await settled();
        const states = new Heard<LinkState>();
        link.onState(states.hear);
        for (let i = 0; i < 1000; i++) robot.code.set('/n', i);
        await n.until((all) => all.length >= 1000);
        expect(states.all).toEqual([]);
      });

      test('messages within values are unpacked while there is a connection, and only what is one', async () => {
        const { link } = stage;
        const message = [{ client: '', pubuid: 3 }];
        expect(link.unpack(encode(message))).toBeUndefined();
        await connect();
        expect(link.unpack(encode(message))).toEqual(message);
        expect(link.unpack(Uint8Array.of(0xc1))).toBeUndefined();
        expect(link.unpack('[]')).toBeUndefined();
        expect(link.unpack(undefined)).toBeUndefined();
      });

      test('sessions count up, and the robot’s clock and the round trip are known in each', async () => {
        const { robot, link } = stage;
        await connect();
        expect(link.state()).toMatchObject({ session: 1, protocol: '4.1' });
        expect(link.rttMs()).toBeGreaterThanOrEqual(0);
        expect(Math.abs((link.serverNowUs() ?? 0) - robot.clockUs())).toBeLessThan(100_000);
        await robot.restart();
        await online(link, 1);
        expect(link.state()).toMatchObject({ session: 2 });
        expect(Math.abs((link.serverNowUs() ?? 0) - robot.clockUs())).toBeLessThan(100_000);
      });
    });

    describe('listeners', () => {
      beforeEach(() => setUp());

      test('one that throws is reported, and keeps nothing from the others', async () => {
        const { robot, link } = stage;
        const complaints = new Heard<LinkComplaint>();
        link.onComplaint(complaints.hear);
        const fail = (): never => {
          throw new Error('a bug of the page');
        };
        link.onState(fail);
        link.discover('/a', fail);
        link.watch('/a', {}, fail);
        const a = watch('/a');
        robot.code.publish('/a', 'double');
        robot.code.set('/a', 1);
        await connect();
        await a.until((all) => all.length > 0);
        expect(complaints.all.every(({ kind }) => kind === 'listener')).toBe(true);
        expect(complaints.all.map(({ topic }) => topic)).toEqual(
          expect.arrayContaining([null, '/a']),
        );
      });

      test('one that was taken back hears nothing', async () => {
        const { link } = stage;
        const states = new Heard<LinkState>();
        link.onState(states.hear)();
        const topics = new Heard<string>();
        link.discover('', topics.hear)();
        await connect();
        await settled();
        expect([states.all, topics.all]).toEqual([[], []]);
      });
    });
  });
}
