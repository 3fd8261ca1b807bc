import { type Arrival, fly, gravity } from './arc.ts';
import type { Quantity, Robot } from './robot.ts';
import type { RoledDimension } from './role.ts';

/** Secant steps of the robot's solver; four bring it well under a millimetre. */
const secantSteps = 4;
/** What a launcher can do, m/s. */
const slowest = 2;
const fastest = 25;

/** Where a robot's shots go with given coefficients at one distance, in half windows. */
export interface AimSample {
  error: number;
  /** Standard deviation of a shot. */
  spread: number;
}

const arrival: Arrival = { rise: 0, slope: 0 };
const solved = { speed: 0, gain: 0 };

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
  solveSpeed(Math.tan(pitch), measuredM, rise, drag);
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
  const tan = Math.tan(angle);
  fly(exit, tan, distanceM, trueDrag, robot.lift, arrival);
  const height = arrival.rise;
  const byDistance = arrival.slope * robot.distanceSpreadM;
  fly(exit * (1 + robot.speedSpread), tan, distanceM, trueDrag, robot.lift, arrival);
  const bySpeed = arrival.rise - height;
  fly(exit, Math.tan(angle + robot.angleSpread), distanceM, trueDrag, robot.lift, arrival);
  const byAngle = arrival.rise - height;
  out.error = (height - trueRise) / robot.halfOpeningM;
  out.spread =
    Math.sqrt(byDistance * byDistance + bySpeed * bySpeed + byAngle * byAngle + 1e-6) /
    robot.halfOpeningM;
}

/** The speed at which the code's model of the flight meets the goal; its gain is m of height per m/s. */
function solveSpeed(tan: number, distanceM: number, rise: number, drag: number): void {
  const drop = Math.max(distanceM * tan - rise, 0.05 * distanceM);
  let before = Math.sqrt((gravity * distanceM * distanceM * (1 + tan * tan)) / (2 * drop));
  fly(before, tan, distanceM, drag, 0, arrival);
  let errorBefore = arrival.rise - rise;
  let speed = before * (1 + 0.6 * drag * distanceM + 0.005);
  let gain = 1;
  for (let i = 0; i < secantSteps; i++) {
    fly(speed, tan, distanceM, drag, 0, arrival);
    const error = arrival.rise - rise;
    const slope = (error - errorBefore) / (speed - before);
    if (!(Math.abs(slope) > 1e-6) || Math.abs(error) < 1e-5) break;
    gain = slope;
    before = speed;
    errorBefore = error;
    speed = clamp(speed - error / slope, slowest, 2 * fastest);
  }
  solved.speed = speed;
  solved.gain = gain;
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

function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}
