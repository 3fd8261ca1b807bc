/** A typed number; NaN for anything else, and for nothing. */
export const numberIn = (text: string): number => (text.trim() === '' ? NaN : Number(text));
