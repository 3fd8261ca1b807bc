import type { Coefficient } from '../tuning/coefficient.ts';

/** The languages that robot code is written in. */
export const languages = ['java', 'cpp', 'python'] as const;
export type Language = (typeof languages)[number];

/** Seasons of WPILib whose names differ: up to 2026, and from 2027 on. */
export const seasons = ['2026', '2027'] as const;
export type Season = (typeof seasons)[number];

/**
 * What a value becomes: a constant each; the entries of a look-up table one table, and all else constants; or the default of
 * a number that can still be tuned: one of the team's own code, or one of WPILib 2027's Tunables, which tell their bounds and acknowledge
 * what they took.
 */
export const forms = ['constants', 'tables', 'tunables', 'wpilib'] as const;
export type Form = (typeof forms)[number];

/** Returns whether a season's WPILib has what a form needs. */
export const hasForm = (season: Season, form: Form): boolean =>
  form !== 'wpilib' || season === '2027';

/** A coefficient's value on its way into code. */
export interface CodeValue {
  readonly coefficient: Pick<
    Coefficient,
    'topic' | 'unit' | 'integer' | 'role' | 'atM' | 'min' | 'max' | 'table'
  >;
  /** Finite; whole where the coefficient is. */
  readonly value: number;
  /** What the code has as far as is known; null where it is not. */
  readonly before: number | null;
}

/** What code is wanted. */
export interface CodeRequest {
  readonly language: Language;
  readonly season: Season;
  readonly form: Form;
  readonly values: readonly CodeValue[];
  /** What the file says of itself on top, a line each. */
  readonly about: readonly string[];
  /** The name of the class (or namespace) around the values; an identifier in every language. */
  readonly holder: string;
}

/** A file of code. */
export interface CodeFile {
  readonly name: string;
  readonly text: string;
}
