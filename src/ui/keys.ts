/** What a letter key asks for. */
export type KeyAct =
  | 'hit'
  | 'miss'
  | 'undo'
  | 'void'
  | 'best'
  | 'next'
  | 'hold'
  | 'skip'
  | 'previous'
  | 'arm'
  | 'accept'
  | 'refuse'
  | 'help'
  | MissKey
  | BurstKey;
type MissKey = 'long' | 'short' | 'left' | 'right';
/** So many of a burst hit. */
type BurstKey = `made ${Digit}`;
type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** As much of a keyboard event as decides what it asks for. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/**
 * The letter keys. Space, Enter, Backspace, the brackets, backslash, F1, and since 2027 left Ctrl and I with Esc belong
 * to the Driver Station, whatever window has the focus (Space is the emergency stop): they have no entry here and must never get one.
 */
export const keyTable: readonly {
  readonly key: string;
  readonly act: KeyAct;
  readonly words: string;
}[] = [
  { key: 'h', act: 'hit', words: 'hit' },
  { key: 'm', act: 'miss', words: 'miss; then an arrow key says where it went' },
  { key: 'u', act: 'undo', words: 'undo the last tap' },
  { key: 'v', act: 'void', words: 'void the last shot' },
  { key: 'y', act: 'accept', words: 'yes to the proposal: write its values' },
  { key: 'x', act: 'refuse', words: 'no to the proposal' },
  { key: 'b', act: 'best', words: 'back to the best values' },
  { key: 'n', act: 'next', words: 'next values now' },
  { key: 'p', act: 'hold', words: 'hold these values, or resume' },
  { key: 's', act: 'skip', words: 'one at a time: skip to the next coefficient' },
  { key: 'r', act: 'previous', words: 'one at a time: return to the one before' },
  { key: 'a', act: 'arm', words: 'twice: arm or disarm' },
  { key: '?', act: 'help', words: 'the list of keys' },
];

const arrows: ReadonlyMap<string, MissKey> = new Map([
  ['ArrowUp', 'long'],
  ['ArrowDown', 'short'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
]);

const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const isDigit = (key: string): key is Digit => digits.some((digit) => digit === key);

/** The largest burst of which each count has a key, and a button. */
export const mostByDigit = 9;

/** What the digits do, for the list of keys. */
export const digitWords = 'so many of the burst hit, where a burst is 9 shots or fewer';

/** Whether a key says how many of a burst hit, and how many. */
export const isBurstKey = (act: KeyAct): act is BurstKey => act.startsWith('made ');
export const madeBy = (act: BurstKey): number => Number(act.slice('made '.length));

/**
 * What a key press asks for; null for nothing.
 * @param typing whether the focus is where letters are typed.
 * @param table the keys as they are now.
 */
export function actOf(press: KeyPress, typing: boolean): KeyAct | null;
export function actOf<Act extends string>(
  press: KeyPress,
  typing: boolean,
  table: readonly { readonly key: string; readonly act: Act }[],
): Act | MissKey | null;
export function actOf(
  press: KeyPress,
  typing: boolean,
  table: readonly { readonly key: string; readonly act: string }[] = keyTable,
): string | null {
  if (typing || press.repeat || press.ctrlKey || press.altKey || press.metaKey) return null;
  const arrow = arrows.get(press.key);
  if (arrow !== undefined) return arrow;
  if (isDigit(press.key)) return `made ${press.key}`;
  return table.find(({ key }) => key === press.key.toLowerCase())?.act ?? null;
}

/** Fields of these kinds take no letter. */
const letterless: readonly string[] = ['range', 'checkbox', 'radio', 'button', 'submit'];

/** Whether an element takes that key for itself: where letters are typed, and a slider its arrows. */
export function takesLetters(element: Element | null, key = ''): boolean {
  if (element instanceof HTMLInputElement && letterless.includes(element.type))
    return key.startsWith('Arrow');
  return (
    element !== null &&
    (['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName) ||
      (element instanceof HTMLElement && element.isContentEditable))
  );
}
