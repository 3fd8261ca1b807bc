import type { ShotLimits } from './shot.ts';

/** What is judged about a shot; null and undefined mean that the robot did not tell. */
export interface Plausibility {
  readonly distanceM: number | null;
  readonly exitVelocityMps: number | undefined;
  readonly pitchRad: number | undefined;
}

/** Why a shot is implausible, as `field:value`; null for one the model may learn from. */
export function implausible(shot: Plausibility, limits: ShotLimits): string | null {
  return (
    outside('distance', shot.distanceM, limits.distanceM) ??
    outside('exit velocity', shot.exitVelocityMps, limits.exitVelocityMps) ??
    outside('pitch', shot.pitchRad, limits.pitchRad)
  );
}

/** The first number that a robot told and that is none, as `field:value`; null when all are finite. */
export function notFinite(told: Readonly<Record<string, number | null>>): string | null {
  const broken = Object.entries(told).find(
    ([, value]) => value !== null && !Number.isFinite(value),
  );
  return broken === undefined ? null : `${broken[0]}:${broken[1]}`;
}

function outside(
  name: string,
  value: number | null | undefined,
  [low, high]: readonly [number, number],
): string | null {
  if (value === null || value === undefined) return null;
  return value >= low && value <= high ? null : `${name}:${value}`;
}
