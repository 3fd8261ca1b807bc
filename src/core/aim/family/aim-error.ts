import type { RoledDimension } from './role.ts';
import type { Quantity, Robot } from './robot.ts';
import { type AimSample, shotAt } from './shot-at.ts';
import { clamp, fastest, slowest, type SolvedSpeed, solveSpeed } from './solve-speed.ts';

const solved: SolvedSpeed = { speed: 0, gain: 0 };

/** The aim error of `robot` with raw coefficient `values`, for a shot whose distance was measured as `measuredM`. */
export function aimError(
  robot: Robot,
  space: readonly RoledDimension[],
  values: Float64Array,
  measuredM: number,
  out: AimSample,
): void {
  const { assumed, truth } = robot;
  const used = (quantity: Quantity): number => {
    for (let j = 0; j < space.length; j++) if (space[j]!.role === quantity) return values[j]!;
    return assumed[quantity];
  };
  const pitch = robot.pitch - robot.pitchFall * (measuredM - robot.middleM);
  const rise = robot.goalHeightM - used('launch-height');
  const drag = robot.halfAreaPerMass * used('air-density') * used('drag');
  solveSpeed(Math.tan(pitch), measuredM, rise, drag, 0, solved);
  const speed = searched(robot, space, values);
  let offset = used('angle-offset');
  for (let j = 0; j < space.length; j++)
    if (space[j]!.role === 'detent-angle') offset += robot.detentStep * values[j]!;
  const commanded = clamp((speed - used('speed-offset')) / used('speed-scale'), slowest, fastest);
  const exit = truth['speed-scale'] * commanded + truth['speed-offset'];
  const angle = pitch - offset + truth['angle-offset'];
  const trueDrag = robot.halfAreaPerMass * truth['air-density'] * truth.drag;
  const trueRise = robot.goalHeightM - truth['launch-height'];
  const distanceM = measuredM / robot.distanceScale;
  shotAt(robot, exit, angle, distanceM, trueDrag, trueRise, out);
}

/** The speed a bisection with these iterations and tolerance ends at, from the solution and the gain there: no flight needed. */
function searched(robot: Robot, space: readonly RoledDimension[], values: Float64Array): number {
  let iterations = Infinity;
  let tolerance = 0;
  for (let j = 0; j < space.length; j++)
    if (space[j]!.role === 'solver') {
      if (space[j]!.integer) iterations = values[j]!;
      else tolerance = values[j]!;
    }
  if (iterations === Infinity && tolerance === 0) return solved.speed;
  let [low, high] = robot.bracketMps;
  let speed = (low + high) / 2;
  const steps = Math.min(iterations, 30);
  for (let i = 0; i < steps; i++) {
    const error = (speed - solved.speed) * solved.gain;
    if (Math.abs(error) <= tolerance) break;
    if (error > 0) high = speed;
    else low = speed;
    speed = (low + high) / 2;
  }
  return speed;
}
