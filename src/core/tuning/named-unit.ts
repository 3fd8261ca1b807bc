/** How names end in units, the longer ones first, and how the unit is written. */
const endings: readonly (readonly [words: RegExp, unit: string, isQuantity?: true])[] = [
  [/(?:rad(?:ian)?s?) per s(?:ec(?:ond)?s?)? ?(?:sq|squared|per s(?:ec(?:ond)?s?)?|cubed)$/, ''],
  [
    /(?:rot(?:ation)?s?|deg(?:ree)?s?|m(?:et(?:er|re)s?)?) per s(?:ec(?:ond)?s?)? ?(?:sq|squared|per s(?:ec(?:ond)?s?)?|cubed)$/,
    '',
  ],
  [/(?:rot(?:ation)?s?|rev(?:olution)?s?) per min(?:ute)?s?$/, 'rpm'],
  [/(?:rot(?:ation)?s?|rev(?:olution)?s?) per s(?:ec(?:ond)?s?)?$/, 'rps'],
  [/rad(?:ian)?s? per s(?:ec(?:ond)?s?)?$/, 'rad/s'],
  [/deg(?:ree)?s? per s(?:ec(?:ond)?s?)?$/, 'deg/s'],
  [/m(?:et(?:er|re)s?)? per s(?:ec(?:ond)?s?)?$/, 'm/s'],
  [/mps$/, 'm/s'],
  [/rpm$/, 'rpm', true],
  [/rps$/, 'rps', true],
  [/deg(?:ree)?s?$/, 'deg'],
  [/rad(?:ian)?s?$/, 'rad'],
  [/rot(?:ation)?s?$/, 'rot'],
  [/met(?:er|re)s?$/, 'm'],
  [/inch(?:es)?$/, 'in'],
  [/(?:feet|ft)$/, 'ft'],
  [/(?:millis(?:econds?)?|ms)$/, 'ms'],
  [/sec(?:ond)?s?$/, 's'],
  [/volts?$/, 'V', true],
  [/voltage$/, 'V', true],
  [/amps?$/, 'A', true],
  // A percentage is often a share, as 0.5.
  [/percent$/, '%', true],
];

interface Found {
  readonly unit: string;
  /** The name before the unit, as it was written. */
  readonly rest: string;
}

/** The unit that a name ends with, in words or in brackets: `HoodAngleDeg`, `Hood Angle (Degrees)`, `MaxMetersPerSec`. Empty for none. */
export const unitInName = (last: string): string => found(last)?.unit ?? '';

/** A name without the unit at its end, where something is left that says what it is. */
export const withoutUnit = (last: string): string => found(last)?.rest ?? last;

function found(last: string): Found | null {
  const words = [
    ...last.matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+(?:\.\d+)?|[^\sA-Za-z\d_()[\]]+/g),
  ];
  const text = words.map(([word]) => word.toLowerCase()).join(' ');
  for (const [pattern, unit, isQuantity] of endings) {
    const match = pattern.exec(text);
    if (match === null || !beginsWord(text, match.index)) continue;
    // `RPM` is a name as well as a unit.
    if (isQuantity) return { unit, rest: last };
    const before = text.slice(0, match.index).trim().split(' ');
    // `WheelSpeed3m` is measured at 3 m, and a unit alone is a name.
    if (before[0] === '' || /^\d/.test(before.at(-1)!)) return null;
    if (before.length > 1 && before.at(-1) === 'in') before.pop();
    const isCut = unit !== '' && !(before.length === 1 && /^(?:max|min)$/.test(before[0]!));
    const end = words[before.length]!.index;
    return { unit, rest: isCut ? last.slice(0, end).replace(/[\s_([]+$/, '') : last };
  }
  return null;
}

const beginsWord = (text: string, at: number): boolean => at === 0 || text[at - 1] === ' ';
