import type { Random } from '../../stats/random.ts';
import { fillNormals } from '../normal-stream.ts';
import { toRaw, toUnit } from '../unit-scale.ts';
import { aimError } from './aim-error.ts';
import type { Family } from './family.ts';
import { isQuantity, type Robot, robotOf } from './robot.ts';
import type { Goal, RoledDimension } from './role.ts';

/** Values are scattered over the cube, and about the start and the truth with this spread. */
const localSpread = 0.18;
const normals = new Float64Array(64);

/** Robots whose code solves for the speed, with coefficients of these roles; coordinates are the way from the start. */
export function solverFamily(
  space: readonly RoledDimension[],
  goal: Goal,
): Family<{ readonly robot: Robot; readonly truth: Float64Array }> {
  const origin = Float64Array.from(space, (d) => toUnit(d, d.start));
  const [near, far] = goal.distanceM;
  return {
    robot(cause) {
      const robot = robotOf(space, goal, cause);
      return { robot, truth: truthPoint(origin, space, robot) };
    },
    shoot({ robot, truth }, i, t, random, coordinates, at, out) {
      const point = designPoint(origin, space, truth, i, random);
      point.forEach((u, j) => (coordinates[at + j] = u - origin[j]!));
      const values = point.map((u, j) => toRaw(space[j]!, u));
      aimError(robot, space, values, near + ((t + 1) / 2) * (far - near), out);
    },
  };
}

function truthPoint(
  origin: Float64Array,
  space: readonly RoledDimension[],
  robot: Robot,
): Float64Array {
  return origin.map((u, j) => {
    const { role } = space[j]!;
    return role === null || !isQuantity(role) ? u : toUnit(space[j]!, robot.truth[role]);
  });
}

function designPoint(
  origin: Float64Array,
  space: readonly RoledDimension[],
  truth: Float64Array,
  i: number,
  random: Random,
): Float64Array {
  const centre = i % 3 === 0 ? null : i % 3 === 1 ? origin : truth;
  fillNormals(normals, 0, origin.length, random);
  return origin.map((_, j) => {
    const u = centre === null ? random() : centre[j]! + localSpread * normals[j]!;
    const inside = Math.min(Math.max(u, 0), 1);
    const { integer, low, high } = space[j]!;
    return integer ? Math.round(inside * (high - low)) / (high - low) : inside;
  });
}
