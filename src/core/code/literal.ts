import type { Language } from './request.ts';

/** The shortest decimal that is read back as exactly this double, in all three languages; it is never read as a whole number. */
export function decimal(value: number): string {
  const digits = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}

/** The largest whole number that an `int` of Java and C++ holds. */
const largestInt = 2 ** 31 - 1;

/** Whether a value can stand as an `int` in every language. */
export const fitsInt = (value: number): boolean =>
  Number.isInteger(value) && !Object.is(value, -0) && Math.abs(value) <= largestInt;

/** A text in double quotes, in plain ASCII, that the language reads back as it was. */
export function quoted(text: string, language: Language): string {
  const characters = Array.from(wellFormed(text), (character) => {
    if (character === '"' || character === '\\') return `\\${character}`;
    return /[ -~]/.test(character) ? character : escapeOf(character, language);
  });
  return `"${characters.join('')}"`;
}

/** Half of a surrogate pair alone is no character, and C++ does not take it. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Before the characters from U+0080 to U+00BF in UTF-8; the second byte is then the character's number. */
const leadByte = 0xc2;

function escapeOf(character: string, language: Language): string {
  const point = character.codePointAt(0)!;
  const control = point < 0xa0;
  switch (language) {
    case 'java':
      // Java reads \u000a as the line end that it is, before it looks for strings.
      return control
        ? octal(point)
        : Array.from({ length: character.length }, (_, unit) =>
            hex('\\u', character.charCodeAt(unit), 4),
          ).join('');
    case 'cpp':
      // \u does not take what has a place in the basic character set; octal digits end after three, hexadecimal ones do not.
      if (control) return (point < 0x80 ? [point] : [leadByte, point]).map(octal).join('');
      return point > 0xffff ? hex('\\U', point, 8) : hex('\\u', point, 4);
    case 'python':
      return point > 0xffff ? hex('\\U', point, 8) : hex('\\u', point, 4);
  }
}

const octal = (unit: number): string => `\\${unit.toString(8).padStart(3, '0')}`;
const hex = (mark: string, value: number, digits: number): string =>
  `${mark}${value.toString(16).padStart(digits, '0')}`;
