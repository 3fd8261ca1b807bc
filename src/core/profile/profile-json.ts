import { hearNumbers, sayNumbers } from '../log/event-json.ts';
import { settings as settingsShape } from '../log/event-shape.ts';
import { count, fields, oneOf, text } from '../log/shape.ts';
import type { Settings } from '../tuning/events.ts';
import { completed, faultsOf, type SettingsFault } from '../tuning/settings.ts';
import { longestName, ofSitting, profileSettings, type Profile } from './profile.ts';

/** Tells our profiles from all other files. */
const format = 'mltune-profile';
/** Grows when an older page could not read the file; every version before must stay readable. */
const version = 1;
/** A longer text is no profile: a thousand coefficients fit into less, characters. */
export const longestText = 1_000_000;

/** Why a text is not a profile that can be used. */
export type ProfileFault =
  | { readonly kind: 'too-long' }
  /** Not JSON; cut off, perhaps. */
  | { readonly kind: 'not-json'; readonly detail: string }
  /** JSON of this program, but a session's log. */
  | { readonly kind: 'a-session' }
  /** JSON of something else. */
  | { readonly kind: 'not-a-profile' }
  /** Written by a newer version of the page. */
  | { readonly kind: 'newer'; readonly version: number }
  /** A value in it is missing or is not what it should be. */
  | { readonly kind: 'damaged'; readonly at: string; readonly expected: string }
  /** Its name is empty or too long. */
  | { readonly kind: 'name' }
  /** Well formed, but nobody could tune with it. */
  | {
      readonly kind: 'unusable';
      readonly faults: readonly SettingsFault[];
      /** Its coefficients' names by topic, for the words. */
      readonly names: ReadonlyMap<string, string>;
    };

/** A profile, or why there is none. */
export type ReadProfile =
  | { readonly ok: true; readonly value: Profile }
  | { readonly ok: false; readonly fault: ProfileFault };

const marked = fields<{ format: typeof format; version: number }>({
  format: oneOf(format),
  version: count,
});
const ofSession = fields<{ format: 'mltune-session' }>({
  format: oneOf('mltune-session'),
});
const document = fields<{ name: string; settings: Settings }>({
  name: text,
  settings: (value, at) =>
    settingsShape(
      typeof value === 'object' && value !== null ? { ...value, ...ofSitting } : value,
      at,
    ),
});

/** A profile as a file: JSON over lines, so that a team's repository shows what was changed. */
export function profileToJson({ name, settings }: Profile): string {
  const file = { format, version, name, settings: profileSettings(settings) };
  return `${JSON.stringify(file, sayNumbers, 2)}\n`;
}

/** Reads what `profileToJson` wrote, or a person by hand; whatever the text, it does not throw, and what it gives can be used. */
export function profileFromJson(json: string): ReadProfile {
  if (json.length > longestText) return refused({ kind: 'too-long' });
  let value: unknown;
  try {
    value = JSON.parse(json, hearNumbers);
  } catch (error) {
    return refused({ kind: 'not-json', detail: String(error) });
  }
  if (!isMarked(value))
    return refused(
      ofSession(value, '') === null ? { kind: 'a-session' } : { kind: 'not-a-profile' },
    );
  if (value.version > version) return refused({ kind: 'newer', version: value.version });
  if (!isDocument(value)) return refused({ kind: 'damaged', ...document(value, 'profile')! });
  const name = value.name.trim();
  if (name === '' || name.length > longestName) return refused({ kind: 'name' });
  const settings = completed({ ...value.settings, ...ofSitting });
  const faults = faultsOf(settings);
  if (faults.length === 0)
    return { ok: true, value: { name, settings: profileSettings(settings) } };
  const names = new Map(settings.coefficients.map((one) => [one.topic, one.name]));
  return refused({ kind: 'unusable', faults, names });
}

const isMarked = (value: unknown): value is { readonly version: number } =>
  marked(value, 'profile') === null;

const isDocument = (
  value: unknown,
): value is { readonly name: string; readonly settings: Settings } =>
  document(value, 'profile') === null;

const refused = (fault: ProfileFault): ReadProfile => ({ ok: false, fault });
