import type { KnotRole } from '../aim/family/role.ts';
import type { Coefficient } from '../tuning/coefficient.ts';

/** A number of a preset, before the robot is asked. */
export interface PresetNumber extends Pick<
  Coefficient,
  'name' | 'unit' | 'min' | 'max' | 'codeDefault' | 'enabled'
> {
  /** The end of its topic, behind the team's prefix and a slash. */
  readonly leaf: string;
  readonly integer: boolean;
  /** How far the first trial may go, in its unit; null: as everywhere. */
  readonly firstStep: number | null;
  /** The look-up table that it is an entry of, and its distance, m; null: it is none. */
  readonly entry: { readonly role: KnotRole; readonly atM: number } | null;
}

/** What is asked of a shooter at a distance. */
export type Aimed = 'rpm' | 'angle';

/** A preset with what there is to choose of it. */
export type Preset =
  | { readonly kind: 'solver' }
  | { readonly kind: 'trims' }
  | { readonly kind: 'polynomial'; readonly of: Aimed }
  /** `controller`: named as WPILib's own controllers publish theirs. */
  | { readonly kind: 'gains'; readonly controller: boolean }
  | {
      readonly kind: 'table';
      readonly of: Aimed;
      /** Entries, 2 to `mostKnots`. */
      readonly knots: number;
      readonly distanceM: readonly [number, number];
    };

/** All presets, in the order of a list to choose from. */
export const presetKinds = ['solver', 'trims', 'polynomial', 'gains', 'table'] as const;

/** The most entries of a look-up table that a preset makes. */
export const mostKnots = 16;

/** Whether a preset's bounds are known for the robots that have it; else they are only an example. */
export const boundsKnown = ({ kind }: Preset): boolean => kind === 'solver';

/** Where most teams would have such numbers. */
export function usualPrefix(preset: Preset): string {
  switch (preset.kind) {
    case 'solver':
      return '/Tuning';
    case 'trims':
    case 'polynomial':
      return '/Tuning/Shooter';
    case 'gains':
      return '/Tuning/Flywheel';
    case 'table':
      return preset.of === 'rpm' ? '/Tuning/Shooter/Rpm' : '/Tuning/Hood/Angle';
  }
}

/** The numbers of a preset, in their order. */
export function presetNumbers(preset: Preset): readonly PresetNumber[] {
  switch (preset.kind) {
    case 'solver':
      return solver;
    case 'trims':
      return trims;
    case 'polynomial':
      return polynomial[preset.of];
    case 'gains':
      return preset.controller ? controllerGains : gains;
    case 'table':
      return tableEntries(preset);
  }
}

type Range = readonly [min: number, codeDefault: number, max: number];

const made = (
  leaf: string,
  name: string,
  unit: string,
  [min, codeDefault, max]: Range,
  more: Partial<PresetNumber> = {},
): PresetNumber => ({
  leaf,
  name,
  unit,
  min,
  codeDefault,
  max,
  enabled: true,
  integer: false,
  firstStep: null,
  entry: null,
  ...more,
});
const off = { enabled: false } as const;

/** What the physics solver of MLtune's robot code has, number by number. */
const solver: readonly PresetNumber[] = [
  made('DragCoefficient', 'Drag coefficient', '', [0.001, 0.003, 0.006], { firstStep: 0.001 }),
  made('VelocityIterations', 'Velocity iteration count', '', [10, 20, 30], {
    firstStep: 5,
    integer: true,
  }),
  made('AngleIterations', 'Angle iteration count', '', [10, 20, 30], {
    firstStep: 5,
    integer: true,
  }),
  made('VelocityTolerance', 'Velocity tolerance', 'm/s', [0.005, 0.01, 0.05], { firstStep: 0.005 }),
  made('AngleTolerance', 'Angle tolerance', 'rad', [0.00001, 0.0001, 0.001], { firstStep: 0.0001 }),
  made('LaunchHeight', 'Launch height', 'm', [0.75, 0.8, 0.85], { firstStep: 0.02 }),
  made('AirDensity', 'Air density', 'kg/m³', [1.1, 1.225, 1.3], { firstStep: 0.05, ...off }),
];

const trims: readonly PresetNumber[] = [
  made('RpmScale', 'Rpm scale', '', [0.9, 1, 1.1]),
  made('RpmOffset', 'Rpm offset', 'rpm', [-300, 0, 300]),
  made('AngleOffset', 'Angle offset', '°', [-3, 0, 3]),
  made('YawOffset', 'Yaw offset', '°', [-3, 0, 3], off),
];

/** a + b·d + c·d² over the distance d in m. */
const polynomial: Readonly<Record<Aimed, readonly PresetNumber[]>> = {
  rpm: [
    made('RpmA', 'Rpm a', 'rpm', [1_000, 1_600, 2_200]),
    made('RpmB', 'Rpm b', 'rpm/m', [100, 300, 500]),
    made('RpmC', 'Rpm c', 'rpm/m²', [-30, 0, 30]),
  ],
  angle: [
    made('AngleA', 'Angle a', '°', [55, 70, 85]),
    made('AngleB', 'Angle b', '°/m', [-10, -4, 2]),
    made('AngleC', 'Angle c', '°/m²', [-1, 0, 1]),
  ],
};

const gains: readonly PresetNumber[] = [
  made('kP', 'kP', '', [0, 0.1, 1]),
  made('kI', 'kI', '', [0, 0, 0.1], off),
  made('kD', 'kD', '', [0, 0, 0.01], off),
  made('kS', 'kS', 'V', [0, 0.2, 1]),
  made('kV', 'kV', '', [0, 0.12, 0.3]),
  made('kA', 'kA', '', [0, 0.01, 0.1], off),
];
const controllerGains: readonly PresetNumber[] = gains
  .slice(0, 3)
  .map((gain) => ({ ...gain, leaf: gain.leaf.slice(1).toLowerCase() }));

const inTable: Readonly<
  Record<
    Aimed,
    { readonly name: string; readonly unit: string; readonly role: KnotRole } & {
      readonly range: Range;
    }
  >
> = {
  rpm: { name: 'Rpm', unit: 'rpm', role: 'speed-knot', range: [1_500, 3_000, 4_500] },
  angle: { name: 'Angle', unit: '°', role: 'angle-knot', range: [45, 60, 75] },
};

/** Numbered topics, from the nearest distance to the farthest, which are evenly apart. */
function tableEntries({
  of,
  knots,
  distanceM: [near, far],
}: Extract<Preset, { kind: 'table' }>): readonly PresetNumber[] {
  const { name, unit, range, role } = inTable[of];
  return Array.from({ length: knots }, (_, index) => {
    // To the centimetre: nobody tapes a field finer.
    const atM = Number((near + ((far - near) * index) / (knots - 1)).toFixed(2));
    return made(String(index), `${name} at ${atM} m`, unit, range, { entry: { role, atM } });
  });
}
