import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sessionToJson } from '../../../src/core/log/json.ts';
import {
  longestName,
  loaded,
  profileSettings,
  freeName,
} from '../../../src/core/profile/profile.ts';
import {
  longestText,
  profileFromJson,
  profileToJson,
  type ProfileFault,
} from '../../../src/core/profile/profile-json.ts';
import { profileFaultWords } from '../../../src/ui/setup/profile-words.ts';
import { coefficient, drag, settings, twoCoefficients } from '../tuning/bench.ts';
import { anyProfile } from './any-profile.ts';

const profile = {
  name: 'Comp bot',
  settings: profileSettings(
    settings({ coefficients: twoCoefficients, goal: { heightM: 2.3, halfOpeningM: 0.16 } }),
  ),
};
/** A profile's file as plain data, to be damaged. */
type Plain = Record<string, unknown>;
const plain = (): Plain & { settings: Plain & { coefficients: Plain[] } } =>
  JSON.parse(profileToJson(profile)) as ReturnType<typeof plain>;
const read = (file: unknown) => profileFromJson(JSON.stringify(file));
function faultOf(text: string): ProfileFault {
  const outcome = profileFromJson(text);
  if (outcome.ok) throw new Error('it was read');
  return outcome.fault;
}
const wordsOf = (file: unknown): string =>
  profileFaultWords('comp.json', faultOf(JSON.stringify(file))).join(' ');

test('a profile as a file comes back exactly, whatever it holds', () => {
  fc.assert(
    fc.property(anyProfile, (any) => {
      expect(profileFromJson(profileToJson(any))).toEqual({ ok: true, value: any });
    }),
    { seed: 5, numRuns: 150 },
  );
});

test('its file is lines of text, in which a team’s repository shows a change', () => {
  const [before, after] = [
    profile,
    { ...profile, settings: { ...profile.settings, shotsPerTrial: 9 } },
  ].map((one) => profileToJson(one).split('\n'));
  const changed = after!.filter((line, index) => line !== before![index]);
  expect(changed).toEqual(['    "shotsPerTrial": 9,']);
});

describe('what is no profile is refused, and never throws:', () => {
  test('any text, any JSON', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(profileFromJson(text)).toMatchObject({ ok: false });
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  test('a file that is cut off anywhere', () => {
    const text = profileToJson(profile).trimEnd();
    for (let end = 0; end < text.length; end += 7)
      expect(faultOf(text.slice(0, end)).kind).toBe('not-json');
  });

  test('a session’s log is told from other JSON', () => {
    expect(faultOf(sessionToJson({ id: 'a', name: 'A', createdMs: 1, events: [] }))).toEqual({
      kind: 'a-session',
    });
    expect(faultOf('{"kP":1}')).toEqual({ kind: 'not-a-profile' });
    expect(faultOf('[]')).toEqual({ kind: 'not-a-profile' });
  });

  test('a text too long to be one is not even parsed', () => {
    expect(faultOf(' '.repeat(longestText + 1))).toEqual({ kind: 'too-long' });
  });

  test('a newer version is refused by that version', () => {
    expect(read({ ...plain(), version: 2, settings: 'all new' })).toEqual({
      ok: false,
      fault: { kind: 'newer', version: 2 },
    });
    expect(wordsOf({ ...plain(), version: 2 })).toMatch(
      /newer MLtune \(format 2\).*Update this page/,
    );
  });

  test.each(['', '  ', 'x'.repeat(longestName + 1)])('a name that is none: %j', (name) => {
    expect(wordsOf({ ...plain(), name })).toContain('"name" must have 1 to 60 characters');
  });

  test('anything that is missing, by where it was', () => {
    const walk = (value: object, path: string): void => {
      for (const [key, item] of Object.entries(value) as [string, unknown][]) {
        // What came later may be missing, and lists may be shorter.
        if (
          /^(role|atM|own|goal|bias|shotSources|search|autoAdvance|forceGlobal|comparison|approve|burst|afterRestart|liveDistance|distanceUnit)$/.test(
            key,
          )
        )
          continue;
        const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
        if (typeof item === 'object' && item !== null) walk(item, at);
        if (Array.isArray(value) || at === 'profile.format' || at === 'profile.version') continue;
        const file = plain();
        const parent = path
          .split(/[.[\]]+/)
          .filter((name) => name !== '')
          .slice(1)
          .reduce<Plain>((part, name) => part[name] as Plain, file);
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a damaged file is what is tested
        delete parent[key];
        expect(read(file), at).toMatchObject({ ok: false, fault: { kind: 'damaged' } });
        expect(wordsOf(file)).toMatch(
          new RegExp(`at ${at.replaceAll(/[[\].]/g, '\\$&')}[ .[].* should be .*mend it`),
        );
      }
    };
    walk(plain(), 'profile');
  });

  test('settings that nobody could tune with, each fault in words at its coefficient', () => {
    const file = plain();
    Object.assign(file.settings.coefficients[0]!, { name: 'Drag', min: 9, max: 1 });
    Object.assign(file.settings, { shotsPerTrial: 0, distanceM: [5, 2] });
    expect(read(file)).toMatchObject({ ok: false, fault: { kind: 'unusable' } });
    const words = wordsOf(file);
    expect(words).toContain(`Drag (${drag}): The bounds are the wrong way round`);
    expect(words).toContain('Shots per trial must be a whole number, at least 1.');
    expect(words).toContain('The distances must be above 0, the nearer one first.');
  });

  test('numbers that JSON has none for are refused by the settings, not by a throw', () => {
    const file = plain();
    file.settings.coefficients[0]!['min'] = { $number: 'NaN' };
    expect(wordsOf(file)).toContain('The lower bound is not a number.');
  });
});

test('a file of before there were roles, goals, turns and a choice of the live distance is filled in', () => {
  const file = plain();
  for (const key of [
    'goal',
    'bias',
    'shotSources',
    'search',
    'autoAdvance',
    'forceGlobal',
    'liveDistance',
  ])
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- an older file is what is tested
    delete file.settings[key];
  for (const one of file.settings.coefficients) {
    delete one['role'];
    delete one['own'];
  }
  const outcome = read(file);
  expect(outcome).toMatchObject({
    ok: true,
    value: {
      settings: {
        goal: null,
        search: 'joint',
        shotSources: [],
        liveDistance: { topic: '/FiringSolver/Distance', unit: null },
      },
    },
  });
});

test('what belongs to a sitting is not in the file, and one that says it changes nothing of it', () => {
  expect(plain().settings).not.toHaveProperty('benchMode');
  expect(plain().settings).not.toHaveProperty('seed');
  const file = plain();
  Object.assign(file.settings, { benchMode: true, seed: 99, further: 1 });
  const outcome = read(file);
  expect(outcome).toEqual({ ok: true, value: profile });
});

test('loading takes all settings of the profile and keeps the sitting’s own', () => {
  const before = settings({
    coefficients: [coefficient({ topic: drag })],
    seed: 7,
    benchMode: true,
  });
  expect(loaded(profile, before, 1)).toEqual({ ...profile.settings, seed: 7, benchMode: true });
  expect(loaded(profile, null, 1)).toEqual({ ...profile.settings, seed: 1, benchMode: false });
});

test('a free name is the wanted one, else that with a number, and never too long', () => {
  expect(freeName('A', [])).toBe('A');
  expect(freeName('A', ['A', 'A 2'])).toBe('A 3');
  const long = 'x'.repeat(longestName);
  expect(freeName(long, [long])).toHaveLength(longestName);
});
