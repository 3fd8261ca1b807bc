import { type AimModel, aimModel, type AimSetup, learn, restarted } from './aim-model.ts';
import type { AimShot } from './shot-table.ts';

/**
 * The model after `shots`: `previous` taken further when it is of the same setup and knows a prefix of them, else made from the start.
 * Both ways end at exactly the same model, so a memo of the last one is only a matter of speed. `previous` is used up.
 */
export function resumed(
  previous: AimModel | null,
  setup: AimSetup,
  shots: readonly AimShot[],
): AimModel {
  const model =
    previous === null || !isSameSetup(previous.setup, setup)
      ? aimModel(setup)
      : isPrefix(previous, shots)
        ? previous
        : restarted(previous);
  for (const shot of shots.slice(model.shots.length)) learn(model, shot);
  return model;
}

const isSameSetup = (a: AimSetup, b: AimSetup): boolean => JSON.stringify(a) === JSON.stringify(b);

function isPrefix(model: AimModel, shots: readonly AimShot[]): boolean {
  return (
    model.shots.length <= shots.length && model.shots.every((known, i) => isSame(known, shots[i]!))
  );
}

function isSame(a: AimShot, b: AimShot): boolean {
  return (
    a === b ||
    (a.t === b.t &&
      a.weight === b.weight &&
      JSON.stringify(a.outcome) === JSON.stringify(b.outcome) &&
      a.point.every((u, j) => u === b.point[j]))
  );
}
