import { degree, type Variant } from '../../../src/sim/coefficients.ts';
import { hiddenWorld } from '../../../src/sim/hidden-world.ts';
import { knotsOf, type TableVariant, tableVariants } from '../../../src/sim/table-coefficients.ts';
import { tableWorld } from '../../../src/sim/table-world.ts';
import { again, type Best, bestFrom, quick, thorough } from './best-from.ts';
import type { AnyVariant } from '../../../src/sim/shooting-robot.ts';
import { type Robot, robotOf } from './robot.ts';

/** The best values found by a search that may look at the truth; the same on every run. */
export function bestOf(variant: AnyVariant, world: number): Best {
  const robot = robotOf(variant, world);
  const all = robot.coefficients.map((_, j) => j);
  const table = tableVariants.find((each) => each === variant);
  if (table !== undefined)
    return bestFrom(robot, world, aimedTable(robot, table, world), all, thorough);
  return variant === 'mixed6'
    ? bestOfMixed(robot, world)
    : bestFrom(robot, world, trueValues(robot, variant as Variant, world), all, thorough);
}

/** The values a perfectly measured robot would have. */
function trueValues({ coefficients }: Robot, variant: Variant, world: number): number[] {
  const truth: Readonly<Record<string, number>> = hiddenWorld(variant, world).truth;
  return coefficients.map(({ name, codeDefault }) => truth[name] ?? codeDefault);
}

/** Hood detents tried on either side of the true angle. */
const detentsAround = 2;
const degreesPerDetent = 0.5;

/** With whole numbers: each hood detent near the true angle, the solver at its best, the rest searched. */
function bestOfMixed(robot: Robot, world: number): Best {
  const start = trueValues(robot, 'mixed6', world);
  const at = (name: string): number => robot.coefficients.findIndex((c) => c.name === name);
  const free = ['DragCoefficient', 'ExitSpeedScale', 'LaunchHeight'].map(at);
  start[at('SolverIterations')] = robot.coefficients[at('SolverIterations')]!.max;
  start[at('SolverTolerance')] = robot.coefficients[at('SolverTolerance')]!.min;
  const detent = at('HoodDetent');
  const { min, max } = robot.coefficients[detent]!;
  const { AngleOffset } = hiddenWorld('mixed6', world).truth;
  const middle = Math.round(AngleOffset / (degreesPerDetent * degree));
  const low = Math.max(min, middle - detentsAround);
  const high = Math.min(max, middle + detentsAround);
  const found = Array.from({ length: high - low + 1 }, (_, i) =>
    bestFrom(robot, world, start.with(detent, low + i), free, quick),
  );
  const { values } = found.reduce((best, each) => (each.rate > best.rate ? each : best));
  return bestFrom(robot, world, values, free, again);
}

/** Halvings of a wheel speed's range: to far less than 1 rpm. */
const halvings = 30;

/** The code's hood angles, with wheel speeds that meet the middle of the goal at each knot when there is no noise. */
function aimedTable(robot: Robot, variant: TableVariant, world: number): number[] {
  const values = robot.coefficients.map(({ codeDefault }) => codeDefault);
  const { distanceScale } = tableWorld(variant, world);
  knotsOf(variant).forEach(({ output, atM }, j) => {
    if (output !== 'wheel') return;
    const shot = { distanceM: atM / distanceScale, speed: 0, angle: 0, distance: 0 };
    let { min: slow, max: fast } = robot.coefficients[j]!;
    for (let i = 0; i < halvings; i++) {
      values[j] = (slow + fast) / 2;
      if (robot.shooter.shoot(values, shot).errorM < 0) slow = values[j];
      else fast = values[j];
    }
  });
  return values;
}
