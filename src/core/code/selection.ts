import type { Coefficient } from '../tuning/coefficient.ts';
import { inCode, isSame } from '../tuning/in-code.ts';
import { own } from '../tuning/own.ts';
import type { TuningState } from '../tuning/state.ts';
import { onRobot } from '../tuning/values.ts';
import { isEntry } from './plan.ts';
import type { CodeValue, Form } from './request.ts';

/** The sets of values that can be taken into code. */
export const valueSets = ['best', 'robot', 'baseline'] as const;
export type ValueSet = (typeof valueSets)[number];

/**
 * A set's value for each coefficient of the settings, in the team's order; those of which nothing is known are left out. The
 * best is known only of what is tuned, with all else as the robot has it: so it has for these what is on the robot.
 */
export function valuesOf(state: TuningState, set: ValueSet): readonly CodeValue[] {
  return (state.settings?.coefficients ?? []).flatMap((coefficient) => {
    const value = valueIn(state, set, coefficient.topic);
    if (value === undefined || !Number.isFinite(value)) return [];
    const before = inCode(state, coefficient.topic);
    return [
      {
        coefficient,
        value: whole(coefficient, value),
        before: before === null || !Number.isFinite(before) ? null : before,
      },
    ];
  });
}

/** Whether anything is known of a set. */
export const isKnown = (state: TuningState, set: ValueSet): boolean =>
  set === 'best' ? state.verdict !== null : valuesOf(state, set).length > 0;

/** Those that differ from what the code has, or may; a table stays whole, as half of one is another table. */
export function changedOf(values: readonly CodeValue[], form: Form): readonly CodeValue[] {
  const changed = values.filter(isChanged);
  if (form !== 'tables') return changed;
  const tables = new Set(changed.filter(ofTable).map(({ coefficient }) => coefficient.role));
  return values.filter(
    (given) => isChanged(given) || (ofTable(given) && tables.has(given.coefficient.role)),
  );
}

const isChanged = ({ value, before }: CodeValue): boolean =>
  before === null || !isSame(value, before);
const ofTable = ({ coefficient }: CodeValue): boolean => isEntry(coefficient);

function valueIn(state: TuningState, set: ValueSet, topic: string): number | undefined {
  switch (set) {
    case 'best':
      return own(state.verdict?.best ?? {}, topic) ?? onRobot(state, topic);
    case 'robot':
      return onRobot(state, topic);
    case 'baseline':
      return own(state.baseline ?? {}, topic);
  }
}

const whole = ({ integer }: Pick<Coefficient, 'integer'>, value: number): number =>
  integer ? Math.round(value) + 0 : value;
