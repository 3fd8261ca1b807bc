/** A unit that distances on a field are measured in. */
export type LengthUnit = (typeof lengthUnits)[number];

/** All units of length, in the order of a list to choose from. */
export const lengthUnits = ['m', 'ft', 'in', 'cm', 'mm', 'yd'] as const;

/** Metres in one of each. */
const metresPer: Readonly<Record<LengthUnit, number>> = {
  m: 1,
  ft: 0.3048,
  in: 0.0254,
  cm: 0.01,
  mm: 0.001,
  yd: 0.9144,
};

/** Names that mean a unit wherever they stand. */
const longNames: Readonly<Record<LengthUnit, readonly string[]>> = {
  m: ['meter', 'meters', 'metre', 'metres', 'mtr', 'mtrs'],
  ft: ['foot', 'feet'],
  in: ['inch', 'inches'],
  cm: ['centimeter', 'centimeters', 'centimetre', 'centimetres'],
  mm: ['millimeter', 'millimeters', 'millimetre', 'millimetres'],
  yd: ['yard', 'yards'],
};
/** Signs and short names: in the middle of a name they are words, as in `DistanceInMeters`. */
const shortNames: Readonly<Record<LengthUnit, readonly string[]>> = {
  m: ['m'],
  ft: ['ft', "'", '′'],
  in: ['in', 'ins', '"', '″'],
  cm: ['cm'],
  mm: ['mm'],
  yd: ['yd', 'yds'],
};

/** The distance in metres, in decimals: 96 in are 2.4384 m, not 2.4383999999999997. */
export const inMetres = (value: number, unit: LengthUnit): number =>
  unit === 'm' ? value : Number((value * metresPer[unit]).toFixed(4));

/** Returns the unit of length that a text such as a `unit` property names: `ft`, `Feet`, `meters`; null where it names none. */
export function lengthUnitOf(text: string): LengthUnit | null {
  const word = text.trim().toLowerCase().replace(/\.$/, '');
  return (
    lengthUnits.find((unit) => longNames[unit].includes(word) || shortNames[unit].includes(word)) ??
    null
  );
}

/**
 * Returns the unit of length in a name: `DistanceFt`, `distance_inches`, `DistanceInMeters`, `Range (ft)`. Null where it has none, or two:
 * nobody knows then.
 */
export function lengthUnitInName(name: string): LengthUnit | null {
  const words = name
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const found = new Set(
    lengthUnits.filter(
      (unit) =>
        words.some((word) => longNames[unit].includes(word)) ||
        // A unit alone is a name, not a unit of it.
        (words.length > 1 && shortNames[unit].includes(words.at(-1)!)),
    ),
  );
  return found.size === 1 ? [...found][0]! : null;
}

/** The unit of a distance, as far as its topic tells it. */
export type ToldLength =
  | { readonly kind: 'told'; readonly unit: LengthUnit; readonly by: 'property' | 'name' }
  /** It is measured in something that is no length, e.g. m/s: it is no distance. */
  | { readonly kind: 'no-length'; readonly unit: string }
  /** The property says one unit, and the name another: a person has to say. */
  | { readonly kind: 'contradiction'; readonly property: LengthUnit; readonly name: LengthUnit }
  | { readonly kind: 'untold' };

/** Returns the unit of a distance by its `unit` property and the last part of its topic. */
export function toldLength(
  topic: string,
  properties: Readonly<Record<string, unknown>>,
): ToldLength {
  const named = lengthUnitInName(topic.slice(topic.lastIndexOf('/') + 1));
  const said = properties['unit'];
  if (typeof said !== 'string' || said.trim() === '')
    return named === null ? { kind: 'untold' } : { kind: 'told', unit: named, by: 'name' };
  const property = lengthUnitOf(said);
  if (property === null) return { kind: 'no-length', unit: said };
  return named !== null && named !== property
    ? { kind: 'contradiction', property, name: named }
    : { kind: 'told', unit: property, by: 'property' };
}

/**
 * The farthest distance in metres that is taken for one without being told so: farther than robots shoot, and about where distances
 * in feet end.
 */
const farthestSureM = 12.5;

/** Returns whether numbers of which nobody tells the unit can be taken for distances of shots in metres. */
export const seemMetres = (values: readonly number[]): boolean =>
  values.length > 0 && values.every((value) => value >= 0 && value <= farthestSureM);
