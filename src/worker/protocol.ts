import type { Assessment, RateMap, Slice, VectorRates } from '../core/aim/answers.ts';
import type { SuggestRequest, Suggestion } from '../core/bayes-opt/request.ts';

/** What every question is about. Questions about the same rows are answered from what the first of them taught. */
interface About {
  readonly request: SuggestRequest;
  readonly seed: number;
}

/** A vector of raw values, and the coefficient of it that is varied. */
interface Along extends About {
  readonly at: readonly number[];
  readonly dimension: number;
}

/** Everything the page may ask of the optimizer worker: name → arguments, result. */
export interface OptimizerApi {
  /** The next point, and the best known. */
  suggest: { args: About; result: Suggestion };
  /** Hit rates of vectors of raw values, over the distances that matter and at each of `distancesM`. */
  rates: {
    args: About & {
      readonly vectors: readonly (readonly number[])[];
      readonly distancesM: readonly number[];
    };
    result: readonly VectorRates[];
  };
  /** Hit rates along one coefficient. */
  slice: { args: Along & { readonly count: number }; result: Slice };
  /** Hit rates over one coefficient and the distance. */
  map: { args: Along & { readonly columns: number; readonly rows: number }; result: RateMap };
  /** How far tuning has come. */
  assessment: { args: About; result: Assessment };
}

export type Method = keyof OptimizerApi;

/** A call on its way to the worker. */
export type Call<Asked extends Method = Method> = {
  [M in Asked]: {
    readonly id: number;
    readonly method: M;
    readonly args: OptimizerApi[M]['args'];
  };
}[Asked];

/** The worker's answer to the call with the same id. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly result: OptimizerApi[Method]['result'] }
  | { readonly id: number; readonly ok: false; readonly error: string };
