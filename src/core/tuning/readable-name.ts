import { withoutUnit } from './named-unit.ts';
import { ownPath } from './write-topic.ts';

/** Folders in which robots keep what is tuned: they say nothing of a number. */
const roots: readonly string[] = [
  'tuning',
  'tunables',
  'tunable',
  'preferences',
  'smartdashboard',
  'tunablenumbers',
];
/** Words that say nothing without the folder they stand in. */
const bare: readonly string[] = ['value', 'gain', 'setpoint', 'goal', 'target', 'min', 'max'];

/** A gain of a controller, as robot code writes it: `kP`, `Ki`, `p`, `kFF`. */
const gain = /^(?:[kK]?[PIDSVAGT]|[kK]?FF?|[kK][pidsvagt]|[kK]ff|[pidsvag]|ff)$/;
/** A gain at the end of a longer name, as in `DrivekP`. */
const gainWithin = /(?<=[a-z\d])(k[PIDSVAG]|kFF|K[pidsvag])(?![A-Za-z])/g;

/** Whether a name is the symbol of a controller's gain alone. */
export const isGain = (name: string): boolean => gain.test(name);

/**
 * What a topic is called on a screen: `/Tuning/Shooter/kHoodAngle` is `Hood angle`. What says nothing alone, as a gain or a number, takes its
 * folder with it: `/Tuning/Hood/kP` is `Hood kP`. A unit at its end is left out, as it stands beside the number.
 */
export function readableName(topic: string): string {
  const parts = partsOf(topic);
  const last = parts.at(-1) ?? topic;
  const folders = parts.slice(0, -1);
  const from = saysNothing(last) ? folders.findLastIndex((part) => !isNumber(part)) : -1;
  const told = from < 0 ? [last] : [...folders.slice(from), last];
  return sentence(
    told.flatMap((part, at) => wordsIn(at === told.length - 1 ? withoutUnit(part) : part)),
  );
}

/** The folders of a topic in words, nearest first, without those that say nothing. */
export const folderWords = (topic: string): readonly string[] =>
  partsOf(topic)
    .slice(0, -1)
    .reverse()
    .map((part) => sentence(wordsIn(part)));

/** A name behind another word: `Hood angle` → `hood angle`; what is written in capitals stays. */
export const lowered = (name: string): string =>
  /^[A-Z][a-z]+(?:\s|$)/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

function partsOf(topic: string): readonly string[] {
  const parts = ownPath(topic)
    .split('/')
    .filter((part) => part.trim() !== '');
  return parts.length > 1 && roots.includes(parts[0]!.toLowerCase()) ? parts.slice(1) : parts;
}

const isNumber = (part: string): boolean => /^[^a-z]*$/i.test(part);

const saysNothing = (last: string): boolean =>
  isNumber(last) || /^[a-z]$/i.test(last) || isGain(last) || bare.includes(last.toLowerCase());

function wordsIn(part: string): readonly string[] {
  const text = part.trim();
  const capitals = !/[a-z]/.test(text) && /[A-Z]{4}/.test(text);
  return text
    .replace(gainWithin, ' $1')
    .replace(/(?<=[A-Za-z])\.(?=[A-Za-z])/g, ' ')
    .split(/[\s_]+/)
    .flatMap((word) => (isGain(word) ? [word] : split(word)))
    .map((word) => spelled(word, capitals));
}

/** Short words in capitals that robot code uses. */
const acronyms: readonly string[] = ['RPM', 'RPS', 'MPS', 'PID', 'FF', 'LPF', 'IMU', 'CAN'];

const split = (word: string): readonly string[] =>
  /^[A-Z]{2,}\d?$/.test(word) ? [word] : parted(word);

const parted = (word: string): readonly string[] =>
  word
    .replace(/^k(?=[A-Z])/, '')
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z]{2})(?=\d)/g, ' ')
    .split(' ')
    .filter((one) => one !== '');

/** Capitals are kept where they are some of a name, as in `ShooterRPM`; a name that is all capitals is only shouted. */
const spelled = (word: string, shouted: boolean): string =>
  isGain(word) || (/^[A-Z]{2,}\d*$/.test(word) && (!shouted || acronyms.includes(word)))
    ? word
    : word.toLowerCase();

const sentence = (words: readonly string[]): string => {
  const text = words.join(' ');
  const symbol = isGain(words[0] ?? '') && (words.length === 1 || /^k[A-Z]/.test(text));
  return symbol ? text : text.charAt(0).toUpperCase() + text.slice(1);
};
