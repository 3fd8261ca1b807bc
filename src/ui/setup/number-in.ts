import { formatValue } from '../text.ts';

/** A typed number; NaN for anything else, and for nothing. */
export const numberIn = (text: string): number => (text.trim() === '' ? NaN : Number(text));

/** A number as a person would type it: short, with what rounding left over cut off. */
export const typedNumber = (value: number): string => String(Number(value.toPrecision(6)));

/** A number in as many digits as a step of it can change, without zeros that tell nothing; empty for none. */
export function shownNumber(value: number, step: number): string {
  if (Number.isNaN(value)) return '';
  const full = String(value);
  if (!(step > 0 && Number.isFinite(value))) return full;
  const short = String(Number(formatValue(value, step)));
  return short.length < full.length ? short : full;
}

/** What a field means in which `value` was shown: exactly that until something else is typed. */
export const meantIn = (text: string, value: number | undefined, step: number): number =>
  value !== undefined && text === shownNumber(value, step) ? value : numberIn(text);
