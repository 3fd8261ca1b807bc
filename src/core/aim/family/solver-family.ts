import { toRaw, toUnit } from '../unit-scale.ts';
import { type Family, familyOf, type SimulatedRobot } from './family.ts';
import { isQuantity, type Quantity, type Robot, robotMaker } from './robot.ts';
import type { Goal, RoledDimension } from './role.ts';
import { shotAt } from './shot-at.ts';
import { clamp, fastest, slowest, type SolvedSpeed, solveSpeed } from './solve-speed.ts';

/** A coefficient of the code: where its coordinate stands, and what that makes raw. */
interface Coefficient {
  readonly column: number;
  readonly raw: (coordinate: number) => number;
}

/** Which coefficients the code of a robot reads. */
interface Code {
  readonly quantities: Readonly<Partial<Record<Quantity, Coefficient>>>;
  readonly detents: readonly Coefficient[];
  readonly iterations: Coefficient | undefined;
  readonly tolerance: Coefficient | undefined;
}

const solved: SolvedSpeed = { speed: 0, gain: 0 };
/** Steps of a bisection after which nothing changes any more. */
const mostIterations = 30;

/** Robots whose code solves for the speed, with coefficients of these roles; coordinates are the way from the start, unit cube. */
export function solverFamily(space: readonly RoledDimension[], goal: Goal): Family {
  const code = codeOf(space);
  const make = robotMaker(space, goal);
  return familyOf((cause) => {
    const robot = make(cause);
    return { halfOpeningM: robot.halfOpeningM, shoot: shooting(robot, code, goal) };
  });
}

/** What the code does with its coefficients: of two with one role, the first counts. */
function codeOf(space: readonly RoledDimension[]): Code {
  const coefficients = space.map((dimension, column): Coefficient => {
    const origin = toUnit(dimension, dimension.start);
    return { column, raw: (coordinate) => toRaw(dimension, coordinate + origin) };
  });
  const quantities: Partial<Record<Quantity, Coefficient>> = {};
  space.forEach(({ role }, j) => {
    if (role !== null && isQuantity(role)) quantities[role] ??= coefficients[j]!;
  });
  const solvers = coefficients.filter((_, j) => space[j]!.role === 'solver');
  return {
    quantities,
    detents: coefficients.filter((_, j) => space[j]!.role === 'detent-angle'),
    iterations: solvers.find(({ column }) => space[column]!.integer),
    tolerance: solvers.find(({ column }) => !space[column]!.integer),
  };
}

function shooting(
  robot: Robot,
  code: Code,
  { distanceM: [near, far] }: Goal,
): SimulatedRobot['shoot'] {
  const { assumed, truth } = robot;
  const { drag, 'air-density': density, 'launch-height': height } = code.quantities;
  const { 'speed-scale': scale, 'speed-offset': offset, 'angle-offset': turn } = code.quantities;
  const trueDrag = robot.halfAreaPerMass * truth['air-density'] * truth.drag;
  const trueRise = robot.goalHeightM - truth['launch-height'];
  return (coordinates, at, t, out) => {
    const used = (coefficient: Coefficient | undefined, otherwise: number): number =>
      coefficient === undefined
        ? otherwise
        : coefficient.raw(coordinates[at + coefficient.column]!);
    const measuredM = Math.max(near + ((t + 1) / 2) * (far - near), nearestM);
    const pitch = robot.pitch - robot.pitchFall * (measuredM - robot.middleM);
    const rise = robot.goalHeightM - used(height, assumed['launch-height']);
    const assumedDrag =
      robot.halfAreaPerMass * used(density, assumed['air-density']) * used(drag, assumed.drag);
    solveSpeed(Math.tan(pitch), measuredM, rise, assumedDrag, 0, solved);
    const speed = searched(robot, used(code.iterations, Infinity), used(code.tolerance, 0));
    let turned = used(turn, assumed['angle-offset']);
    for (const detent of code.detents) turned += robot.detentStep * used(detent, 0);
    const commanded = clamp(
      (speed - used(offset, assumed['speed-offset'])) / used(scale, assumed['speed-scale']),
      slowest,
      fastest,
    );
    const exit = truth['speed-scale'] * commanded + truth['speed-offset'];
    const angle = pitch - turned + truth['angle-offset'];
    shotAt(robot, exit, angle, measuredM / robot.distanceScale, trueDrag, trueRise, out);
  };
}

/** Nearer than this nobody shoots, m. */
const nearestM = 0.3;

/** The speed that a bisection with these iterations and tolerance ends at, from the solution and the gain there: no flight needed. */
function searched(robot: Robot, iterations: number, tolerance: number): number {
  if (iterations === Infinity && tolerance === 0) return solved.speed;
  let [low, high] = robot.bracketMps;
  let speed = (low + high) / 2;
  const steps = Math.min(iterations, mostIterations);
  for (let i = 0; i < steps; i++) {
    const error = (speed - solved.speed) * solved.gain;
    if (Math.abs(error) <= tolerance) break;
    if (error > 0) high = speed;
    else low = speed;
    speed = (low + high) / 2;
  }
  return speed;
}
