/// <reference lib="webworker" />
import {
  assess,
  mapAt,
  type Posterior,
  posterior,
  ratesOfVectors,
  sliceAt,
} from '../core/aim/answers.ts';
import { type Memo, suggest } from '../core/optimizer/suggest.ts';
import type { Call, Method, OptimizerApi, Reply } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

/** What the last question taught. Only a saving: without it the same question gets the same answer, later. */
let learned: Memo | null = null;

function known({ request, seed }: OptimizerApi[Method]['args']): Posterior {
  const before = learned?.kind === 'hits' ? learned : null;
  const found = posterior(request, seed, before?.aim ?? null);
  learned = { kind: 'hits', aim: found.model, forecast: before?.forecast ?? null };
  return found;
}

const answers: {
  readonly [M in Method]: (args: OptimizerApi[M]['args']) => OptimizerApi[M]['result'];
} = {
  suggest({ request, seed }) {
    const { suggestion, memo } = suggest(request, seed, learned);
    learned = memo;
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
