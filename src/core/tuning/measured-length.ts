import { inMetres, toldLength, type LengthUnit, type ToldLength } from './length-unit.ts';

/** Farther than this no field is, m: a number of which nobody tells the unit is not in metres then. */
const farthestFieldM = 20;

/** What a length is in metres, or why nobody knows. */
export type MeasuredLength =
  | { readonly kind: 'known'; readonly m: number; readonly unit: LengthUnit }
  /** Nobody tells the unit, and metres it can't be. */
  | { readonly kind: 'too-far' }
  | Extract<ToldLength, { readonly kind: 'no-length' | 'contradiction' }>;

/**
 * Returns a length in metres: by the unit that a person chose, else by the one that its topic tells. Where neither tells, it is in metres as
 * far as a field goes.
 * @param from its topic, or the path of a number in a struct.
 */
export function measuredLength(
  value: number,
  from: string,
  chosen: LengthUnit | null,
  properties: Readonly<Record<string, unknown>>,
): MeasuredLength {
  if (chosen !== null) return known(value, chosen);
  const told = toldLength(from.replaceAll('.', '/'), properties);
  switch (told.kind) {
    case 'told':
      return known(value, told.unit);
    case 'untold':
      return Math.abs(value) > farthestFieldM ? { kind: 'too-far' } : known(value, 'm');
    case 'no-length':
    case 'contradiction':
      return told;
  }
}

const known = (value: number, unit: LengthUnit): MeasuredLength => ({
  kind: 'known',
  m: inMetres(value, unit),
  unit,
});
