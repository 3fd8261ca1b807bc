/** The longest remark behind a value, characters. */
const longest = 160;

/** Signs of units and sentences that have plain names. */
const plain: Readonly<Record<string, string>> = {
  '°': 'deg',
  º: 'deg',
  µ: 'u',
  μ: 'u',
  Ω: 'Ohm',
  '·': '*',
  '×': '*',
  '–': '-',
  '—': '-',
  '…': '...',
  '’': "'",
  '“': '"',
  '”': '"',
};

/**
 * A text that can stand in a comment of any language to the end of the line: printable ASCII on one line, without a backslash. A
 * backslash would join the next line to it in C++, and with a `u` behind it end the line in Java.
 */
export function inRemark(text: string): string {
  const characters = Array.from(text.slice(0, 2 * longest).normalize('NFC'), (character) =>
    plainOf(character),
  );
  const written = characters.join('').replace(/ +/g, ' ').trim();
  return written.length <= longest ? written : `${written.slice(0, longest - 3)}...`;
}

function plainOf(character: string): string {
  if (/\s/.test(character)) return ' ';
  if (/[!-~]/.test(character) && character !== '\\') return character;
  const named = plain[character];
  if (named !== undefined) return named;
  const letters = character.normalize('NFKD').replace(/\p{Mark}/gu, '');
  return /^[!-[\]-~]+$/.test(letters) ? letters : `<U+${code(character)}>`;
}

const code = (character: string): string =>
  character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
