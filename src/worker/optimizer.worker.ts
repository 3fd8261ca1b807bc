/// <reference lib="webworker" />
import type { AimModel } from '../core/aim/aim-model.ts';
import {
  assess,
  mapAt,
  type Posterior,
  posterior,
  ratesOfVectors,
  sliceAt,
} from '../core/aim/answers.ts';
import { suggestByAim } from '../core/aim/suggest.ts';
import type { Call, Method, OptimizerApi, Reply } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

/** What the last question taught. Only a saving: without it the same question gets the same answer, later. */
let learned: AimModel | null = null;

function known({ request, seed }: OptimizerApi[Method]['args']): Posterior {
  const found = posterior(request, seed, learned);
  learned = found.model;
  return found;
}

const answers: {
  readonly [M in Method]: (args: OptimizerApi[M]['args']) => OptimizerApi[M]['result'];
} = {
  suggest({ request, seed }) {
    const { suggestion, model } = suggestByAim(request, seed, learned);
    learned = model;
    return suggestion;
  },
  rates: (args) => ratesOfVectors(known(args), args.vectors, args.distancesM),
  slice: (args) => sliceAt(known(args), args.at, args.dimension, args.count),
  map: (args) => mapAt(known(args), args.at, args.dimension, args.columns, args.rows),
  assessment: (args) => assess(known(args)),
};

const answer = <M extends Method>({ method, args }: Call<M>): OptimizerApi[M]['result'] =>
  answers[method](args);

self.addEventListener('message', ({ data }: MessageEvent<Call>) => {
  const { id } = data;
  let reply: Reply;
  try {
    reply = { id, ok: true, result: answer(data) };
  } catch (error) {
    learned = null;
    reply = { id, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(reply);
});
