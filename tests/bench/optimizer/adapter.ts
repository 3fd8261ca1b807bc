/**
 * The optimizer over JSON lines on stdin and stdout, so that any harness can run it: `init`, `suggest`, `observe`, `recommend`,
 * one answer line each. `MAX_STEP` limits a trial's change, as a share of each range; unset, the product's .15 does.
 */
import { createInterface } from 'node:readline';
import { chosen } from './asking.ts';
import { defaultMaxStep } from '../../../src/core/tuning/coefficient.ts';
import type { Init, Method, Observation } from './method.ts';

type Request =
  | ({ readonly cmd: 'init' } & Init)
  | { readonly cmd: 'suggest' }
  | ({ readonly cmd: 'observe'; readonly x: readonly number[] } & Observation)
  | { readonly cmd: 'recommend' };

const maxStep = Number(process.env['MAX_STEP'] ?? defaultMaxStep);
let method: Method | null = null;

function answer(request: Request): object {
  if (request.cmd === 'init') {
    method = chosen(request, maxStep);
    return { ok: true };
  }
  if (method === null) throw new Error('init comes first');
  switch (request.cmd) {
    case 'suggest':
      return { x: method.suggest() };
    case 'observe':
      method.observe(request.x, request);
      return { ok: true };
    case 'recommend':
      return { x: method.recommend() };
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  let reply: object;
  try {
    reply = answer(JSON.parse(line) as Request);
  } catch (error) {
    reply = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
});
