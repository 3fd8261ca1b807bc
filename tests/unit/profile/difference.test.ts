import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differences } from '../../../src/core/profile/difference.ts';
import { profileSettings, type ProfileSettings } from '../../../src/core/profile/profile.ts';
import { sideKickButtons } from '../../../src/core/tuning/named-source.ts';
import { differenceWords } from '../../../src/ui/setup/profile-words.ts';
import { settings, turns, twoCoefficients } from '../tuning/bench.ts';
import { anyProfile } from './any-profile.ts';

const before = profileSettings(settings({ coefficients: twoCoefficients }));
const [first, second] = twoCoefficients;
const lines = (after: ProfileSettings): readonly string[] =>
  differences(before, after).map((one) => differenceWords(one, before, after));

test('the same settings differ in nothing', () => {
  fc.assert(
    fc.property(anyProfile, ({ settings: any }) => {
      expect(differences(any, structuredClone(any))).toEqual([]);
    }),
    { seed: 3, numRuns: 100 },
  );
});

test('settings that differ do so in words, none of them empty', () => {
  fc.assert(
    fc.property(anyProfile, anyProfile, ({ settings: a }, { settings: b }) => {
      const found = differences(a, b);
      fc.pre(JSON.stringify(a) !== JSON.stringify(b));
      expect(found.length).toBeGreaterThan(0);
      for (const one of found) expect(differenceWords(one, a, b)).toMatch(/\S.*\.$/s);
    }),
    { seed: 4, numRuns: 100 },
  );
});

describe('before a profile is loaded it says', () => {
  test('which coefficients come, and which go', () => {
    const other = { ...second!, topic: '/Tuning/Hood', name: 'Hood' };
    const words = lines({ ...before, coefficients: [first!, other] });
    expect(words).toHaveLength(2);
    expect(words[0]).toMatch(/^New: Hood \(\/Tuning\/Hood\), .* to /);
    expect(words[1]).toContain(`(${turns}). The robot keeps the value it has.`);
  });

  test('what changes of a coefficient, from what to what', () => {
    const changed = { ...first!, max: first!.max * 2, enabled: false };
    const [line, ...rest] = lines({ ...before, coefficients: [changed, second!] });
    expect(rest).toEqual([]);
    expect(line).toMatch(/^.+: upper bound .+ → .+; tuned yes → no\.$/);
  });

  test('that the order changes', () => {
    expect(lines({ ...before, coefficients: [second!, first!] })).toEqual([
      'The coefficients stand in another order.',
    ]);
  });

  test('what else changes', () => {
    expect(
      lines({
        ...before,
        shotsPerTrial: before.shotsPerTrial + 4,
        goal: { heightM: 2.3, halfOpeningM: 0.16 },
        distanceM: [1, 9],
        shotSources: sideKickButtons.slice(0, 1),
      }),
    ).toEqual([
      `Shots are read from ${sideKickButtons[0]!.topic} too.`,
      `Shots per trial: ${before.shotsPerTrial} → ${before.shotsPerTrial + 4}.`,
      `Distances: ${before.distanceM.join(' to ')} m → 1 to 9 m.`,
      'Goal: not given → 2.3 m, ± 0.16 m.',
    ]);
  });
});
