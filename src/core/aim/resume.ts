import { type AimModel, aimModel, type AimSetup, learnBlock } from './aim-model.ts';
import type { AimShot } from './shot-table.ts';

/** Rows up to here are always learned one by one, so that few shots and a seed make the same model on every way. */
const singly = 120;
/** More new rows than this at once are a session that is resumed: blocks of so large a share of what is known are learned together. */
const fewAtOnce = 10;
const blockShare = 0.4;

/**
 * The model after `shots`: `previous` taken further when it is of the same setup and knows a prefix of them, else made from the start.
 * Both ways end at exactly the same model while there are few rows, and later at one that differs by no more than another seed's. `previous`
 * is used up.
 */
export function resumed(
  previous: AimModel | null,
  setup: AimSetup,
  shots: readonly AimShot[],
): AimModel {
  const model =
    previous !== null && isSameSetup(previous.setup, setup) && isPrefix(previous, shots)
      ? previous
      : aimModel(setup);
  while (model.shots.length < shots.length) {
    const known = model.shots.length;
    const isLong = known >= singly && shots.length - known > fewAtOnce;
    const size = isLong ? Math.ceil(model.rows.length * blockShare) : 1;
    learnBlock(model, shots.slice(known, known + size));
  }
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
