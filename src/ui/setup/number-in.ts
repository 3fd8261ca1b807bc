/** A typed number; NaN for anything else, and for nothing. */
export const numberIn = (text: string): number => (text.trim() === '' ? NaN : Number(text));

/** A number as a person would type it: short, with what rounding left over cut off. */
export const typedNumber = (value: number): string => String(Number(value.toPrecision(6)));
