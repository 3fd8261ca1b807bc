import type { Values } from './coefficient.ts';
import { own } from './own.ts';
import type { TuningState } from './state.ts';
import { onRobot, tuned } from './values.ts';

/** The sets of values that are compared: what the robot has now, and those that are one tap away. */
export const standpoints = ['now', 'best', 'baseline', 'code-default'] as const;
export type Standpoint = (typeof standpoints)[number];

/** The values of a standpoint, of the coefficients that are tuned; those not known yet are left out. Null where none is known. */
export function valuesAt(state: TuningState, standpoint: Standpoint): Values | null {
  const values = tuned(state)
    .map((coefficient) => [coefficient.topic, valueOf(coefficient)] as const)
    .filter(isKnown);
  return values.length > 0 ? Object.fromEntries(values) : null;

  function valueOf({ topic, codeDefault }: { topic: string; codeDefault: number }) {
    switch (standpoint) {
      case 'now':
        return onRobot(state, topic);
      case 'best':
        return own((state.verdict ?? state.otherSession)?.best ?? {}, topic);
      case 'baseline':
        return own(state.baseline ?? {}, topic);
      case 'code-default':
        return codeDefault;
    }
  }
}

const isKnown = (entry: readonly [string, number | undefined]): entry is [string, number] =>
  entry[1] !== undefined;
