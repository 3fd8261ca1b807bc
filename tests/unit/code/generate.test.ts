import { describe, expect, test } from 'vitest';
import { codeFor } from '../../../src/core/code/generate.ts';
import { seasons, type CodeRequest, type CodeValue } from '../../../src/core/code/request.ts';

const value = (
  topic: string,
  unit: string,
  given: Partial<CodeValue> & { readonly atM?: number; readonly integer?: boolean },
): CodeValue => ({
  coefficient: {
    topic,
    unit,
    integer: given.integer ?? false,
    role: given.atM === undefined ? null : 'angle-knot',
    atM: given.atM ?? null,
    min: 0.5,
    max: 1.5,
  },
  value: given.value ?? 0,
  before: given.before ?? null,
});

const request: CodeRequest = {
  language: 'java',
  season: '2026',
  form: 'tables',
  values: [
    value('/Tuning/LaunchHeight', 'm', { value: 0.8125, before: 0.8 }),
    value('/Tuning/Iterations', '', { value: 22, before: 22, integer: true }),
    value('/Tuning/Hood/3', '°', { value: 31.5, before: 30, atM: 3 }),
    value('/Tuning/Hood/2', '°', { value: 28, before: 28, atM: 2 }),
  ],
  about: ['MLtune, session "Saturday"'],
  holder: 'TunedValues',
};
/** The lines that say something, without what every file has. */
const linesOf = (given: Partial<CodeRequest>): readonly string[] =>
  codeFor({ ...request, ...given })
    .text.split('\n')
    .map((line) => line.trim())
    .filter(
      (line) =>
        /[k]|Map\.entry|import|#include|about|MLtune/.test(line) && !/^private|^return/.test(line),
    );

test('Java has constants with unit, former value and topic, and a table by distance', () => {
  expect(linesOf({})).toEqual([
    '// MLtune, session "Saturday"',
    'package frc.robot;',
    'import edu.wpi.first.math.interpolation.InterpolatingDoubleTreeMap;',
    'import java.util.Map;',
    'public static final double kLaunchHeight = 0.8125; // m; was 0.8; /Tuning/LaunchHeight',
    'public static final int kIterations = 22; // /Tuning/Iterations',
    'public static final InterpolatingDoubleTreeMap kAngleByDistance =',
    'Map.entry(2.0, 28.0), // deg; /Tuning/Hood/2',
    'Map.entry(3.0, 31.5)); // deg; was 30.0; /Tuning/Hood/3',
  ]);
});

test('a tunable number in Java has its key as it is below /Tuning, and as default the value', () => {
  expect(linesOf({ form: 'tunables', values: request.values.slice(0, 1) })).toContain(
    'public static final LoggedTunableNumber kLaunchHeight = new LoggedTunableNumber("LaunchHeight", 0.8125); // m; was 0.8',
  );
});

test.each([
  ['java', 'tables', 'edu.wpi.first.math', 'org.wpilib.math'],
  ['java', 'tables', 'package frc.robot;', 'package first.robot;'],
  ['cpp', 'tables', '<wpi/interpolating_map.h>', '<wpi/util/interpolating_map.hpp>'],
  ['cpp', 'tables', ' wpi::interpolating_map<', ' wpi::util::interpolating_map<'],
  ['cpp', 'tunables', '<networktables/DoubleTopic.h>', '<wpi/nt/DoubleTopic.hpp>'],
  ['cpp', 'tunables', '  nt::DoubleEntry', '  wpi::nt::DoubleEntry'],
  // In snake case since alpha 6.
  [
    'python',
    'tunables',
    'NetworkTableInstance.getDefault().getDoubleTopic(topic).getEntry(value)',
    'NetworkTableInstance.get_default().get_double_topic(topic).get_entry(value)',
  ],
  ['python', 'tunables', 'entry.setDefault(value)', 'entry.set_default(value)'],
] as const)('%s with %s says %s in 2026 and %s in 2027', (language, form, old, now) => {
  const [of2026, of2027] = seasons.map(
    (season) => codeFor({ ...request, language, form, season }).text,
  );
  expect(of2026).toContain(old);
  expect(of2026).not.toContain(now);
  expect(of2027).toContain(now);
  expect(of2027).not.toContain(old);
});

test('Python has a tuple of pairs, and says how to look it up', () => {
  expect(linesOf({ language: 'python' })).toEqual([
    '# MLtune, session "Saturday"',
    'kLaunchHeight = 0.8125  # m; was 0.8; /Tuning/LaunchHeight',
    'kIterations = 22  # /Tuning/Iterations',
    '# By distance, m; look up with numpy.interp(distance, *zip(*kAngleByDistance)).',
    'kAngleByDistance = (',
  ]);
});

test('a topic that WPILib publishes by itself stays a constant', () => {
  const values = [value('/Preferences/Drag', '', { value: 0.5 })];
  for (const language of ['java', 'cpp', 'python'] as const)
    expect(codeFor({ ...request, language, form: 'tunables', values }).text).toMatch(
      /kDrag = 0\.5/,
    );
});

describe('WPILib’s own tunables', () => {
  const given = {
    form: 'wpilib',
    season: '2027',
    values: [
      value('/Tunables/Shooter/LaunchHeight/value', 'm', { value: 0.8125, before: 0.8 }),
      value('Tuning/Hood/Trim', '°', { value: 1, before: 1 }),
      value('/Tuning/Rpm[2]', 'rpm', { value: 1 }),
      value('/Tunables/Flywheel/izone', '', { value: 1 }),
      value('/Preferences/Hood/Trim', '', { value: 1 }),
    ],
  } as const;

  test('in Java tell their bounds and their unit as JSON, and acknowledge', () => {
    const { text } = codeFor({ ...request, ...given });
    expect(text).toContain(
      'kShooterLaunchHeight = tunable("Shooter/LaunchHeight", 0.8125, 0.5, 1.5, "\\"m\\""); // m; was 0.8',
    );
    expect(text).toContain(
      'kHoodTrim = tunable("Hood/Trim", 1.0, 0.5, 1.5, "\\"\\u00b0\\""); // deg; was at Tuning/Hood/Trim',
    );
    expect(text).toContain('TunableOption.ROBUST,');
    expect(text).toContain('TunableOption.property("min", Double.toString(min)),');
    expect(text).toContain('import org.wpilib.tunable.TunableDouble;');
  });

  test('in C++ and Python have them too', () => {
    const cpp = codeFor({ ...request, ...given, language: 'cpp' }).text;
    expect(cpp).toContain('#include <wpi/tunables/Tunables.hpp>');
    expect(cpp).toContain(
      'wpi::tunables::TunableDouble kShooterLaunchHeight{0.8125, Config(0.5, 1.5, "m")};',
    );
    expect(cpp).toContain('wpi::tunables::Publish("Shooter/LaunchHeight", kShooterLaunchHeight);');
    const python = codeFor({ ...request, ...given, language: 'python' }).text;
    expect(python).toContain(
      'self.kShooterLaunchHeight = self._add("Shooter/LaunchHeight", 0.8125, 0.5, 1.5, "m")',
    );
    expect(python).toContain('tunables.add(path, value, robust=True, properties=properties)');
  });

  test('are none for a number of a list, one of WPILib’s controllers, and a second one of the same path', () => {
    const { text } = codeFor({ ...request, ...given });
    for (const name of ['kRpm2', 'kFlywheelIzone', 'kHoodTrim_2'])
      expect(text).toMatch(new RegExp(`static final double ${name} = 1\\.0;`));
  });

  test('are constants in a season that has none', () => {
    expect(codeFor({ ...request, ...given, season: '2026' }).text).not.toContain('tunable(');
  });
});

test('each language has its own name of the file', () => {
  expect(
    (['java', 'cpp', 'python'] as const).map((language) => codeFor({ ...request, language }).name),
  ).toEqual(['TunedValues.java', 'TunedValues.h', 'tuned_values.py']);
});
