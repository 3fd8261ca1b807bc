/**
 * The optimizer's benchmark: `npm run bench:optimizer -- shoot3:hit,shoot6:hit --worlds 20-39 --told roles --budget 150`.
 * Problems: shoot1, shoot3, shoot6, mixed6, table4 and table10, each with :hit, :side or :error; branin, hartmann6 and ackley5 with :bern
 * or :gauss.
 * `--model` chosen by what each foretold, aim, or gp for the general one (which uses no roles); `--told` nothing, roles or wrong; `--flip` share of wrong clicks; `--max-step` largest change of a trial, as a share of each range (the product's .15);
 * `--beside independent` what look-up tables are worth whose entries are each tuned for itself, from the same shots (with `--told roles`).
 * `--turns` one coefficient at a time by the product's own rules instead; `--speed` what a suggestion costs instead.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { defaultMaxStep } from '../../../src/core/tuning/coefficient.ts';
import { type AnyVariant, anyVariants } from '../../../src/sim/shooting-robot.ts';
import { anchors } from './anchors.ts';
import { turnsTable } from './by-turns.ts';
import { chosen, general } from './asking.ts';
import { type FunctionName, functionNames, type FunctionSeen, makeFunction } from './functions.ts';
import { independentKnots, overheard, type ToldShot } from './independent.ts';
import type { Init, Method } from './method.ts';
import { ours } from './ours.ts';
import { makeProblem, type Problem, type Seen, type Telling } from './problem.ts';
import { checkpoints, runWorld } from './run-world.ts';
import { speedTable } from './speed.ts';
import { anchorsOf, type Judged, tableOf } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    worlds: { type: 'string', default: '20-39' },
    budget: { type: 'string', default: '150' },
    model: { type: 'string', default: 'chosen' },
    told: { type: 'string', default: 'nothing' },
    flip: { type: 'string', default: '0' },
    'max-step': { type: 'string', default: String(defaultMaxStep) },
    beside: { type: 'string', default: 'others' },
    turns: { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
  },
});

const [first = 0, last = first] = values.worlds.split('-').map(Number);
const budget = Number(values.budget);
const methodOf = { chosen, aim: ours, gp: general }[oneOf(['chosen', 'aim', 'gp'], values.model)];
const told = oneOf<Telling>(['nothing', 'roles', 'wrong'], values.told);
if (values.speed) {
  process.stdout.write(`${speedTable(told)}\n`);
  process.exit();
}

/** Best hit rates known, variant → one per world (see `find-best.ts`); good to about 0.01. */
const bestRates = JSON.parse(
  readFileSync(new URL('best-rates.json', import.meta.url), 'utf8'),
) as Readonly<Record<AnyVariant, readonly number[]>>;

const isBeside = oneOf(['others', 'independent'], values.beside) === 'independent';
const make = (init: Init): Method => methodOf(init, Number(values['max-step']));

for (const name of positionals[0]?.split(',') ?? ['shoot3:hit', 'shoot6:hit', 'mixed6:hit']) {
  if (values.turns) {
    const variant = oneOf<AnyVariant>(anyVariants, name.split(':')[0]!);
    const worlds = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    process.stdout.write(`${turnsTable(variant, worlds, bestRates[variant], told)}\n`);
    continue;
  }
  const results: Judged[] = [];
  const regretsBeside: number[][] = [];
  for (let world = first; world <= last; world++) {
    const { problem, best } = worldOf(name, world);
    const shots: ToldShot[] = [];
    const result = runWorld(problem, overheard(make(problem.init), shots), budget);
    results.push({ ...result, best });
    if (!isBeside) continue;
    regretsBeside.push(
      checkpoints
        .filter((shot) => shot <= budget)
        .map((shot) => {
          const alone = independentKnots(problem.init, shots.slice(0, shot), make);
          return best - problem.rate(alone);
        }),
    );
  }
  const rows = isBeside
    ? anchorsOf('independent entries, the same shots', regretsBeside, results)
    : (anchors[name] ?? []);
  process.stdout.write(`${tableOf(`${name}, told ${told}`, results, rows)}\n`);
}

/** A world of the problem `name`, a variant of the robot or a standard function with what is seen of a shot; and the best rate known there. */
function worldOf(
  name: string,
  world: number,
): { readonly problem: Problem; readonly best: number } {
  const [what = '', seen = 'hit'] = name.split(':');
  const flip = Number(values.flip);
  if (functionNames.some((each) => each === what)) {
    const seenOf = oneOf<FunctionSeen>(['bern', 'gauss'], seen);
    return makeFunction(oneOf<FunctionName>(functionNames, what), seenOf, world, budget, flip);
  }
  const variant = oneOf<AnyVariant>(anyVariants, what);
  const seenOf = oneOf<Seen>(['hit', 'side', 'error'], seen);
  const problem = makeProblem(variant, seenOf, world, told, budget, flip);
  return { problem, best: bestRates[variant][world] ?? Number.NaN };
}

function oneOf<T extends string>(choices: readonly T[], name: string): T {
  const choice = choices.find((each) => each === name);
  if (choice === undefined) throw new Error(`${name} is none of ${choices.join(', ')}`);
  return choice;
}
