/** Settings that are being typed, as far as the session has to know of them. */
export interface UnsavedSettings {
  /** In how many things they differ from those that hold. */
  readonly changes: number;
  /** Whether they can be saved as they are; otherwise something in them is wrong. */
  readonly savable: boolean;
  /** Lets them hold from now on. */
  save(): void;
  /** Takes what was typed back. */
  drop(): void;
}
