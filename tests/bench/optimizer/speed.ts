/**
 * What a suggestion costs the worker, in ms of CPU: `npm run bench:optimizer -- --speed`. A session of the simulated robot is grown to each
 * length; then the next shots are suggested one by one, as while tuning.
 */
import { type Memo, suggest } from '../../../src/core/optimizer/suggest.ts';
import type { SuggestRequest } from '../../../src/core/bayes-opt/request.ts';
import { defaultMaxStep } from '../../../src/core/tuning/coefficient.ts';
import { mulberry32 } from '../../../src/core/stats/random.ts';
import { distancesOf, spaceOf } from './ours.ts';
import { makeProblem, type Problem, type Telling } from './problem.ts';

const lengths = [50, 200, 1000, 2000] as const;
/** Most that is allowed: suggestion at each length, the first one, a session of 1,000 resumed. */
const limitsMs = { suggestion: [40, 120, 350, 700], first: 50, resume: 2000 };
const repeats = 15;
/** Of the shots that make a long session: as many are near the truth as in a real one. */
const nearShare = 0.7;

/** The table of costs in one world, by what is told. */
export function speedTable(told: Telling): string {
  const problem = makeProblem('shoot3', 'hit', 2, told, 0, 0);
  const session = longSession(problem, lengths[3] + repeats);
  const first = cpuOf(() => suggested(session, 0, null));
  const rows = lengths.map((length, i) => {
    let model = suggested(session, length, null);
    const times = Array.from({ length: repeats }, (_, k) => {
      const asked = cpuOf(() => suggested(session, length + k + 1, model));
      model = asked.value;
      return asked.ms;
    }).sort((a, b) => a - b);
    return row(`suggestion, n = ${length}`, times[(repeats - 1) / 2]!, limitsMs.suggestion[i]!);
  });
  const resume = cpuOf(() => suggested(session, 1000, null));
  return [
    `| ms of CPU, median, told ${told} | measured | at most |`,
    '|---|---|---|',
    row('first suggestion', first.ms, limitsMs.first),
    ...rows,
    row('1,000 shots resumed', resume.ms, limitsMs.resume),
    '',
  ].join('\n');
}

const row = (what: string, ms: number, most: number): string =>
  `| ${what} | ${ms.toFixed(0)}${ms > most ? ' **too much**' : ''} | ${most} |`;

function suggested(session: SuggestRequest, rows: number, previous: Memo | null): Memo {
  const { space, data } = session;
  const request: SuggestRequest = {
    ...session,
    data: {
      points: data.points.slice(0, rows * space.length),
      distancesM: data.distancesM.slice(0, rows),
      hits: data.hits.slice(0, rows),
      sides: null,
      errorsM: null,
      weights: null,
      values: null,
    },
  };
  return suggest(request, 1, previous).memo;
}

function cpuOf<T>(act: () => T): { readonly ms: number; readonly value: T } {
  const before = process.cpuUsage();
  const value = act();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, value };
}

/** Shots at values that are good in the world, some less so. */
function longSession({ init, shoot }: Problem, rows: number): SuggestRequest {
  const random = mulberry32(1);
  const space = spaceOf(init).map((dimension) => ({ ...dimension, maxStep: defaultMaxStep }));
  const [low, high] = distancesOf(init)!;
  const { goal } = init;
  const start = space.map((d) => d.start);
  const shots = Array.from({ length: rows }, () => {
    const spread = random() < nearShare ? 0.05 : 0.4;
    const values = space.map(({ low, high, start: from }) =>
      Math.min(high, Math.max(low, from + (random() - 0.5) * spread * (high - low))),
    );
    const { hit, observation } = shoot(values);
    return { values, hit, distanceM: observation.context['distance']! };
  });
  return {
    space,
    context: { low, high },
    goal: goal === undefined ? null : { heightM: goal.height, halfOpeningM: goal.halfOpening },
    objective: { kind: 'hits' },
    data: {
      points: Float64Array.from(shots.flatMap(({ values }) => values)),
      distancesM: Float64Array.from(shots, ({ distanceM }) => distanceM),
      hits: Uint8Array.from(shots, ({ hit }) => (hit ? 1 : 0)),
      sides: null,
      errorsM: null,
      weights: null,
      values: null,
    },
    current: start,
    baseline: start,
  };
}
