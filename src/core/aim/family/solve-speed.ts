import { type Arrival, fly, gravity } from './arc.ts';

/** Secant steps; four bring the height well under a millimetre. */
const secantSteps = 4;
/** What a launcher can do, m/s. */
export const slowest = 2;
export const fastest = 25;

/** A speed, m/s, and how much higher a ball arrives with more of it there, m per m/s. */
export interface SolvedSpeed {
  speed: number;
  gain: number;
}

const arrival: Arrival = { rise: 0, slope: 0 };

/** Finds the speed at which a flight arrives at `rise` above its launch. */
export function solveSpeed(
  tan: number,
  distanceM: number,
  rise: number,
  drag: number,
  lift: number,
  out: SolvedSpeed,
): void {
  const drop = Math.max(distanceM * tan - rise, 0.05 * distanceM);
  let before = Math.sqrt((gravity * distanceM * distanceM * (1 + tan * tan)) / (2 * drop));
  fly(before, tan, distanceM, drag, lift, arrival);
  let errorBefore = arrival.rise - rise;
  let speed = before * (1 + 0.6 * drag * distanceM + 0.005);
  let gain = 1;
  for (let i = 0; i < secantSteps; i++) {
    fly(speed, tan, distanceM, drag, lift, arrival);
    const error = arrival.rise - rise;
    const slope = (error - errorBefore) / (speed - before);
    if (!(Math.abs(slope) > 1e-6) || Math.abs(error) < 1e-5) break;
    gain = slope;
    before = speed;
    errorBefore = error;
    speed = clamp(speed - error / slope, slowest, 2 * fastest);
  }
  out.speed = speed;
  out.gain = gain;
}

export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}
