import { codeDefault, degree, type CoefficientName } from './coefficients.ts';
import { cosine, dragPerMetre, goalHeightM, gravity, heightAt, sine } from './flight.ts';

/** What robot code believes: a number for each coefficient, tuned or not. */
export type SolverModel = Readonly<Record<CoefficientName, number>>;

/** What the robot is told to do. */
export interface Launch {
  /** Commanded exit speed, m/s. */
  speedMps: number;
  /** Commanded mechanism angle above the horizontal, rad. */
  pitchRad: number;
}

/** How the solver looks for the speed. */
export type Search = 'secant' | 'bisection';

/** A model of defaults, but for the values given by name. */
export function solverModel(
  values: Readonly<Partial<Record<CoefficientName, number>>>,
): SolverModel {
  const value = (name: CoefficientName): number => values[name] ?? codeDefault(name);
  return {
    DragCoefficient: value('DragCoefficient'),
    ExitSpeedScale: value('ExitSpeedScale'),
    SpeedOffset: value('SpeedOffset'),
    LaunchHeight: value('LaunchHeight'),
    AngleOffset: value('AngleOffset'),
    AirDensity: value('AirDensity'),
    SolverIterations: value('SolverIterations'),
    SolverTolerance: value('SolverTolerance'),
    HoodDetent: value('HoodDetent'),
  };
}

/**
 * The robot's own aim: an angle that falls with distance, the speed at which its (wrong) model of the flight meets the goal, and
 * corrections for scale, offset and angle. Writes to `launch`, so that a run of shots allocates nothing.
 */
export function aim(model: SolverModel, measuredM: number, search: Search, launch: Launch): void {
  const distanceM = clamp(measuredM, nearestM, farthestM);
  const pitch = (68 - 5 * (distanceM - 2)) * degree;
  const speed =
    search === 'bisection'
      ? bisectSpeed(model, distanceM, sine(pitch), cosine(pitch))
      : secantSpeed(model, distanceM, sine(pitch), cosine(pitch));
  launch.speedMps = clamp((speed - model.SpeedOffset) / model.ExitSpeedScale, slowest, fastest);
  launch.pitchRad =
    pitch - (model.AngleOffset + degreesPerDetent * degree * Math.floor(model.HoodDetent + 0.5));
}

/** The distances for which robot code aims, m; others are taken for the nearest of these. */
const nearestM = 1.5;
const farthestM = 6.5;
/** What the launcher can do, m/s. */
const slowest = 3;
const fastest = 20;
/** The hood clicks in half degrees. */
const degreesPerDetent = 0.5;

/** Between these speeds, m/s, bisection looks; it never finds one outside. */
const bisectionFrom = 3;
const bisectionTo = 18;

function bisectSpeed(model: SolverModel, distanceM: number, sin: number, cos: number): number {
  const drag = dragPerMetre(model.AirDensity, model.DragCoefficient);
  const iterations = Math.floor(model.SolverIterations + 0.5);
  let low = bisectionFrom;
  let high = bisectionTo;
  let speed = 0.5 * (low + high);
  for (let i = 0; i < iterations; i++) {
    const miss = heightAt(distanceM, speed, sin, cos, model.LaunchHeight, drag, 0) - goalHeightM;
    if (Math.abs(miss) <= model.SolverTolerance) break;
    if (miss > 0) high = speed;
    else low = speed;
    speed = 0.5 * (low + high);
  }
  return speed;
}

/** Secant steps after the first two points: enough for millimetres. */
const secantSteps = 5;
/** Drag asks for about this much more speed than a vacuum would. */
const dragAllowance = 1.08;
/** Two misses closer than this, m, are the same: the secant would divide by nothing. */
const flatMiss = 1e-12;

function secantSpeed(model: SolverModel, distanceM: number, sin: number, cos: number): number {
  const { LaunchHeight: height } = model;
  const drag = dragPerMetre(model.AirDensity, model.DragCoefficient);
  let before = Math.sqrt(
    (gravity * distanceM * distanceM) /
      (2 * cos * cos * ((distanceM * sin) / cos - (goalHeightM - height))),
  );
  let missBefore = heightAt(distanceM, before, sin, cos, height, drag, 0) - goalHeightM;
  let speed = before * dragAllowance;
  for (let i = 0; i < secantSteps; i++) {
    const miss = heightAt(distanceM, speed, sin, cos, height, drag, 0) - goalHeightM;
    const change = miss - missBefore;
    const step = Math.abs(change) < flatMiss ? 0 : (miss * (speed - before)) / change;
    before = speed;
    missBefore = miss;
    speed -= step;
  }
  return speed;
}

const clamp = (x: number, low: number, high: number): number =>
  x < low ? low : x > high ? high : x;
