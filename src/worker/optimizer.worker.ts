/// <reference lib="webworker" />
import type { Suggestion } from '../core/bayes-opt/request.ts';
import { type Memo, suggest } from '../core/optimizer/suggest.ts';
import type { Call, OptimizerApi, Reply } from './protocol.ts';

declare const self: DedicatedWorkerGlobalScope;

/** What the last question taught. Only a saving: without it the same question gets the same answer, later. */
let learned: Memo | null = null;

function answer({ request, seed }: OptimizerApi['suggest']['args']): Suggestion {
  const { suggestion, memo } = suggest(request, seed, learned);
  learned = memo;
  return suggestion;
}

self.addEventListener('message', ({ data }: MessageEvent<Call>) => {
  const { id, args } = data;
  let reply: Reply;
  try {
    reply = { id, ok: true, result: answer(args) };
  } catch (error) {
    learned = null;
    reply = { id, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(reply);
});
