import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { mulberry32 } from '../../../../src/core/stats/random.ts';
import type { IncomingShot } from '../../../../src/core/tuning/incoming-shot.ts';
import {
  firingSolver,
  firingSolverPrefix,
  shotRecordTopic,
} from '../../../../src/link/contract.ts';
import { NtcoreLink } from '../../../../src/link/ntcore-link.ts';
import type { LinkComplaint } from '../../../../src/link/robot-link.ts';
import { startShotSources, type ShotReport } from '../../../../src/link/shot-sources/start.ts';
import { systemTicker } from '../../../../src/link/ticker.ts';
import { Heard } from '../../../contracts/robot-link-heard.ts';
import { wsWire } from '../../../contracts/robot-link-ws-wire.ts';
import { NtServer } from '../../../robot/nt-server.ts';
import { hasCaughtUp, isOnline } from './online.ts';

let server: NtServer;
let link: NtcoreLink;
let told: Heard<ShotReport>;
let complaints: LinkComplaint[];
let stop: () => void;

beforeEach(async () => {
  server = await NtServer.listen();
  link = new NtcoreLink({ random: mulberry32(1), openWire: wsWire });
  told = new Heard();
  complaints = [];
  stop = startShotSources(link, systemTicker, told.hear, (complaint) => complaints.push(complaint));
});
afterEach(async () => {
  stop();
  link.disconnect();
  await server.close();
});

/** Resolves when the link is online and the robot knows what it wants. */
async function online(session = 1): Promise<void> {
  await isOnline(link, server, session);
  await hasCaughtUp(link, server, `/mark/${session}`);
}
const isShot = (report: ShotReport): report is IncomingShot => 'source' in report;
/** Each shot as it was told last. */
const shots = (all: readonly ShotReport[] = told.all): IncomingShot[] => [
  ...new Map(all.filter(isShot).map((shot) => [shot.key, shot])).values(),
];

/** Robot code of an MLtune robot. */
function publishSolver(): void {
  const { shotTimestamp, hit, distance, numbers } = firingSolver;
  server.robot.publish(firingSolverPrefix + hit, 'boolean');
  for (const field of [shotTimestamp, distance, ...numbers])
    server.robot.publish(firingSolverPrefix + field, 'double');
}
function shoot(stamp: number, hit: boolean, distanceM: number): void {
  server.robot.set(firingSolverPrefix + firingSolver.shotTimestamp, stamp);
  server.robot.set(firingSolverPrefix + firingSolver.hit, hit);
  server.robot.set(firingSolverPrefix + firingSolver.distance, distanceM);
  firingSolver.numbers.forEach((field, i) => {
    server.robot.set(firingSolverPrefix + field, stamp + i);
  });
}
function record(id: number, rest: object = {}, boot = 1): void {
  server.robot.publish(shotRecordTopic, 'json');
  server.robot.set(shotRecordTopic, JSON.stringify({ boot, id, ...rest }));
}

describe('MLtune’s twelve topics', () => {
  test('tell a burst of shots, each once and whole', async () => {
    publishSolver();
    await online();
    const burst = Array.from({ length: 100 }, (_, i) => ({
      stamp: i + 1,
      hit: i % 3 === 0,
      distanceM: 2 + i / 50,
    }));
    for (const { stamp, hit, distanceM } of burst) {
      shoot(stamp, hit, distanceM);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await told.until((all) => shots(all).length >= burst.length);
    expect(
      shots().map(({ distanceM, label, extra }) => [
        distanceM,
        label,
        extra['pitchRadians'],
        extra['LaunchHeight'],
      ]),
    ).toEqual(
      burst.map(({ stamp, hit, distanceM }) => [distanceM, hit ? 'hit' : 'miss', stamp, stamp + 8]),
    );
    expect(new Set(shots().map(({ key }) => key)).size).toBe(burst.length);
  });

  test('tell a shot that was taken while the link was down as recovered, and none twice', async () => {
    publishSolver();
    shoot(1, true, 2);
    await online();
    shoot(2, true, 3);
    await told.until((all) => shots(all).length > 0);
    await server.faults.refuse(true);
    server.faults.dropAll();
    await server.until(() => server.clients.length === 0);
    shoot(3, false, 4);
    shoot(4, true, 5);
    await server.faults.refuse(false);
    await online(2);
    await told.until((all) => shots(all).length > 1);
    shoot(5, true, 6);
    await told.until((all) => shots(all).length > 2);
    expect(shots().map(({ distanceM, recovered }) => [distanceM, recovered])).toEqual([
      [3, false],
      [5, true],
      [6, false],
    ]);
  });

  test('tell the shots before and after a restart, none of them twice', async () => {
    server.onStart(publishSolver);
    await online();
    shoot(1, true, 3);
    shoot(2, true, 3);
    await told.until((all) => shots(all).length >= 1);
    await server.restart({ permuteIds: 3, clockUs: 1e6 });
    await online(2);
    shoot(1, false, 4);
    await told.until((all) => shots(all).length >= 3);
    expect(shots().map(({ distanceM, recovered }) => [distanceM, recovered])).toEqual([
      [3, false],
      [3, false],
      [4, false],
    ]);
    expect(new Set(shots().map(({ key }) => key)).size).toBe(3);
  });
});

describe('records', () => {
  test('tell each shot once, and label late those that are repeated with a result', async () => {
    await online();
    record(1, { hit: true });
    record(2);
    record(2, { distance: 3 });
    record(2, { hit: false });
    record(2, { hit: true });
    record(3);
    await told.until((all) => all.length >= 4);
    expect(told.all).toMatchObject([
      { key: '1:1', label: 'hit', recovered: false },
      { key: '1:2', label: 'none' },
      { key: '1:2', label: 'miss' },
      { key: '1:3' },
    ]);
    expect(told.all.map(isShot)).toEqual([true, true, false, true]);
  });

  test('that a robot remembers are no shots at first, and recovered ones after a loss or a restart', async () => {
    record(1, { hit: true });
    await online();
    record(2);
    await told.until((all) => all.length >= 2);
    await server.faults.refuse(true);
    server.faults.dropAll();
    await server.until(() => server.clients.length === 0);
    record(3);
    await server.faults.refuse(false);
    await online(2);
    await told.until((all) => all.length >= 3);
    server.onStart(() => {
      record(1, {}, 2);
    });
    await server.restart();
    await told.until((all) => all.some(({ key }) => key === '2:1'));
    expect(
      told.all.map((report) => [report.key, isShot(report) ? report.recovered : report.label]),
    ).toEqual([
      ['1:1', 'hit'],
      ['1:2', false],
      ['1:3', true],
      ['2:1', true],
    ]);
  });

  test('count though the robot’s clock went back within the connection', async () => {
    server.clock.jump(3600e6);
    record(1);
    await online();
    record(2);
    server.clock.jump(-3600e6);
    record(3);
    record(4);
    await told.until((all) => all.some(({ key }) => key === '1:4'));
    expect(shots().map(({ key, recovered }) => [key, recovered])).toEqual([
      ['1:2', false],
      ['1:3', false],
      ['1:4', false],
    ]);
  });

  test('that cannot be read are complained of, and spoil no other', async () => {
    await online();
    server.robot.publish(shotRecordTopic, 'string');
    server.robot.set(shotRecordTopic, 'nonsense');
    server.robot.set(shotRecordTopic, '{"boot":1,"id":5}');
    await told.until((all) => all.length >= 1);
    expect(complaints).toMatchObject([{ kind: 'value', topic: shotRecordTopic }]);
    expect(told.all).toMatchObject([{ key: '1:5' }]);
  });

  test('of a robot that has the twelve topics too are the only ones that count', async () => {
    publishSolver();
    await online();
    for (let i = 1; i <= 5; i++) {
      shoot(i, true, 3);
      record(i, { hit: true });
    }
    // Shots of the twelve topics are told in order: had one counted, it would be told before the mark.
    await told.until((all) => all.length >= 5);
    const quiet = new Heard<true>();
    systemTicker.after(300, () => {
      quiet.hear(true);
    });
    await quiet.until((all) => all.length > 0);
    expect(told.all.map(({ key }) => key)).toEqual(['1:1', '1:2', '1:3', '1:4', '1:5']);
  });
});
