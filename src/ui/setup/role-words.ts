import type { Role } from '../../core/aim/family/role.ts';

/** A role as it is offered: what it is called, what the code does with it, and by what it is known. */
export interface RoleWords {
  readonly name: string;
  readonly is: string;
  readonly check: string;
}

/** What the team says of a coefficient of which it says nothing. */
export const noIdea: RoleWords = {
  name: 'No idea',
  is: 'the shots alone tell what it does',
  check: 'Always right. With the right answer instead, fewer shots are needed.',
};

/** The roles in words. Their signs are those of the model, and a team can check them against its code. */
export const roleWords: Readonly<Record<Role, RoleWords>> = {
  drag: {
    name: 'Drag coefficient',
    is: 'how much the air slows the ball',
    check: 'A number about 0.5, without a unit. The larger it is, the faster your code shoots.',
  },
  'air-density': {
    name: 'Air density',
    is: 'the drag is multiplied by it',
    check: 'In kg/m³, about 1.2. The larger it is, the faster your code shoots.',
  },
  'launch-height': {
    name: 'Launch height',
    is: 'where the ball leaves the robot',
    check: 'In m above the floor. The larger it is, the slower your code shoots.',
  },
  'speed-scale': {
    name: 'Speed scale',
    is: 'the code divides the speed by it',
    check:
      'About 1. The larger it is, the slower your code shoots. If your code multiplies by it, choose No idea.',
  },
  'speed-offset': {
    name: 'Speed offset',
    is: 'the code subtracts it from the speed',
    check:
      'In m/s. The larger it is, the slower your code shoots. If your code adds it, choose No idea.',
  },
  'angle-offset': {
    name: 'Angle offset',
    is: 'the code subtracts it from the launch angle',
    check:
      'In rad. The larger it is, the flatter your code shoots. If your code adds it, choose No idea.',
  },
  'detent-angle': {
    name: 'Hood detent',
    is: 'clicks that the code takes off the hood’s angle',
    check:
      'Whole numbers. The larger it is, the flatter your code shoots. If it adds them, choose No idea.',
  },
  solver: {
    name: 'Solver setting',
    is: 'how exactly the code looks for the speed',
    check: 'Its iterations, as whole numbers, or its tolerance. It should hardly matter.',
  },
  'speed-knot': {
    name: 'Speed in a table',
    is: 'what the wheel is told at one distance',
    check:
      'One entry of a look-up table over the distance, in any unit. Between entries your code goes in a straight line.',
  },
  'angle-knot': {
    name: 'Angle in a table',
    is: 'what the hood is told at one distance',
    check:
      'One entry of a look-up table over the distance: the launch angle above the floor. Between entries your code goes in a straight line.',
  },
  'hood-knot': {
    name: 'Hood angle in a table',
    is: 'how far the hood leans from the vertical at one distance',
    check:
      'One entry of a look-up table over the distance. The larger it is, the flatter the ball leaves: the launch angle is 90° less it. Its unit must be degrees, radians or rotations of the hood itself. If it is anything else, such as turns of the motor, choose the next one.',
  },
  'other-knot': {
    name: 'Something else in a table',
    is: 'an entry of a look-up table: the shots alone tell what it does',
    check:
      'Always right for an entry of a look-up table over the distance. Between entries your code goes in a straight line.',
  },
};
