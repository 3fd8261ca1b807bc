/// <reference lib="webworker" />
import type { AimModel } from '../core/aim/aim-model.ts';
import { suggestByAim } from '../core/aim/suggest.ts';
import type { Suggestion } from '../core/bayes-opt/request.ts';
import type { Call, OptimizerApi, Reply } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

/** What the last question taught. Only a saving: without it the same question gets the same answer, later. */
let learned: AimModel | null = null;

function suggest({ request, seed }: OptimizerApi['suggest']['args']): Suggestion {
  const { suggestion, model } = suggestByAim(request, seed, learned);
  learned = model;
  return suggestion;
}

self.addEventListener('message', ({ data }: MessageEvent<Call>) => {
  const { id, args } = data;
  let reply: Reply;
  try {
    reply = { id, ok: true, result: suggest(args) };
  } catch (error) {
    learned = null;
    reply = { id, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(reply);
});
