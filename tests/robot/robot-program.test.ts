import { describe, expect, test } from 'vitest';
import type { NtServer } from './nt-server.ts';
import type { RawClient } from './raw-client.ts';
import { RobotProgram, type RobotProgramOptions } from './robot-program.ts';
import { testClient, testServer } from './test-server.ts';

const drag = '/Tuning/DragCoefficient';
const interlock = (name: string): string => `/FiringSolver/Interlock/${name}`;

async function testRobot(
  options: RobotProgramOptions = {},
): Promise<{ server: NtServer; robot: RobotProgram; client: RawClient }> {
  const server = await testServer();
  const robot = new RobotProgram(server, options);
  const client = await testClient(server, 'tuner');
  return { server, robot, client };
}

describe('coefficients', () => {
  test('are announced with their bounds, their defaults as values that any write replaces', async () => {
    const { server, robot, client } = await testRobot({ variant: 'mixed6' });
    client.subscribe(1, ['/Tuning/'], { prefix: true });
    await client.until(() => client.values.length === 6);
    expect(client.announced(drag)[0]!.params).toMatchObject({
      type: 'double',
      properties: { min: 0.1, max: 0.9, step: 0.01, default: 0.45 },
    });
    expect(client.announced('/Tuning/SolverIterations')[0]!.params).toMatchObject({ type: 'int' });
    expect(client.announced('/Tuning/SolverTolerance')[0]!.params).toMatchObject({
      properties: { unit: 'm', scale: 'log' },
    });
    expect(client.values.map(({ timestampUs }) => timestampUs)).toEqual([0, 0, 0, 0, 0, 0]);
    client.publish(1, drag, 'double');
    client.write([1, 'double', 0.7, -1_000_000]);
    await server.until(() => robot.values()[drag] === 0.7);
  });

  test('are acknowledged with the value that robot code really works with', async () => {
    const { server, client } = await testRobot();
    client.subscribe(1, [`/MLtune/Applied${drag}`], { all: true });
    await client.until(() => client.values.length === 1);
    client.publish(1, drag, 'double');
    for (const value of [0.6, 7]) client.write([1, 'double', value, server.clock.nowUs()]);
    await client.until(() => client.values.length === 3);
    expect(client.valuesOf(`/MLtune/Applied${drag}`)).toEqual([0.45, 0.6, 0.9]);
  });

  test('are not acknowledged when the write was too old to be read', async () => {
    const { server, robot, client } = await testRobot();
    client.publish(1, drag, 'double');
    client.write([1, 'double', 0.6, server.clock.nowUs()]);
    client.write([1, 'double', 0.3, 1]);
    await client.roundTrip();
    expect(robot.values()[drag]).toBe(0.6);
    expect(server.robot.get(`/MLtune/Applied${drag}`)).toBe(0.6);
  });

  test('change the true hit rate of the robot that holds them', async () => {
    const { server, robot, client } = await testRobot({ variant: 'shoot1', world: 0 });
    const before = robot.trueRate();
    client.publish(1, drag, 'double');
    client.write([1, 'double', 0.58, server.clock.nowUs()]);
    await client.roundTrip();
    expect(robot.trueRate()).toBeGreaterThan(before);
    expect(robot.trueRate()).toBe(robot.trueRate({ [drag]: 0.58 }));
  });

  test('fall back to their defaults when the robot restarts', async () => {
    const { server, robot, client } = await testRobot();
    client.publish(1, drag, 'double');
    client.write([1, 'double', 0.6, server.clock.nowUs()]);
    await client.roundTrip();
    await server.restart();
    expect(robot.values()[drag]).toBe(0.45);
  });
});

describe('shots', () => {
  const solver = [
    'ShotTimestamp',
    'Hit',
    'Distance',
    'Solution/pitchRadians',
    'Solution/exitVelocity',
    'Solution/yawRadians',
    'DragCoefficient',
    'AirDensity',
    'ProjectileMass',
    'ProjectileArea',
    'TargetHeight',
    'LaunchHeight',
  ].map((name) => `/FiringSolver/${name}`);

  test('come as twelve topics, the time first, and only what has changed', async () => {
    const { robot, client } = await testRobot();
    client.subscribe(1, solver, { all: true });
    await client.until(() => client.announced(solver[11]!).length > 0);
    const first = robot.shootOnce()!;
    await client.until(() => client.values.length >= 12);
    expect(client.values).toHaveLength(12);
    expect(client.values[0]!.value).toBe(first.atUs / 1e6);
    expect(solver.map((name) => client.valuesOf(name)[0])).toEqual([
      first.atUs / 1e6,
      first.hit,
      first.distanceM,
      first.pitchRad,
      first.exitVelocityMps,
      first.yawRad,
      0.45,
      1.2,
      0.215,
      0.01767,
      2.3,
      0.6,
    ]);
    const stamps = client.values.map(({ timestampUs }) => timestampUs);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    robot.shootOnce();
    await client.until(() => client.valuesOf(solver[5]!).length === 2);
    expect(client.valuesOf('/FiringSolver/ProjectileMass')).toHaveLength(1);
  });

  test('come as one record each', async () => {
    const { robot, client } = await testRobot({ report: 'record' });
    client.subscribe(1, ['/MLtune/Shot', '/FiringSolver/Hit'], { all: true });
    await client.until(() => client.announced('/MLtune/Shot').length > 0);
    robot.shootOnce();
    const shot = robot.shootOnce()!;
    await client.until(() => client.valuesOf('/MLtune/Shot').length === 2);
    expect(JSON.parse(String(client.valuesOf('/MLtune/Shot')[1]))).toEqual({
      id: 2,
      boot: shot.boot,
      t: shot.atUs,
      distance: shot.distanceM,
      hit: shot.hit,
      missY: shot.errorM,
      used: robot.values(),
      extra: {
        pitchRadians: shot.pitchRad,
        exitVelocity: shot.exitVelocityMps,
        yawRadians: shot.yawRad,
        batteryVoltage: shot.batteryVoltage,
      },
    });
    expect(client.announced('/FiringSolver/Hit')).toEqual([]);
  });

  test('are kept in a ledger, which counts on over restarts while ids begin anew', async () => {
    const { server, robot, client } = await testRobot({ report: 'both' });
    robot.shootOnce();
    robot.shootOnce();
    client.close();
    await server.until(() => server.clients.length === 0);
    await server.restart();
    robot.shootOnce();
    const { ledger } = robot;
    expect(ledger.map(({ id, number, clients }) => [id, number, clients])).toEqual([
      [1, 1, 1],
      [2, 2, 1],
      [1, 3, 0],
    ]);
    expect(ledger[1]!.boot).toBe(ledger[0]!.boot);
    expect(ledger[2]!.boot).not.toBe(ledger[0]!.boot);
  });

  test('are taken again and again while the robot is enabled', async () => {
    const { server, robot } = await testRobot();
    robot.shootEvery(5);
    await server.until(() => robot.ledger.length >= 3);
    robot.setEnabled(false);
    expect(robot.shootOnce()).toBeNull();
    robot.setEnabled(true);
    const { length } = robot.ledger;
    await server.until(() => robot.ledger.length > length);
    robot.setEstop(true);
    expect(robot.shootOnce()).toBeNull();
    robot.shootEvery(null);
  });
});

describe('interlocks', () => {
  test('make the robot wait until the shot is logged', async () => {
    const { server, robot, client } = await testRobot();
    client.publish(1, interlock('RequireShotLogged'), 'boolean');
    client.publish(2, interlock('ShotLogged'), 'boolean');
    client.write([1, 'boolean', true, server.clock.nowUs()]);
    await client.roundTrip();
    expect(robot.shootOnce()).not.toBeNull();
    expect(server.robot.get(interlock('ShotLogged'))).toBe(false);
    expect(robot.shootOnce()).toBeNull();
    client.write([2, 'boolean', true, server.clock.nowUs()]);
    await client.roundTrip();
    expect(robot.shootOnce()).not.toBeNull();
  });

  test('make the robot wait for new values, and a due shot is taken as soon as they are there', async () => {
    const { server, robot, client } = await testRobot();
    client.publish(1, interlock('RequireCoefficientsUpdated'), 'boolean');
    client.publish(2, interlock('CoefficientsUpdated'), 'boolean');
    client.write([1, 'boolean', true, server.clock.nowUs()]);
    await client.roundTrip();
    robot.shootEvery(1);
    for (const shots of [1, 2, 3]) {
      await server.until(() => robot.ledger.length === shots);
      expect(robot.shootOnce()).toBeNull();
      client.write([2, 'boolean', true, server.clock.nowUs()]);
    }
    robot.stop();
  });

  test('hold no longer than the tuner that asked for them is connected', async () => {
    const { server, robot, client } = await testRobot();
    client.publish(1, interlock('RequireShotLogged'), 'boolean');
    client.write([1, 'boolean', true, server.clock.nowUs()]);
    await client.roundTrip();
    robot.shootOnce();
    expect(robot.shootOnce()).toBeNull();
    client.close();
    await server.until(() => server.clients.length === 0);
    expect(robot.shootOnce()).not.toBeNull();
  });

  test('leave a robot that was never asked to wait alone', async () => {
    const { robot } = await testRobot();
    for (let i = 0; i < 5; i++) expect(robot.shootOnce()).not.toBeNull();
  });
});

test('the robot’s state is told as the Driver Station and the field have it', async () => {
  const { server, robot } = await testRobot();
  const word = () => server.robot.get('/FMSInfo/FMSControlData');
  const told = (name: string) => server.robot.get(`/FMSInfo/${name}`);
  expect(word()).toBe(0x21);
  expect([told('MatchType'), told('EventName')]).toEqual([0, '']);
  robot.setFms(true);
  expect(word()).toBe(0x31);
  expect([told('EventName'), told('MatchType'), told('MatchNumber')]).toEqual(['SIM', 2, 12]);
  robot.setEnabled(false);
  robot.setFms(false);
  expect(word()).toBe(0x20);
  robot.setEnabled(true);
  robot.setEstop(true);
  expect(word()).toBe(0x28);
  robot.setEstop(false);
  robot.setDriverStation(false);
  expect(word()).toBe(0x01);
  await server.restart();
  expect(word()).toBe(0x01);
});
