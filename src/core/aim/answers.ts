import type { Prediction, SuggestRequest } from '../bayes-opt/request.ts';
import { usable, usableRows } from '../bayes-opt/usable-rows.ts';
import { type AimModel, drawsOf } from './aim-model.ts';
import { snapToGrid } from './aim-space.ts';
import type { Draws } from './draws.ts';
import { gainLeft, type GainLeft } from './gain-left.ts';
import { aimedBy, frameOf, incumbentOf } from './incumbent.ts';
import { aimQuestion, type AimQuestion } from './question.ts';
import { atDistance, estimateRate, mapRates, sliceRates } from './rates.ts';
import { resumed } from './resume.ts';
import { sensitivities, type Sensitivity } from './sensitivity.ts';
import { reachOfT } from './shot-table.ts';
import { stopAdvice, type StopAdvice } from './stop-advice.ts';
import { type Suspect, suspects } from './suspects.ts';

/** What a request's rows taught: what every answer is made from. */
export interface Posterior {
  readonly question: AimQuestion;
  readonly model: AimModel;
  readonly draws: Draws;
  /** Where in the request the rows are that were learned from. */
  readonly rows: readonly number[];
}

/** Predicted rates of one vector of values. */
export interface VectorRates {
  /** Over the distances that matter. */
  readonly overall: Prediction;
  /** At each of the distances asked for. */
  readonly at: readonly Prediction[];
}

/** Predicted rates along one coefficient, over the distances that matter. */
export interface Slice {
  /** Raw, ascending; whole numbers, each once, where it takes no others. */
  readonly values: readonly number[];
  /** One a value. */
  readonly rates: readonly Prediction[];
}

/** Predicted mean rates over one coefficient and the distance. */
export interface RateMap {
  /** Raw, ascending: the columns. */
  readonly values: readonly number[];
  /** From the nearest to the farthest that matters, m: the rows. */
  readonly distancesM: readonly number[];
  /** Row-major. */
  readonly rates: Float64Array;
}

/** How far tuning has come. */
export interface Assessment {
  /** Best posterior mean, raw: what a suggestion from the same request calls the best. */
  readonly best: readonly number[];
  /** How sure it is that the best hits more often than the baseline, 0 to 1. */
  readonly better: number;
  /** What more tuning could bring. */
  readonly gain: GainLeft;
  readonly advice: StopAdvice;
  /** One a coefficient. */
  readonly sensitivities: readonly Sensitivity[];
  /** Rows of the request that were probably clicked wrong, the most suspect first. */
  readonly suspects: readonly Suspect[];
}

/** A click is worth a second look from this probability on that it was wrong. */
const leastSuspicion = 0.5;

/** The posterior of a request: `previous` taken further where it can be, which costs nothing if it knows all rows. It is used up. */
export function posterior(
  request: SuggestRequest,
  seed: number,
  previous: AimModel | null,
): Posterior {
  const question = aimQuestion(usable(request), seed);
  const model = resumed(previous, question.setup, question.shots);
  return { question, model, draws: drawsOf(model), rows: usableRows(request) };
}

/** Rates of any vectors of raw values, and of each at these distances, m; those far outside count as the farthest believed. */
export function ratesOfVectors(
  { question, model, draws }: Posterior,
  vectors: readonly (readonly number[])[],
  distancesM: readonly number[],
): readonly VectorRates[] {
  const nodes = distancesM.map((distanceM) => {
    const t = question.scaled(distanceM);
    return atDistance(Math.min(Math.max(t, -reachOfT), reachOfT));
  });
  return vectors.map((values) => {
    const point = question.point(values);
    return {
      overall: estimateRate(draws, point, model.distances),
      at: nodes.map((node) => estimateRate(draws, point, node)),
    };
  });
}

/** Rates along the coefficient `dimension` in `count` even steps of its scale, the others as in `at`. */
export function sliceAt(
  known: Posterior,
  at: readonly number[],
  dimension: number,
  count: number,
): Slice {
  const along = coordinates(known, dimension, count);
  const point = known.question.point(at);
  return {
    values: valuesAlong(known, dimension, along),
    rates: sliceRates(known.draws, point, dimension, along, known.model.distances),
  };
}

/** Mean rates over the coefficient `dimension` and the distances that matter, the other coefficients as in `at`. */
export function mapAt(
  known: Posterior,
  at: readonly number[],
  dimension: number,
  columns: number,
  rows: number,
): RateMap {
  const along = coordinates(known, dimension, columns);
  const distances = evenly(-1, 1, rows);
  return {
    values: valuesAlong(known, dimension, along),
    distancesM: Array.from(distances, known.question.metres),
    rates: mapRates(known.draws, known.question.point(at), dimension, along, distances),
  };
}

/** How far tuning has come, against the values the robot had before it. */
export function assess({ question, model, draws, rows }: Posterior): Assessment {
  const frame = frameOf(model, question);
  const { point: best, better } = incumbentOf(model, draws, frame);
  const gain = gainLeft(model, aimedBy(draws, frame), best);
  const points = model.shots.map(({ point }) => point);
  return {
    best: question.values(best),
    better,
    gain,
    advice: stopAdvice(gain, points, best),
    sensitivities: sensitivities(model, draws, best),
    suspects: suspects(model, draws, leastSuspicion).map(({ row, probability }) => ({
      row: rows[row]!,
      probability,
    })),
  };
}

/** Coordinates of one dimension from 0 to 1, as the robot can have them, each once. */
function coordinates({ model }: Posterior, dimension: number, count: number): Float64Array {
  const { space } = model;
  const point = new Float64Array(space.dims);
  const onGrid = Array.from(evenly(0, 1, count), (u) => {
    point[dimension] = u;
    snapToGrid(space, point);
    return point[dimension];
  });
  return Float64Array.from(new Set(onGrid));
}

function valuesAlong(
  { question, model }: Posterior,
  dimension: number,
  along: Float64Array,
): readonly number[] {
  const point = new Float64Array(model.space.dims);
  return Array.from(along, (u) => question.values(point.with(dimension, u))[dimension]!);
}

const evenly = (from: number, to: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
