import type { Form, Language, Season } from '../core/code/request.ts';
import { forms, languages, seasons } from '../core/code/request.ts';

/** What the page remembers between visits besides the sessions. Nothing depends on it being there. */
interface PreferenceValues {
  /** Team number or address as it was typed; empty for none. */
  readonly address: string;
  /** The host at which each team's robot answered last; the last few teams, the newest last. */
  readonly lastGood: readonly { readonly team: number; readonly host: string }[];
  readonly theme: 'system' | 'light' | 'dark' | 'sun';
  /** Name of the screen shown last; empty for none. */
  readonly view: string;
  /** The session to resume; null for none. Never one of the demo robot. */
  readonly sessionId: string | null;
  /** The session of the demo robot to resume before that; null for none. */
  readonly demoSessionId: string | null;
  /** Whether single letters act as keys. */
  readonly letterKeys: boolean;
  /** The operator's own letters, by what they ask for. Which of them are of use, their reader decides. */
  readonly ownLetters: Readonly<Record<string, string>>;
  /** Whether a tap on HIT or MISS sounds, and vibrates. */
  readonly tones: boolean;
  readonly vibration: boolean;
  /** Whether Shoot is laid out for a left hand. */
  readonly leftHanded: boolean;
  /** The card of Setup where one left off; empty for none. */
  readonly setupCard: string;
  /** The cards of Setup that were passed over. */
  readonly setupSkipped: readonly string[];
  /** How values are taken into code. */
  readonly code: {
    readonly language: Language;
    /** Null: as the robot's. */
    readonly season: Season | null;
    readonly form: Form;
    /** Only what the code does not have, or all. */
    readonly scope: 'changed' | 'all';
  };
  /** What was chosen of the plots, by their own names for it. Which of it is of use, their reader decides. */
  readonly plots: Readonly<Record<string, string>>;
}

type PreferenceKey = keyof PreferenceValues;

/** Reads and writes preferences; never throws. Where the browser keeps none, they last as long as the page. */
export interface Preferences {
  get<K extends PreferenceKey>(key: K): PreferenceValues[K];
  set<K extends PreferenceKey>(key: K, value: PreferenceValues[K]): void;
}

/** As much of a `Storage` as preferences need. Each call may throw. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** Before each key, so that others on the same origin are left alone. Another prefix forgets everything. */
const prefix = 'mltune.';
/** A longer text is not one that this page stored. */
const longestText = 500;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= longestText;

const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every(isText);

const isTextList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

const isTeamsHost = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'team' in value &&
  typeof value.team === 'number' &&
  'host' in value &&
  isText(value.host);

const isOneOf = (known: readonly unknown[], value: unknown): boolean => known.includes(value);

const isCodeChoice = (value: unknown): value is PreferenceValues['code'] =>
  typeof value === 'object' &&
  value !== null &&
  'language' in value &&
  'season' in value &&
  'form' in value &&
  'scope' in value &&
  isOneOf(languages, value.language) &&
  isOneOf([null, ...seasons], value.season) &&
  isOneOf(forms, value.form) &&
  isOneOf(['changed', 'all'], value.scope);

/** Per preference: its value where nothing usable is stored, and what is usable. */
const preferences: {
  readonly [K in PreferenceKey]: {
    readonly initial: PreferenceValues[K];
    readonly accepts: (value: unknown) => value is PreferenceValues[K];
  };
} = {
  address: { initial: '', accepts: isText },
  lastGood: {
    initial: [],
    accepts: (value): value is PreferenceValues['lastGood'] =>
      Array.isArray(value) && value.every(isTeamsHost),
  },
  theme: {
    initial: 'system',
    accepts: (value): value is PreferenceValues['theme'] =>
      value === 'system' || value === 'light' || value === 'dark' || value === 'sun',
  },
  view: { initial: '', accepts: isText },
  sessionId: { initial: null, accepts: isTextOrNull },
  demoSessionId: { initial: null, accepts: isTextOrNull },
  letterKeys: { initial: true, accepts: isBoolean },
  ownLetters: { initial: {}, accepts: isTexts },
  tones: { initial: false, accepts: isBoolean },
  vibration: { initial: false, accepts: isBoolean },
  leftHanded: { initial: false, accepts: isBoolean },
  setupCard: { initial: '', accepts: isText },
  setupSkipped: { initial: [], accepts: isTextList },
  code: {
    initial: { language: 'java', season: null, form: 'constants', scope: 'changed' },
    accepts: isCodeChoice,
  },
  plots: { initial: {}, accepts: isTexts },
};

/**
 * The preferences in a storage such as `localStorage`.
 * @param open gives the storage; may throw, as `localStorage` itself does where cookies are blocked.
 */
export function openPreferences(open: () => TextStorage): Preferences {
  const storage = attempt(open);
  /** What was set on this page: it holds even where the storage refused it. */
  const own = new Map<PreferenceKey, unknown>();

  function storedValue(key: PreferenceKey): unknown {
    if (own.has(key)) return own.get(key);
    const text = attempt(() => storage?.getItem(prefix + key) ?? null);
    return text === null ? undefined : attempt((): unknown => JSON.parse(text));
  }
  return {
    get(key) {
      const value = storedValue(key);
      const { accepts, initial } = preferences[key];
      return accepts(value) ? value : initial;
    },
    set(key, value) {
      own.set(key, value);
      attempt(() => storage?.setItem(prefix + key, JSON.stringify(value)));
    },
  };
}

/** The result, or null where it throws: a preference that cannot be read or kept is worth no word to the user. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}
