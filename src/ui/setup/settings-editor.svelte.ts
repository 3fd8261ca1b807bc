import type { Coefficient } from '../../core/tuning/coefficient.ts';
import { differences } from '../../core/profile/difference.ts';
import { distinctNames } from '../../core/tuning/distinct-names.ts';
import { listEntry } from '../../core/tuning/list-entry.ts';
import type { Settings } from '../../core/tuning/events.ts';
import { defaultSettings, faultsOf } from '../../core/tuning/settings.ts';
import type { TuningSession } from '../../session/tuning-session.svelte.ts';
import { blankCoefficient, draftOf, draftOfCoefficient, settingsIn } from './draft.ts';
import type { CoefficientDraft, SettingsDraft } from './draft.ts';

/** Settings while they are being typed: kept until they are saved or dropped, whatever else is looked at meanwhile. */
export class SettingsEditor {
  #saved = $state.raw<Settings>(defaultSettings([], 0));
  draft = $state<SettingsDraft>(draftOf(defaultSettings([], 0)));

  /** What the draft says, faults included. */
  readonly settings = $derived(settingsIn(this.draft, this.#saved));
  readonly faults = $derived(faultsOf(this.settings));
  /** What is saved, as the same form says it: what differs from `settings` was typed. */
  readonly saved = $derived(settingsIn(draftOf(this.#saved), this.#saved));
  /** Whether the draft says anything else than what is saved. */
  readonly changed = $derived(textOf(this.draft) !== textOf(draftOf(this.#saved)));

  /** In how many things it does, each field of a coefficient counted. */
  readonly changes = $derived(this.changed ? Math.max(1, this.#differences()) : 0);

  constructor(saved: Settings) {
    this.#saved = saved;
    this.draft = draftOf(saved);
  }

  /** These settings hold now. A draft in which something was typed keeps it, unless it says just what holds. */
  follow(saved: Settings): void {
    if (saved === this.#saved) return;
    const untouched = !this.changed;
    this.#saved = saved;
    // `0.10` for 0.1, or a number of what is switched off, is no difference to be saved.
    const alike =
      this.faults.length === 0 && JSON.stringify(this.settings) === JSON.stringify(this.saved);
    if (untouched || alike) this.draft = draftOf(saved);
    else if (this.draft.coefficients.length === 0)
      this.draft.coefficients = draftOf(saved).coefficients;
  }

  #differences(): number {
    return differences(this.saved, this.settings).reduce(
      (sum, difference) => sum + (difference.kind === 'changed' ? difference.fields.length : 1),
      0,
    );
  }

  /** Back to what is saved. */
  drop(): void {
    this.draft = draftOf(this.#saved);
  }

  has(topic: string): boolean {
    return this.draft.coefficients.some((coefficient) => coefficient.topic === topic);
  }

  /** Whether some number of that list is in the list of coefficients. */
  hasOf(list: string): boolean {
    return this.draft.coefficients.some(({ topic }) => listEntry(topic)?.list === list);
  }

  add(coefficient: Coefficient): void {
    if (!this.has(coefficient.topic)) this.#push(draftOfCoefficient(coefficient));
  }

  /** A topic of which nothing is known but its name. */
  addTopic(topic: string): void {
    if (!this.has(topic)) this.#push(blankCoefficient(topic));
  }

  /** Where its name is that of another one, both take as much of their folders as tells them apart. */
  #push(added: CoefficientDraft): void {
    this.draft.coefficients.push(added);
    const names = distinctNames(this.draft.coefficients);
    this.draft.coefficients.forEach((coefficient, at) => {
      coefficient.name = names[at]!;
    });
  }

  /** Moves a coefficient in the order to that place, from 0; beyond either end, to that end. */
  move(topic: string, to: number): void {
    const { coefficients } = this.draft;
    const from = coefficients.findIndex((coefficient) => coefficient.topic === topic);
    const place = Math.min(coefficients.length - 1, Math.max(0, to));
    if (from < 0 || from === place) return;
    coefficients.splice(place, 0, ...coefficients.splice(from, 1));
  }

  remove(topic: string): void {
    this.draft.coefficients = this.draft.coefficients.filter(
      (coefficient) => coefficient.topic !== topic,
    );
  }
}

/** What stands in the fields; how a number was rounded for them is no difference. */
const textOf = (draft: SettingsDraft): string =>
  JSON.stringify(draft, (key, value: unknown) => (key === 'shown' ? undefined : value));

/** A view comes and goes with a tap; what was typed in it lives as long as its session. */
const editors = new WeakMap<TuningSession, SettingsEditor>();

/** The one editor of a session's settings. */
export function editorOf(session: TuningSession, newSeed: () => number): SettingsEditor {
  const known = editors.get(session);
  if (known !== undefined) return known;
  const saved = session.state.settings ?? defaultSettings([], newSeed());
  let editor!: SettingsEditor;
  // A root of its own: what is derived in the view that asks first would stand still once that view is gone.
  $effect.root(() => {
    editor = new SettingsEditor(saved);
  });
  editors.set(session, editor);
  const catchUp = (): void => {
    if (session.state.settings !== null) editor.follow(session.state.settings);
  };
  session.followTyping({
    get changes() {
      return editor.changes;
    },
    get savable() {
      return editor.faults.length === 0;
    },
    save: () => {
      catchUp();
      if (editor.faults.length > 0 || !editor.changed) return;
      session.configure(editor.settings);
      catchUp();
    },
    drop: () => {
      catchUp();
      editor.drop();
    },
  });
  return editor;
}
