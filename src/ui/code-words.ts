import type { Form, Language, Season } from '../core/code/request.ts';
import type { ValueSet } from '../core/code/selection.ts';
import type { TuningState } from '../core/tuning/state.ts';
import { percents, shots } from './text.ts';

/** Where values are taken into code: the Shots view, and the place in it. */
export const codeHash = '#/shots/code';

/** What stands while values are on the robot that its code does not have. */
export const onlyOnRobotWords = (count: number): string =>
  count === 1
    ? '1 value lives only on the robot: take it into code'
    : `${count} values live only on the robot: take them into code`;

/** The same where there is room for a few words. */
export const notInCodeWords = (count: number): string => `${count} not in code`;

/** What is to be done about it. */
export const takeIntoCodeWords = (count: number): string =>
  `Take ${count === 1 ? '1 value' : `${count} values`} into code`;

export const languageWords: Readonly<Record<Language, string>> = {
  java: 'Java',
  cpp: 'C++',
  python: 'Python',
};

export const seasonWords: Readonly<Record<Season, string>> = {
  '2026': 'up to 2026',
  '2027': 'from 2027',
};

/** What a value becomes, by language; a table needs entries. */
export function formWords(form: Form, language: Language): string {
  switch (form) {
    case 'constants':
      return 'Constants';
    case 'tables':
      return 'Constants and look-up tables';
    case 'tunables':
      return language === 'java'
        ? 'LoggedTunableNumber defaults'
        : 'Tunable numbers (NetworkTables)';
    case 'wpilib':
      return 'WPILib Tunables, with bounds';
  }
}

export const setWords: Readonly<Record<ValueSet, string>> = {
  best: 'Best so far',
  robot: 'Now on the robot',
  baseline: 'Baseline, before tuning',
};

/** What the file says on top of where its values are from. */
export function aboutWords(
  { verdict, shots: all }: TuningState,
  set: ValueSet,
  session: string,
): readonly string[] {
  const from = `MLtune, session "${session}"`;
  switch (set) {
    case 'best':
      return verdict === null
        ? [from]
        : [
            `${from}: best so far, ${percents(verdict.bestRate)} hits expected after ${shots(verdict.rows)}.`,
          ];
    case 'robot':
      return [`${from}: what the robot had after ${shots(all.length)}.`];
    case 'baseline':
      return [`${from}: what the robot had before tuning.`];
  }
}

/** Why there is no code, and what to do. */
export const noCodeWords = {
  'nothing-set-up': 'Nothing is set up to tune yet: choose coefficients in Setup first.',
  'nothing-read': "The robot's values have not been read yet: connect to it first.",
  'nothing-new': 'The code has all of these values already, as far as is known.',
} as const;

/** What came of a tap. */
export const doneWords = {
  copied: 'Copied: paste it into robot code.',
  selected:
    'This browser lets no page copy here, so all of it is selected: press Ctrl+C (⌘C), or hold it and choose Copy.',
  saved: 'Saved. Put it beside your other robot code.',
  taken:
    'Noted: these values are in robot code. The robot tells by itself when it starts with them.',
  'taken-back': 'Noted: they are not in robot code.',
} as const;
