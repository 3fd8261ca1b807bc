/** How units are spelled out, and how they are written for short. */
const shortForms: Readonly<Record<string, readonly string[]>> = {
  rpm: ['rpm', 'rpms', 'rev/min', 'rot/min', 'r/min'],
  rps: ['rps', 'rot/s', 'rev/s', 'rot/sec', 'rev/sec', 'r/s'],
  'rad/s': ['rad/s', 'rad/sec', 'rads/s', 'radps'],
  'deg/s': ['deg/s', 'deg/sec', '°/s'],
  'm/s': ['m/s', 'mps', 'm/sec'],
  deg: ['deg', 'degs', '°', 'degree'],
  rad: ['rad', 'rads', 'radian'],
  rot: ['rot', 'rots', 'rotation', 'rev', 'revs', 'revolution', 'turn'],
};

/** Words of the spelled-out names. */
const words: Readonly<Record<string, string>> = {
  per: '/',
  rotation: 'rot',
  revolution: 'rev',
  radian: 'rad',
  degree: 'deg',
  meter: 'm',
  metre: 'm',
  second: 's',
  sec: 's',
  minute: 'min',
};

/** Returns a unit in its short form, whatever way it is written: `Rotation per Minute` is `rpm`, `Degrees` is `deg`; others as they are. */
export function shortUnit(unit: string): string {
  const written = unit.trim().toLowerCase();
  const spelled = written
    .split(/[\s_]+/)
    .map((word) => words[word.replace(/(?<=[a-z]{2})s$/, '')] ?? word)
    .join('');
  const found = Object.keys(shortForms).find((name) =>
    [written, written.replace(/s$/, ''), spelled].some((text) => shortForms[name]!.includes(text)),
  );
  return found ?? written;
}

/** Returns whether a short form is that of a unit that tables have. */
export const isUnit = (short: string): boolean => Object.hasOwn(shortForms, short);

const radIn: Readonly<Record<string, number>> = {
  rad: 1,
  deg: Math.PI / 180,
  rot: 2 * Math.PI,
};

/** Returns radians in one of a unit of angles; null for all other units, and for none. */
export const radPerUnit = (unit: string): number | null => radIn[shortUnit(unit)] ?? null;
