import { describe, expect, test } from 'vitest';

import { browse, outputsFound, type SeenTopic } from '../../../src/core/tuning/browse.ts';

const seenAs = (topic: string, type = 'double', properties = {}): SeenTopic => ({
  topic,
  type,
  properties,
});
const nothingTaken = (): boolean => false;
const found = (seen: readonly SeenTopic[], search = ''): Readonly<Record<string, string[]>> =>
  Object.fromEntries(
    browse(seen, search, nothingTaken).map(({ shelf, finds }) => [
      shelf,
      finds.map(({ topic }) => topic),
    ]),
  );

describe('the numbers of a robot', () => {
  test('stand on the shelf where robot code keeps them', () => {
    const seen = [
      '/Tunables/Speed',
      '/Preferences/Delay',
      '/SmartDashboard/Trim',
      '/Shooter/Offset',
    ].map((topic) => seenAs(topic));
    expect(found(seen, 'e')).toEqual({
      tunables: ['/Tunables/Speed'],
      preferences: ['/Preferences/Delay'],
      dashboard: [],
      other: ['/Shooter/Offset'],
    });
  });

  test('are none that are texts, can’t be changed, are offered elsewhere, or tell of the robot or of us', () => {
    const seen = [
      seenAs('/Preferences/.type', 'string'),
      seenAs('/Preferences/Name', 'string'),
      seenAs('/Tunables/Serial', 'int', { mutable: false }),
      seenAs('/Tuning/Drag'),
      seenAs('/Tuning/BayesianTuner/Heartbeat'),
      seenAs('/MLtune/Applied/Tuning/Drag'),
      seenAs('/FMSInfo/MatchNumber', 'int'),
      seenAs('$pub$/x', 'int'),
    ];
    for (const search of ['', 'a', 'u', 'x'])
      expect(Object.values(found(seen, search)).flat()).toEqual([]);
  });

  test('a robust tunable stands there once, as the side that is read', () => {
    const seen = [seenAs('/Tunables/Hood/tune'), seenAs('/Tunables/Hood/value')];
    expect(found(seen)['tunables']).toEqual(['/Tunables/Hood/value']);
    expect(found([seenAs('/Tunables/Hood/tune')])['tunables']).toEqual(['/Tunables/Hood/tune']);
  });

  test('of a table on the SmartDashboard are one find', () => {
    const seen = [
      seenAs('/SmartDashboard/Arm/.type', 'string'),
      seenAs('/SmartDashboard/Arm/p'),
      seenAs('/SmartDashboard/Arm/d'),
      seenAs('/SmartDashboard/Arm/name', 'string'),
      seenAs('/SmartDashboard/Loose/p'),
    ];
    const { finds } = browse(seen, '', nothingTaken).find(({ shelf }) => shelf === 'dashboard')!;
    expect(finds.map(({ topic, numbers }) => [topic, numbers.map((n) => n.topic)])).toEqual([
      ['/SmartDashboard/Arm', ['/SmartDashboard/Arm/p', '/SmartDashboard/Arm/d']],
      ['/SmartDashboard/Loose/p', ['/SmartDashboard/Loose/p']],
    ]);
  });
});

test('numbers of controllers among WPILib’s own tunables are one find, robust or not', () => {
  const seen = [
    seenAs('/Tunables/Flywheel/.type', 'string'),
    ...['p', 'i', 'd', 'izone', 'setpoint'].map((part) => seenAs(`/Tunables/Flywheel/${part}`)),
    seenAs('/Tunables/Hood/.type', 'string'),
    ...['tolerance', 'setpoint'].flatMap((part) => [
      seenAs(`/Tunables/Hood/${part}/tune`),
      seenAs(`/Tunables/Hood/${part}/value`),
    ]),
    seenAs('/Tunables/Loose/value'),
    seenAs('/Tunables/Loose/tune'),
  ];
  const { finds } = browse(seen, '', nothingTaken).find(({ shelf }) => shelf === 'tunables')!;
  expect(finds.map(({ topic, numbers }) => [topic, numbers.map((n) => n.topic)])).toEqual([
    [
      '/Tunables/Flywheel',
      ['p', 'i', 'd', 'izone', 'setpoint'].map((part) => `/Tunables/Flywheel/${part}`),
    ],
    ['/Tunables/Hood', ['/Tunables/Hood/tolerance/value', '/Tunables/Hood/setpoint/value']],
    ['/Tunables/Loose/value', ['/Tunables/Loose/value']],
  ]);
});

test('numbers whose name begins without a slash are found, on the shelf of their folder', () => {
  const seen = ['SmartDashboard/Target RPM', 'Shooter/Rpm', 'Preferences/Delay', 'Rpm'].map(
    (topic) => seenAs(topic),
  );
  expect(found(seen, 'r')).toEqual({
    tunables: [],
    preferences: ['Preferences/Delay'],
    dashboard: ['SmartDashboard/Target RPM'],
    other: ['Rpm', 'Shooter/Rpm'],
  });
});

describe('outputs of the program', () => {
  const outputs = [
    '/AdvantageKit/RealOutputs/Shooter/FlywheelSpeed',
    '/AdvantageKit/NetworkInputs/Tuning/Shooter/FlywheelSpeed',
    '/AdvantageKit/Shooter/FlywheelSpeed',
    'AdvantageKit/RealOutputs/Shooter/FlywheelSpeed',
    '/Telemetry/Shooter/FlywheelSpeed',
    '/Robot/shooter/FlywheelSpeed',
    '/limelight-front/FlywheelSpeed',
  ];
  const seen = ['/Shooter/FlywheelSpeed', ...outputs].map((topic) => seenAs(topic));

  test('are never offered, and a search counts them', () => {
    expect(Object.values(found(seen, 'flywheel speed')).flat()).toEqual(['/Shooter/FlywheelSpeed']);
    expect(outputsFound(seen, 'flywheelspeed')).toBe(outputs.length);
  });

  test('are counted by a search only', () => {
    expect(outputsFound(seen, ' ')).toBe(0);
    expect(outputsFound(seen, 'hood')).toBe(0);
  });
});

describe('among two thousand', () => {
  const seen = Array.from({ length: 2_000 }, (_, i) =>
    seenAs(`/${i % 2 === 0 ? 'SmartDashboard' : 'Vision'}/Part${i % 40}/Number${i}`),
  );

  test('few are listed, and the rest is counted', () => {
    const shelves = browse(seen, '', nothingTaken);
    const counts = shelves.map(({ shelf, finds, more }) => [shelf, finds.length, more]);
    expect(counts).toContainEqual(['dashboard', 8, 992]);
    expect(counts).toContainEqual(['other', 0, 1_000]);
  });

  test('one is found by parts of its name, in any order and case', () => {
    const all = browse(seen, ' number1999  PART39', nothingTaken).flatMap(({ finds }) => finds);
    expect(all.map(({ topic }) => topic)).toEqual(['/Vision/Part39/Number1999']);
  });

  test('what is tuned already is left out', () => {
    const taken = (topic: string): boolean => topic.endsWith('Number1999');
    const all = browse(seen, 'Number1999', taken).flatMap(({ finds }) => finds);
    expect(all).toEqual([]);
  });
});
