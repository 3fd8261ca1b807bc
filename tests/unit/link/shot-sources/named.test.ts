import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { mulberry32 } from '../../../../src/core/stats/random.ts';
import type { IncomingShot } from '../../../../src/core/tuning/incoming-shot.ts';
import {
  blankMapping,
  sideKickButtons,
  type EventSource,
  type NamedSource,
  type StructSource,
} from '../../../../src/core/tuning/named-source.ts';
import { NtcoreLink } from '../../../../src/link/ntcore-link.ts';
import type { LinkComplaint } from '../../../../src/link/robot-link.ts';
import { NamedSources } from '../../../../src/link/shot-sources/named.ts';
import type { ShotReport } from '../../../../src/link/shot-sources/start.ts';
import { systemTicker } from '../../../../src/link/ticker.ts';
import { Heard } from '../../../contracts/robot-link-heard.ts';
import { wsWire } from '../../../contracts/robot-link-ws-wire.ts';
import { NtServer } from '../../../robot/nt-server.ts';
import { RobotProgram } from '../../../robot/robot-program.ts';
import { writeStruct } from '../../../robot/struct-writer.ts';
import { hasCaughtUp, isOnline } from './online.ts';

let server: NtServer;
let link: NtcoreLink;
let told: Heard<ShotReport>;
let complaints: Heard<LinkComplaint>;
let sources: NamedSources;

beforeEach(async () => {
  server = await NtServer.listen();
  link = new NtcoreLink({ random: mulberry32(1), openWire: wsWire });
  told = new Heard();
  complaints = new Heard();
  sources = new NamedSources({
    link,
    ticker: systemTicker,
    ears: { deliver: told.hear, complain: complaints.hear },
  });
});
afterEach(async () => {
  sources.use([]);
  link.disconnect();
  await server.close();
});

/** Resolves when the link is online and has all that the robot sent so far. */
async function online(session = 1): Promise<void> {
  await isOnline(link, server, session);
  await caughtUp();
}
let marks = 0;
/** What the robot has sent until now has come; what it sends later is of another time. */
async function caughtUp(): Promise<void> {
  await hasCaughtUp(link, server, `/mark/${++marks}`);
  await new Promise((resolve) =>
    systemTicker.after(60, () => {
      resolve(undefined);
    }),
  );
}
async function apart(act: () => void): Promise<void> {
  await server.faults.refuse(true);
  server.faults.dropAll();
  await server.until(() => server.clients.length === 0);
  act();
  await server.faults.refuse(false);
  await online(2);
}
/** Each shot as it was told last. */
const shots = (): IncomingShot[] => [
  ...new Map(
    told.all
      .filter((report): report is IncomingShot => 'source' in report)
      .map((report) => [report.key, report]),
  ).values(),
];

describe('a struct that the operator named', () => {
  const topic = '/Shooter/Shot';
  const source: StructSource = {
    kind: 'struct',
    topic,
    enabled: true,
    mapping: {
      distance: 'distance',
      result: { from: 'result', hit: 2, miss: 1 },
      missX: null,
      missY: 'errors[1]',
      extra: [{ name: 'x', from: 'pose.translation.x' }],
    },
  };
  const schemas: Readonly<Record<string, string>> = {
    Shot: 'Pose2d pose;double distance;float errors[2];enum {none=0,miss=1,hit=2} uint8 result:2;bool fast:1',
    Pose2d: 'Translation2d translation;Rotation2d rotation',
    Translation2d: 'double x;double y',
    Rotation2d: 'double value',
  };
  const field = (name: string, type: string) => ({ name, type });
  const fields = [
    {
      ...field('pose', 'Pose2d'),
      struct: [field('x', 'double'), field('y', 'double'), field('value', 'double')],
    },
    field('distance', 'double'),
    { ...field('errors', 'float'), count: 2 },
    { ...field('result', 'uint8'), bits: 2 },
    { ...field('fast', 'bool'), bits: 1 },
  ];
  const publishSchema = (name: string): void => {
    server.robot.publish(`/.schema/struct:${name}`, 'structschema');
    server.robot.set(`/.schema/struct:${name}`, new TextEncoder().encode(schemas[name]));
  };
  const publish = (): void => {
    Object.keys(schemas).forEach(publishSchema);
    server.robot.publish(topic, 'struct:Shot');
  };
  const shoot = (distance: number, result = 0): void => {
    const pose = { x: distance + 1, y: 0, value: 0 };
    const values = { pose, distance, errors: [0, 0.25], result, fast: 1 };
    server.robot.set(topic, Uint8Array.from(writeStruct(fields, values)));
  };

  test('tells each shot once, by the robot’s own schemas', async () => {
    publish();
    shoot(1);
    sources.use([source]);
    await online();
    const before = server.clock.nowUs();
    shoot(2, 2);
    shoot(3, 1);
    shoot(4, 0);
    await told.until((all) => all.length >= 3);
    await caughtUp();
    expect(shots().map(({ distanceM, label }) => [distanceM, label])).toEqual([
      [2, 'hit'],
      [3, 'miss'],
      [4, 'none'],
    ]);
    expect(shots()[0]).toMatchObject({ source: 'struct', missY: 0.25, extra: { x: 3 } });
    expect(shots()[0]?.serverUs).toBeGreaterThanOrEqual(before);
    expect(new Set(shots().map(({ key }) => key)).size).toBe(3);
    expect(complaints.all).toEqual([]);
  });

  test('waits for the schemas of all structs in it, and says which does not come', async () => {
    server.robot.publish(topic, 'struct:Shot');
    for (const name of ['Shot', 'Pose2d', 'Rotation2d']) publishSchema(name);
    sources.use([source]);
    await online();
    shoot(2);
    await complaints.until((all) => all.length > 0);
    expect(complaints.all).toEqual([
      { kind: 'shot', topic, detail: 'its schema, /.schema/struct:Translation2d, is missing' },
    ]);
    publishSchema('Translation2d');
    await told.until((all) => all.length > 0);
    expect(shots()).toMatchObject([{ distanceM: 2, recovered: false }]);
  });

  test('tells a shot of a lost link as recovered, and none of before a restart', async () => {
    sources.use([source]);
    server.onStart(publish);
    await online();
    shoot(2);
    await told.until((all) => all.length >= 1);
    await apart(() => {
      shoot(3);
    });
    await told.until((all) => all.length >= 2);
    server.onStart(() => {
      shoot(4);
    });
    await server.restart({ clockUs: 1e6 });
    await online(3);
    shoot(5);
    await told.until((all) =>
      all.some((report) => 'distanceM' in report && report.distanceM === 5),
    );
    expect(shots().map(({ distanceM, recovered }) => [distanceM, recovered])).toEqual([
      [2, false],
      [3, true],
      [5, false],
    ]);
  });

  test('that is none, or does not fit its schema, is complained of in words', async () => {
    publish();
    server.robot.publish('/n', 'double');
    sources.use([source, { ...source, topic: '/n' }]);
    await online();
    server.robot.set(topic, Uint8Array.of(1, 2, 3));
    server.robot.set('/n', 1);
    await complaints.until((all) => all.length >= 2);
    expect(complaints.all).toContainEqual({
      kind: 'shot',
      topic,
      detail: 'it has 3 bytes, where its schema has 41',
    });
    expect(complaints.all).toContainEqual({
      kind: 'shot',
      topic: '/n',
      detail: 'its type is "double", and not that of one struct',
    });
    shoot(3);
    await told.until((all) => all.length > 0);
    expect(told.all).toHaveLength(1);
  });
});

describe('an event that the operator named', () => {
  const counter: EventSource = {
    kind: 'event',
    topic: '/Shooter/Shots',
    enabled: true,
    change: 'number',
    label: null,
    mapping: {
      ...blankMapping,
      distance: '/Vision/Distance',
      result: { from: '/Vision/Hit', hit: 1, miss: 0 },
      extra: [{ name: 'rpm', from: '/Shooter/Rpm' }],
    },
  };
  const publish = (): void => {
    server.robot.publish('/Shooter/Shots', 'int');
    server.robot.publish('/Vision/Distance', 'double');
    server.robot.publish('/Vision/Hit', 'boolean');
    server.robot.publish('/Shooter/Rpm', 'double');
  };

  test('tells a shot at each change, with what held at that time', async () => {
    publish();
    server.robot.set('/Shooter/Shots', 7);
    sources.use([counter]);
    await online();
    for (let i = 1; i <= 5; i++) {
      server.robot.set('/Vision/Distance', 2 + i / 10);
      server.robot.set('/Vision/Hit', i % 2 === 0);
      server.robot.set('/Shooter/Rpm', 3000 + i);
      server.robot.set('/Shooter/Shots', 7 + i);
      // What is set after it belongs to none.
      await new Promise((resolve) => setImmediate(resolve));
      server.robot.set('/Vision/Distance', 9);
    }
    await told.until((all) => all.length >= 5);
    await caughtUp();
    expect(shots().map(({ distanceM, label, extra }) => [distanceM, label, extra['rpm']])).toEqual(
      [1, 2, 3, 4, 5].map((i) => [2 + i / 10, i % 2 === 0 ? 'hit' : 'miss', 3000 + i]),
    );
    expect(shots().every(({ source, recovered }) => source === 'event' && !recovered)).toBe(true);
    expect(complaints.all).toEqual([]);
  });

  test('of a robot at rest has its old distance; what was never told is left out, and said once', async () => {
    publish();
    server.robot.set('/Shooter/Shots', 0);
    server.robot.set('/Vision/Distance', 3);
    sources.use([counter]);
    await online();
    await new Promise((resolve) =>
      systemTicker.after(100, () => {
        resolve(undefined);
      }),
    );
    for (const i of [1, 2]) {
      server.robot.set('/Shooter/Rpm', 3000 + i);
      server.robot.set('/Shooter/Shots', i);
    }
    await told.until((all) => all.length >= 2);
    expect(shots()).toMatchObject(
      [1, 2].map((i) => ({
        distanceM: 3,
        label: 'none',
        extra: { rpm: 3000 + i, distanceAgeS: expect.closeTo(0.15, 0) as number },
      })),
    );
    await complaints.until((all) => all.length >= 1);
    expect(complaints.all).toEqual([
      { kind: 'shot', topic: '/Vision/Hit', detail: 'it had no value when a shot left' },
    ]);
  });

  test('is each press of SideKick’s buttons, with the result in its name', async () => {
    const [hit, miss] = sideKickButtons.map(({ topic }) => topic) as [string, string];
    const press = (button: string): void => {
      server.robot.set('/FiringSolver/Distance', server.clock.nowUs() / 1e6);
      server.robot.set(button, true);
      server.robot.set(button, false);
    };
    server.onStart((robot) => {
      for (const button of [hit, miss]) {
        robot.publish(button, 'boolean');
        robot.set(button, false);
      }
      robot.publish('/FiringSolver/Distance', 'double');
    });
    sources.use(sideKickButtons);
    await online();
    for (const button of [hit, hit, miss]) press(button);
    await told.until((all) => all.length >= 3);
    await server.restart({ clockUs: 1e6 });
    await online(2);
    press(miss);
    await told.until((all) => all.length >= 4);
    expect(
      shots()
        .map(({ label }) => label)
        .toSorted(),
    ).toEqual(['hit', 'hit', 'miss', 'miss']);
    expect(shots().every(({ distanceM }) => distanceM !== null)).toBe(true);
    expect(new Set(shots().map(({ key }) => key)).size).toBe(4);
  });

  test('tells a shot of a lost link as recovered', async () => {
    publish();
    server.robot.set('/Shooter/Shots', 1);
    sources.use([{ ...counter, mapping: blankMapping }]);
    await online();
    await apart(() => {
      server.robot.set('/Shooter/Shots', 2);
    });
    await told.until((all) => all.length >= 1);
    expect(shots()).toMatchObject([{ recovered: true }]);
  });

  test('that can’t be one is complained of in words', async () => {
    server.robot.publish('/Shooter/Shots', 'string');
    sources.use([counter]);
    await online();
    server.robot.set('/Shooter/Shots', 'two');
    await complaints.until((all) => all.length > 0);
    expect(complaints.all).toEqual([
      { kind: 'shot', topic: '/Shooter/Shots', detail: 'its value is no number' },
    ]);
  });
});

test('sources come and go with the settings, and the others do not notice', async () => {
  for (const topic of ['/a', '/b']) {
    server.robot.publish(topic, 'int');
    server.robot.set(topic, 0);
  }
  const count = (topic: string, enabled = true): NamedSource => ({
    kind: 'event',
    topic,
    enabled,
    change: 'number',
    label: null,
    mapping: blankMapping,
  });
  const set = async (value: number): Promise<void> => {
    for (const topic of ['/a', '/b']) server.robot.set(topic, value);
    await caughtUp();
    await caughtUp();
  };
  await online();
  sources.use([count('/a'), count('/b', false)]);
  await caughtUp();
  await set(1);
  sources.use([count('/a'), count('/b')]);
  await caughtUp();
  await set(2);
  sources.use([count('/b')]);
  await set(3);
  const of = (topic: string): number => shots().filter(({ key }) => key.endsWith(topic)).length;
  expect([of('/a'), of('/b')]).toEqual([2, 2]);
});

describe('the simulated robot', () => {
  const simulated: readonly NamedSource[] = [
    {
      kind: 'struct',
      topic: '/Shooter/Shot',
      enabled: true,
      mapping: {
        ...blankMapping,
        distance: 'distance',
        result: { from: 'result', hit: 2, miss: 1 },
        extra: [{ name: 'pitchRadians', from: 'aim.pitch' }],
      },
    },
  ];
  test.each([
    ['struct', simulated],
    ['event', sideKickButtons],
  ] as const)('is read in all its shots where it reports by %s', async (report, named) => {
    const robot = new RobotProgram(server, { variant: 'shoot3', world: 7, report });
    sources.use(named);
    await online();
    const taken = Array.from({ length: 20 }, () => robot.shootOnce()!);
    await told.until((all) => all.length >= taken.length);
    await caughtUp();
    const inOrder = shots().toSorted((a, b) => a.serverUs - b.serverUs);
    expect(inOrder.map(({ label }) => label)).toEqual(
      taken.map(({ hit }) => (hit ? 'hit' : 'miss')),
    );
    expect(inOrder.map(({ distanceM }) => distanceM)).toEqual(
      taken.map(({ distanceM }) => distanceM),
    );
  });
});
