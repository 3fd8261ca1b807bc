import { writeTopic } from '../tuning/write-topic.ts';

/** Folders in which robots keep what is tuned: they say nothing of a value. */
const folders = /^\/?(?:Tuning|Tunables|Preferences|SmartDashboard)\//;
/** The longest name, characters; the end of a topic says more than its beginning. */
const longest = 60;

/**
 * A constant's name for each topic, in their order: ASCII, an identifier of Java, C++ and Python, no keyword of any, and no
 * two alike. `/Tuning/Shooter/kLaunchHeight` is `kShooterLaunchHeight`.
 */
export function namesFor(topics: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return topics.map((topic) => unusedName(nameOf(topic), taken));
}

/** That name, or with the first number behind it that makes it new; it is taken from then on. */
export function unusedName(name: string, taken: Set<string>): string {
  let unused = name;
  for (let n = 2; taken.has(unused); n++) unused = `${name}_${n}`;
  taken.add(unused);
  return unused;
}

/** The `k` before it keeps every name from being a keyword or beginning with a digit. */
function nameOf(topic: string): string {
  const read = writeTopic(topic) === topic ? topic : topic.replace(/\/value$/, '');
  const words = read
    .replace(folders, '')
    .split('/')
    .flatMap((part) => wordsOf(part.replace(/^k(?=[A-Z])/, '')));
  const name = words.reduce(joined, '').slice(-longest);
  return `k${capital(name.replace(/^_+/, '')) || 'Value'}`;
}

const wordsOf = (text: string): readonly string[] =>
  // Letters with marks keep the letter.
  text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .match(/[A-Za-z\d]+/g) ?? [];

/** So that 2.5 is not 25. */
const joined = (name: string, word: string): string =>
  `${name}${/\d$/.test(name) && /^\d/.test(word) ? '_' : ''}${capital(word)}`;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
