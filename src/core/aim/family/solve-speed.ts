import { type Arrival, fly, gravity } from './arc.ts';

/** What a launcher can do, m/s. */
export const slowest = 2;
export const fastest = 25;

/** A speed, m/s, and how much higher a ball arrives with more of it there, m per m/s. */
export interface SolvedSpeed {
  speed: number;
  gain: number;
}

const arrival: Arrival = { rise: 0, slope: 0 };

/** Corrections of the first guess; two bring most heights within 3 mm, and steep ones from far with much drag within 4 cm. */
const corrections = 2;

/** Finds the speed at which a flight arrives at `rise` above its launch. */
export function solveSpeed(
  tan: number,
  distanceM: number,
  rise: number,
  drag: number,
  lift: number,
  out: SolvedSpeed,
): void {
  const needed = Math.max(distanceM * tan - rise, 0.05 * distanceM);
  // Without drag, and then what drag makes of a path that is longer than the distance.
  const vacuum = Math.sqrt((gravity * distanceM * distanceM * (1 + tan * tan)) / (2 * needed));
  let speed = vacuum * (1 + 0.5 * drag * distanceM * Math.sqrt(1 + (tan * tan) / 4));
  for (let i = 0; i < corrections; i++) {
    fly(speed, tan, distanceM, drag, lift, arrival);
    const fallen = Math.max(distanceM * tan - arrival.rise, 0.1 * needed);
    speed = clamp(speed * Math.sqrt(fallen / needed), slowest, 2 * fastest);
  }
  out.speed = speed;
  out.gain = gainOf(needed, speed);
}

/**
 * How much higher a ball arrives with more speed, m per m/s: drag and lift act by the path alone, so what gravity takes from a straight
 * line goes nearly with 1/speed².
 */
export const gainOf = (fallenM: number, speedMps: number): number => (2 * fallenM) / speedMps;

export function clamp(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}
