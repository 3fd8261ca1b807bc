import { lengthUnits, type LengthUnit } from '../../core/tuning/length-unit.ts';
import { measuredLength } from '../../core/tuning/measured-length.ts';

/** The units of length to choose from; the first is what the topic tells. */
export const lengthChoices: readonly { readonly value: LengthUnit | ''; readonly words: string }[] =
  [
    { value: '', words: 'as its topic tells' },
    ...lengthUnits.map((unit) => ({ value: unit, words: unit })),
  ];

/** What is known of where a distance is read, in a sentence; `asks` where a person has to choose the unit. */
export interface LengthLine {
  readonly words: string;
  readonly asks: boolean;
}

/**
 * Returns what a distance comes to in metres, or the question for its unit.
 * @param value what is told now; null while nothing is.
 */
export function lengthLine(
  from: string,
  chosen: LengthUnit | '',
  value: number | null,
  properties: Readonly<Record<string, unknown>>,
): LengthLine | null {
  if (from.trim() === '') return null;
  const unit = chosen === '' ? null : chosen;
  const length = measuredLength(value ?? 0, from, unit, properties);
  switch (length.kind) {
    case 'known': {
      const told = value === null ? null : rounded(value);
      if (length.unit === 'm')
        return { words: told === null ? 'In metres.' : `Now ${told} m.`, asks: false };
      return {
        words:
          told === null
            ? `In ${length.unit}, converted to metres.`
            : `Now ${told} ${length.unit}, which is ${length.m.toFixed(2)} m.`,
        asks: false,
      };
    }
    case 'too-far':
      return {
        words: `It is ${rounded(value ?? 0)} now, too far for metres, and does not tell its unit: choose it.`,
        asks: true,
      };
    case 'no-length':
      return {
        words: `Its unit is ${length.unit}, which is no length. If it is a distance all the same, choose the unit.`,
        asks: true,
      };
    case 'contradiction':
      return {
        words: `Its name says ${length.name}, its unit property says ${length.property}: choose which is right.`,
        asks: true,
      };
  }
}

const rounded = (value: number): string => String(Number(value.toFixed(2)));
