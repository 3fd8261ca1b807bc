import { isKnot, sameTable, type Opening } from '../aim/family/role.ts';
import type { SuggestRequest } from '../bayes-opt/request.ts';
import type { Dimension } from '../bayes-opt/space.ts';
import type { Coefficient } from './coefficient.ts';
import type { Settings } from './events.ts';
import { own } from './own.ts';
import { radPerUnit } from './unit-words.ts';
import { comparesEvery, goalFaults } from './settings.ts';
import { shotsForProposal } from './proposal.ts';
import { ruleFor } from './rules.ts';
import { counts } from './shot-records.ts';
import type { ShotRecord, TuningState } from './state.ts';
import { errorMOf, sideOf, tellsHeight } from './told.ts';
import { atTurn, takesTurns } from './turns.ts';
import { allRead, onRobot, tuned } from './values.ts';

/** Whether the next values are wanted, by the operator or after enough shots, and can be chosen. */
export function proposalDue(state: TuningState): boolean {
  const { settings, trial } = state;
  if (settings === null || state.hold || state.proposal !== null || !allRead(state)) return false;
  const coefficient = atTurn(state);
  if (takesTurns(state) && coefficient === null) return false;
  const { on, shots } = ruleFor(settings, 'autotune', coefficient);
  const enough =
    on && state.shootingTrial === (trial?.number ?? 0) && shotsForProposal(state) >= shots;
  return state.asked || enough;
}

/**
 * The question for the optimizer: all counted shots, in order, over the coefficients that are enabled now, with all that was told of each.
 * A shot without a distance is taken as one from the middle of the range. One at a time, all but the one whose turn it is are fixed. Null when
 * there is nothing to tune.
 */
export function requestFor(state: TuningState): SuggestRequest | null {
  const coefficients = tuned(state);
  const { settings } = state;
  if (settings === null || coefficients.length === 0) return null;
  const rows = state.shots.filter(counts);
  const [low, high] = settings.distanceM;
  const turn = atTurn(state)?.topic;
  const sides = Int8Array.from(rows, sideOf);
  const errorsM = Float64Array.from(rows, errorMOf);
  const points = new Float64Array(rows.length * coefficients.length);
  rows.forEach(({ shot }, row) => {
    coefficients.forEach((coefficient, column) => {
      points[row * coefficients.length + column] =
        own(shot.values, coefficient.topic) ?? baselineOf(state, coefficient);
    });
  });
  return {
    space: coefficients.map((coefficient) => ({
      low: coefficient.min,
      high: coefficient.max,
      start: within(coefficient, baselineOf(state, coefficient)),
      integer: coefficient.integer,
      scale: coefficient.scale,
      maxStep: coefficient.maxStep,
      role: coefficient.role,
      ...entryOf(coefficient, settings.coefficients),
      ...(turn === undefined || coefficient.topic === turn ? {} : { fixed: true as const }),
    })),
    context: { low, high },
    goal: goalOf(settings),
    ...biasOf(settings, rows),
    ...comparisonOf(settings),
    ...(state.refusals.times === 0 ? {} : { refused: state.refusals.times }),
    objective: { kind: 'hits' },
    data: {
      points,
      distancesM: Float64Array.from(rows, ({ shot }) => shot.distanceM ?? (low + high) / 2),
      hits: Uint8Array.from(rows, ({ label }) => (label === 'hit' ? 1 : 0)),
      sides: sides.some((side) => side !== 0) ? sides : null,
      errorsM: errorsM.some(Number.isFinite) ? errorsM : null,
      weights: null,
      values: null,
    },
    current: coefficients.map((coefficient) =>
      within(coefficient, onRobot(state, coefficient.topic) ?? baselineOf(state, coefficient)),
    ),
    baseline: coefficients.map((coefficient) =>
      within(coefficient, baselineOf(state, coefficient)),
    ),
  };
}

/**
 * The distance of an entry of a look-up table. Where an entry of the table is switched off, the others are tuned each for itself: between
 * them the table does not say what they alone would.
 */
function entryOf(
  coefficient: Coefficient,
  all: readonly Coefficient[],
): Pick<Dimension, 'atM' | 'table' | 'radPerUnit'> {
  const { atM, role, table, unit } = coefficient;
  const isWhole = all.every(
    (other) => other.enabled || !sameTable(other, coefficient) || !isEntry(other),
  );
  if (!isEntry(coefficient) || !isWhole) return {};
  const rad = role === 'angle-knot' || role === 'hood-knot' ? radPerUnit(unit) : null;
  return {
    atM: atM!,
    ...(table === undefined ? {} : { table }),
    ...(rad === null ? {} : { radPerUnit: rad }),
  };
}

/** So near an edge that nearly half of the shots miss: farther is not aiming any more. */
const mostBias = 0.9;

/** Where in the goal to aim; at its middle until some shot told how high it passed. */
function biasOf({ bias }: Settings, rows: readonly ShotRecord[]): { readonly bias?: number } {
  if (bias.towards === 'center' || !tellsHeight(rows)) return {};
  const amount = Math.min(bias.amount, mostBias);
  return { bias: bias.towards === 'up' ? amount : -amount };
}

/** When a suggestion is the baseline's; a rule that makes no sense, as an edited file may have it, is none. */
function comparisonOf({ comparison }: Settings): Pick<SuggestRequest, 'comparison'> {
  switch (comparison.kind) {
    case 'doubt':
      return {};
    case 'never':
      return { comparison: 'never' };
    case 'every':
      return comparesEvery(comparison.trials)
        ? { comparison: { everyTrials: comparison.trials } }
        : {};
  }
}

/** Whether it is an entry of a look-up table whose distance is known. */
const isEntry = ({ role, atM }: Coefficient): boolean =>
  isKnot(role) && atM !== null && Number.isFinite(atM) && atM >= 0;

/** A goal that makes no sense, as an edited file may have it, is none. */
const goalOf = ({ goal, distanceM: [nearestM] }: Settings): Opening | null =>
  goal !== null && goalFaults(goal, nearestM).length === 0 ? goal : null;

const within = ({ min, max }: Coefficient, value: number): number =>
  Math.min(max, Math.max(min, value));

const baselineOf = (state: TuningState, { topic, codeDefault }: Coefficient): number =>
  own(state.baseline ?? {}, topic) ?? codeDefault;
