import type { Opening } from '../../core/aim/family/role.ts';

/** A goal that need not be typed. */
export interface GoalPreset extends Opening {
  readonly name: string;
}

/** Goals whose measures are known for certain. */
const games: readonly GoalPreset[] = [
  // An upper rim 4 ft wide at 8 ft 8 in, and a ball of 9.5 in: 61 cm less 12, and at 45° as much in height as in width.
  { name: 'FRC 2022, upper hub', heightM: 2.64, halfOpeningM: 0.49 },
  { name: 'Simulated robot', heightM: 2.3, halfOpeningM: 0.16 },
];

/** The goals to choose from: what the robot tells, if it does, comes first. */
export function goalPresets(told: Opening | null): readonly GoalPreset[] {
  return told === null ? games : [{ name: 'As the robot tells', ...told }, ...games];
}
