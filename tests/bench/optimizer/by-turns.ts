import { type Memo, suggest } from '../../../src/core/optimizer/suggest.ts';
import type { Settings } from '../../../src/core/tuning/events.ts';
import { isComplete } from '../../../src/core/tuning/turns.ts';
import type { AnyVariant } from '../../../src/sim/shooting-robot.ts';
import { Bench } from '../../unit/tuning/bench.ts';
import { type Robot, robotOf } from './robot.ts';
import type { Telling } from './problem.ts';

/** Shots after which the operator of the benchmark ends a turn that has not succeeded by itself. */
const patience = 25;
/** Hits of so many shots in a row are looked at for success. */
const sample = 10;
/** Long enough for all values of a trial to leave and be confirmed, ms. */
const settleMs = 2_000;

/** What a round of turns came to. */
interface Round {
  readonly shots: number;
  readonly startRate: number;
  /** Of the values that are on the robot when all have had their turn. */
  readonly endRate: number;
}

/**
 * One coefficient at a time, by the product's own rules: each has its turn, in the order of the robot's code, until nine of ten shots hit or
 * the operator has seen enough; beside it all at once, with as many shots.
 */
export function turnsTable(
  variant: AnyVariant,
  worlds: readonly number[],
  bestRates: readonly number[],
  telling: Telling,
): string {
  const rows = worlds.map((world) => {
    const turns = tune(variant, world, telling, 'one-at-a-time', Infinity);
    const joint = tune(variant, world, telling, 'joint', turns.shots);
    return { world, best: bestRates[world] ?? Number.NaN, turns, joint };
  });
  const kept = rows.filter(({ turns }) => turns.endRate >= turns.startRate).length;
  return [
    `### ${variant}, told ${telling}, one at a time: no worse than it began in ${kept} of ${rows.length} worlds`,
    '',
    '| world | best known | at the start | one at a time | shots | all at once, as many |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      ({ world, best, turns, joint }) =>
        `| ${[world, best.toFixed(3), turns.startRate.toFixed(3), turns.endRate.toFixed(3), turns.shots, joint.endRate.toFixed(3)].join(' | ')} |`,
    ),
    '',
  ].join('\n');
}

function tune(
  variant: AnyVariant,
  world: number,
  telling: Telling,
  search: Settings['search'],
  budget: number,
): Round {
  const robot = robotOf(variant, world);
  const bench = benchOf(robot, telling, search);
  const valuesNow = (): readonly number[] =>
    robot.coefficients.map(({ topic, codeDefault }) => bench.robot.value(topic) ?? codeDefault);
  const startRate = robot.shooter.rate(valuesNow());
  let memo: Memo | null = null;
  let shots = 0;
  let inTurn = 0;
  let topic = bench.state.turn?.topic;
  while (shots < budget && !isComplete(bench.state)) {
    const { measuredM, hit } = robot.shooter.shoot(valuesNow(), robot.shooter.nextShot());
    bench.robotShoots({ distanceM: measuredM, label: hit ? 'hit' : 'miss' }).wait(settleMs);
    shots++;
    inTurn++;
    if (inTurn >= patience && bench.state.turn?.topic === topic)
      bench.hear({ type: 'skip' }).wait(settleMs);
    const { question } = bench;
    if (question !== null) {
      const { trial, seed, request } = question;
      const given = suggest(request, seed, memo);
      memo = given.memo;
      bench.question = null;
      bench.hear({ type: 'suggested', trial, seed, suggestion: given.suggestion }).wait(settleMs);
    }
    if (bench.state.turn?.topic !== topic) {
      topic = bench.state.turn?.topic;
      inTurn = 0;
    }
  }
  if (search === 'joint') bench.hear({ type: 'go-to', target: 'best' }).wait(settleMs);
  return { shots, startRate, endRate: robot.shooter.rate(valuesNow()) };
}

function benchOf(robot: Robot, telling: Telling, search: Settings['search']): Bench {
  const { coefficients, goal } = robot;
  const parts = telling === 'wrong' ? robot.wrongParts : robot.parts;
  const defaults = Object.fromEntries(
    coefficients.map(({ topic, codeDefault }) => [topic, codeDefault]),
  );
  return new Bench({ defaults })
    .configure({
      coefficients: coefficients.map((coefficient, j) => ({
        ...coefficient,
        role: telling === 'nothing' ? null : (parts[j]?.role ?? null),
      })),
      search,
      autoAdvance: { on: true, shots: sample },
      distanceM: goal.distance,
      goal: telling === 'nothing' ? null : { heightM: goal.height, halfOpeningM: goal.halfOpening },
    })
    .connect()
    .arm()
    .wait(settleMs);
}
