import type { SuggestRequest, Suggestion } from '../core/bayes-opt/request.ts';

/** Everything the page may ask of the optimizer worker: name → arguments, result. */
export interface OptimizerApi {
  suggest: { args: { request: SuggestRequest; seed: number }; result: Suggestion };
}

export type Method = keyof OptimizerApi;

/** A call on its way to the worker. */
export type Call = {
  [M in Method]: {
    readonly id: number;
    readonly method: M;
    readonly args: OptimizerApi[M]['args'];
  };
}[Method];

/** The worker's answer to the call with the same id. */
export type Reply =
  | { readonly id: number; readonly ok: true; readonly result: OptimizerApi[Method]['result'] }
  | { readonly id: number; readonly ok: false; readonly error: string };
