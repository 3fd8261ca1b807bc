import fc from 'fast-check';
import { roles } from '../../../src/core/aim/family/role.ts';
import { profileSettings, type Profile } from '../../../src/core/profile/profile.ts';
import type { Coefficient } from '../../../src/core/tuning/coefficient.ts';
import { defaultSettings } from '../../../src/core/tuning/settings.ts';

const within = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });
const rule = fc.record({ on: fc.boolean(), shots: fc.integer({ min: 1, max: 999 }) });

/** Two numbers, the smaller one first. */
const limit = fc
  .tuple(within(-1e6, 1e6), within(1e-3, 1e6))
  .map(([low, range]) => [low, low + range] as const);

/** Text that JSON has to escape, among others. */
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('é ✓ 射', '\uFEFF', 'a "b"\r\nc', '\ud800', '$number'),
);

/** Any coefficient that can be saved; its number in the list keeps topics, and entries of tables, apart. */
const coefficientAt = (place: number): fc.Arbitrary<Coefficient> =>
  fc
    .record({
      topic: text.map((end) => `/${place}${end}`),
      name: text,
      unit: fc.string(),
      min: within(-1e6, 1e6),
      range: within(2, 1e6),
      at: within(0, 1),
      step: within(1e-9, 10),
      maxStep: within(0.01, 1),
      integer: fc.boolean(),
      log: fc.boolean(),
      enabled: fc.boolean(),
      role: fc.constantFrom(...roles, null),
      own: fc.record({ autotune: fc.option(rule), autoAdvance: fc.option(rule) }),
      place: fc.option(text),
    })
    .map(({ range, at, log, place: table, ...rest }) => ({
      ...rest,
      ...(table === null ? {} : { table }),
      max: rest.min + range,
      codeDefault: Math.min(rest.min + range, rest.min + at * range),
      scale: log && rest.min > 0 ? ('log' as const) : ('linear' as const),
      enabled: rest.enabled || place === 0,
      atM: rest.role?.endsWith('-knot') === true ? place + 1 : null,
    }));

const source = fc.constantFrom(
  {
    kind: 'event' as const,
    topic: '/Shooter/Shot count',
    enabled: true,
    change: 'number' as const,
    label: null,
    mapping: {
      distance: '/d',
      result: null,
      missX: null,
      missY: null,
      extra: [{ name: 'rpm', from: '/rpm' }],
    },
  },
  {
    kind: 'struct' as const,
    topic: '/Shooter/Shot',
    enabled: false,
    mapping: {
      distance: null,
      result: { from: 'hit', hit: 1, miss: 0 },
      missX: 'x',
      missY: 'y',
      extra: [],
    },
  },
);

/** Any profile that can be used. */
export const anyProfile: fc.Arbitrary<Profile> = fc
  .record({
    name: fc
      .string({ minLength: 1, maxLength: 30 })
      .map((text) => text.trim())
      .filter((text) => text !== ''),
    coefficients: fc
      .integer({ min: 1, max: 4 })
      .chain((count) =>
        fc.tuple(...Array.from({ length: count }, (_, place) => coefficientAt(place))),
      ),
    autotune: fc.boolean(),
    shotsPerTrial: fc.integer({ min: 1, max: 99 }),
    approve: fc.boolean(),
    burst: fc.constantFrom(0, 2, 8, 30),
    search: fc.constantFrom('joint' as const, 'one-at-a-time' as const),
    autoAdvance: rule,
    forceGlobal: fc.record({ autotune: fc.boolean(), autoAdvance: fc.boolean() }),
    distanceM: fc.tuple(within(1, 4), within(5, 12)),
    goal: fc.option(fc.record({ heightM: within(0.1, 3), halfOpeningM: within(0.01, 2) })),
    bias: fc.record({
      towards: fc.constantFrom('center' as const, 'up' as const, 'down' as const),
      amount: within(0, 1),
    }),
    limits: fc.record({
      distanceM: limit,
      exitVelocityMps: limit,
      pitchRad: limit,
    }),
    interlocks: fc.record({ shotLogged: fc.boolean(), coefficientsUpdated: fc.boolean() }),
    afterRestart: fc.constantFrom('ask' as const, 'trial' as const, 'adopt' as const),
    shotSources: fc.uniqueArray(source, { selector: ({ topic }) => topic }),
  })
  .map(({ name, coefficients, ...rest }) => ({
    name,
    settings: profileSettings({ ...defaultSettings(coefficients, 0), ...rest }),
  }));
