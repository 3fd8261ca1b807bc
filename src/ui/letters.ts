import { allKeys } from './page-keys.ts';

/** A letter key: what it asks for, and the words for it. */
interface Lettered {
  readonly key: string;
  readonly act: string;
  readonly words: string;
}

/** The letters that the operator chose, by what they ask for; all others are as usual. */
export type OwnLetters = Readonly<Record<string, string>>;

/** What is wrong with a letter for an act. */
export type LetterFault =
  | { readonly kind: 'not-one-letter' }
  | { readonly kind: 'driver-station' }
  | { readonly kind: 'digit' }
  /** `words` say what the letter asks for already. */
  | { readonly kind: 'taken'; readonly words: string };

/**
 * What a field can give of the keys on which the Driver Station acts, whatever window has the focus. With Esc, which no page can keep from it,
 * I resets the emergency stop since 2027.
 */
const driverStations: readonly string[] = [' ', '[', ']', '\\', 'i'];
const isLetter = (key: string): boolean =>
  /^(\p{L}|\?)$/u.test(key) && !driverStations.includes(key.toLowerCase());

/** What was typed, as the key that it is. */
export const keyTyped = (typed: string): string =>
  (typed !== '' && typed.trim() === '' ? ' ' : typed.trim()).toLowerCase();

/** The keys with the operator's letters in them. A usual letter that was given to another act asks only for that one. */
export function lettered<Entry extends Lettered>(
  table: readonly Entry[],
  own: OwnLetters,
): readonly Entry[] {
  const chosen = new Map<string, string>();
  for (const { act } of table) {
    const key = own[act];
    if (key !== undefined && isLetter(key) && ![...chosen.values()].includes(key))
      chosen.set(act, key);
  }
  const given = new Set(chosen.values());
  return table.map((entry) => {
    const key = chosen.get(entry.act) ?? (given.has(entry.key) ? '' : entry.key);
    return { ...entry, key };
  });
}

/** Why that act cannot have this key among those of the table; null when it can. */
export function letterFault(
  table: readonly Lettered[],
  act: string,
  key: string,
): LetterFault | null {
  if (driverStations.includes(key)) return { kind: 'driver-station' };
  if (/^\p{Nd}$/u.test(key)) return { kind: 'digit' };
  if (!isLetter(key)) return { kind: 'not-one-letter' };
  const other = table.find((entry) => entry.key === key && entry.act !== act);
  return other === undefined ? null : { kind: 'taken', words: other.words };
}

/** The operator's letters when that act is given this key; the usual one is none of their own. */
export function withLetter(
  table: readonly Lettered[],
  own: OwnLetters,
  act: string,
  key: string,
): OwnLetters {
  const usual = table.some((entry) => entry.act === act && entry.key === key);
  const rest = Object.entries(own).filter(([name]) => name !== act);
  return Object.fromEntries(usual ? rest : [...rest, [act, key]]);
}

/** How the key for an act is written on its button; empty for none. */
export const letterOn = (act: string, own: OwnLetters): string =>
  (lettered(allKeys, own).find((entry) => entry.act === act)?.key ?? '').toUpperCase();
