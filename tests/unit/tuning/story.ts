import fc from 'fast-check';

import type { Input } from '../../../src/core/tuning/input.ts';
import { buttons, type Panel } from '../../../src/core/tuning/remote.ts';
import type { BenchRobotTraits } from './bench-robot.ts';
import { Bench, coefficient, drag, suggested, turns, twoCoefficients } from './bench.ts';

/** As a team has it that says nothing. */
const maxStep = 0.15;
const two = twoCoefficients.map((known) => ({ ...known, maxStep }));
const manyCoefficients = Array.from({ length: 7 }, (_, i) =>
  coefficient({
    topic: `/Tuning/C${i}`,
    name: `C${i}`,
    min: 0,
    max: 10,
    codeDefault: 5,
    maxStep,
  }),
);
const manyDefaults = Object.fromEntries(manyCoefficients.map(({ topic }) => [topic, 5]));
const topics = [drag, turns, ...manyCoefficients.map(({ topic }) => topic)];
const brokenNumber = fc.constantFrom(Number.NaN, Infinity, -Infinity, -1e9, 1e9, 5);
const topic = fc.constantFrom(...topics, '/Tuning/Unknown', '__proto__', 'constructor');
/** Numbers that are sometimes inside the bounds of a coefficient. */
const anyNumber = fc.oneof(
  fc.double({ min: 0.001, max: 0.006, noNaN: true }),
  fc.double({ min: 10, max: 30, noNaN: true }),
  fc.double({ min: 0, max: 10, noNaN: true }),
  brokenNumber,
);
const label = fc.constantFrom('hit' as const, 'miss' as const);
/** Which shot or question, counted from the newest. */
export const nth = fc.nat({ max: 5 });
const mostly = fc.constantFrom(true, true, true, false);

/** Something that happens at the bench. */
export type Step = (bench: Bench) => void;

/** The id of the nth newest shot. */
export const shotId = (bench: Bench, n: number): string =>
  bench.state.shots.at(-1 - n)?.shot.id ?? 'none';

/** Another dashboard on which everything is switched on. */
const panel: Panel = {
  NewGlobalThreshold: 2,
  NewLocalThreshold: 3,
  'ManualControl/ManualAdjustEnabled': true,
  'ManualControl/CoefficientSelector': turns,
  'ManualControl/NewValue': 25,
  'Backtrack/BacktrackEnabled': true,
  'Backtrack/BacktrackToCoefficient': 'Drag',
  'FineTuning/FineTuningEnabled': true,
  'FineTuning/TargetBias': 'UP',
  'FineTuning/BiasAmount': 0.5,
};

const rawInput: fc.Arbitrary<Input> = fc.oneof(
  fc.record({
    type: fc.constant('observed' as const),
    topic,
    value: anyNumber,
    serverUs: fc.nat(),
  }),
  fc.record({ type: fc.constant('edit-proposal' as const), topic, value: anyNumber }),
  fc.record({ type: fc.constant('applied' as const), topic, value: anyNumber, serverUs: fc.nat() }),
  fc.record({
    type: fc.constant('written' as const),
    topic,
    value: fc.double({ min: 0.002, max: 20, noNaN: true }),
    attempt: fc.nat({ max: 4 }),
    serverUs: fc.nat(),
  }),
  fc.constantFrom<Input>(
    { type: 'disarm' },
    { type: 'resume' },
    { type: 'next' },
    { type: 'skip' },
    { type: 'previous' },
    { type: 'turn-to', topic: turns },
    { type: 'turn-to', topic: '/Tuning/C3' },
    { type: 'accept' },
    { type: 'accept' },
    { type: 'refuse' },
    { type: 'reopen-proposal' },
    { type: 'pin', id: 'pin-1', of: 'robot', name: 'wheels' },
    { type: 'pin', id: 'pin-2', of: 'best', name: 'best' },
    { type: 'remove-pin', id: 'pin-1' },
    { type: 'return-pin', id: 'pin-1' },
    { type: 'restore-pin', id: 'pin-1' },
    { type: 'restore-pin', id: 'pin-2' },
    { type: 'override' },
    { type: 'take', values: { [turns]: 22 } },
    { type: 'take', values: {} },
    { type: 'switch', on: true, ageUs: 1000 },
    { type: 'switch', on: false, ageUs: 1000 },
    ...buttons.map((button): Input => ({ type: 'press', button, panel, ageUs: 1000 })),
    { type: 'fine-tune', panel, ageUs: 1000 },
    { type: 'hold', on: true },
    { type: 'hold', on: false },
    { type: 'go-to', target: 'best' },
    { type: 'go-to', target: 'baseline' },
    { type: 'go-to', target: 'code-default' },
    { type: 'go-back' },
    { type: 'finish', with: 'best' },
    { type: 'finish', with: 'as-is' },
    { type: 'answer-restart', choice: 'best' },
    { type: 'answer-restart', choice: 'trial' },
    { type: 'answer-restart', choice: 'adopt' },
    { type: 'note', text: 'new wheels' },
    { type: 'match', match: { event: 'CA', type: 'practice', number: 3 } },
    { type: 'match', match: null },
  ),
);

/** What a calm minute is made of: a shot, and the optimizer's answer. */
const round: fc.Arbitrary<Step> = fc
  .record({
    label,
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    waitMs: fc.nat({ max: 3000 }),
  })
  .map(({ label: given, where, waitMs }) => (bench) => {
    bench.tap(given).wait(50);
    const { question } = bench;
    if (question !== null)
      bench.answer(question.request.space.map(({ low, high }) => low + (high - low) * where));
    if (bench.state.proposal !== null && where < 0.8) bench.hear({ type: 'accept' });
    bench.wait(waitMs);
  });

/** The operator puts everything right that bars writing. */
export const mended: Step = (bench) => {
  bench.writer = true;
  bench.hiddenSinceMs = null;
  bench.takesWrites = true;
  bench.setRobot({});
  if (!bench.up) bench.connect();
  bench.hear({ type: 'answer-restart', choice: 'trial' });
  bench.hear({ type: 'answer-restart', choice: 'adopt' });
  bench.hear({ type: 'hold', on: false });
  bench.arm();
};

/** So many of a stream hit. */
export const burst: fc.Arbitrary<Step> = fc
  .record({ of: fc.integer({ min: 1, max: 5 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(
    ({ of, share }): Step =>
      (bench) =>
        bench.burst(Math.round(share * of), of),
  );

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 25, arbitrary: round },
  { weight: 12, arbitrary: fc.constant(mended) },
  {
    weight: 6,
    arbitrary: fc.nat({ max: 1500 }).map(
      (ms): Step =>
        (bench) =>
          bench.wait(ms),
    ),
  },
  {
    weight: 4,
    arbitrary: label.map(
      (given): Step =>
        (bench) =>
          bench.tap(given),
    ),
  },
  { weight: 8, arbitrary: fc.constant<Step>((bench) => bench.arm()) },
  {
    weight: 4,
    arbitrary: fc
      .record({
        label: fc.constantFrom('hit' as const, 'miss' as const, 'none' as const),
        distanceM: fc.option(anyNumber),
        lateUs: fc.constantFrom(0, 50_000, 3_000_000),
        again: fc.boolean(),
      })
      .map(({ label: told, distanceM, lateUs, again }): Step => (bench) => {
        const shot = bench.robot.shoot(bench.nowMs - lateUs / 1000, { label: told, distanceM });
        bench.hear({ type: 'robot-shot', shot });
        if (again) bench.hear({ type: 'robot-shot', shot: { ...shot, label: 'hit' } });
      }),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        label: fc.constantFrom('hit' as const, 'miss' as const, 'none' as const),
        distanceM: fc.option(anyNumber),
        used: fc.option(fc.dictionary(topic, anyNumber, { maxKeys: 2 })),
        held: fc.subarray(topics.slice(0, 2)),
        waitMs: fc.constantFrom(0, 100, 1000),
      })
      .map(({ waitMs, ...more }): Step => (bench) => {
        const shot = bench.robot.shoot(bench.nowMs, { label: 'hit', source: 'firing-solver' });
        bench.hear({ type: 'robot-shot', shot }).wait(waitMs);
        bench.hear({ type: 'robot-amendment', shot: { ...shot, ...more } });
      }),
  },
  {
    weight: 12,
    arbitrary: fc
      .record({
        drift: fc.double({ min: -1, max: 1, noNaN: true }),
        wild: fc.nat({ max: 9 }).map((n) => n === 0),
      })
      .map(({ drift, wild }): Step => (bench) => {
        const { question } = bench;
        if (question === null) return;
        const next = question.request.space.map(({ low, high }) =>
          wild ? high + drift : low + ((high - low) * (drift + 1)) / 2,
        );
        bench.answer(next);
      }),
  },
  {
    weight: 1,
    arbitrary: nth.map((n): Step => (bench) => {
      const old = bench.questions.at(-1 - n);
      if (old !== undefined) bench.hear(suggested(old, old.request.current));
    }),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(nth, label).map(([n, given]): Step => (bench) => {
      bench.hear({ type: 'relabel', shotId: shotId(bench, n), label: given, direction: 'short' });
    }),
  },
  {
    weight: 1,
    arbitrary: nth.map((n): Step => (bench) => {
      bench.hear({ type: 'robot-label', late: { key: shotId(bench, n), label: 'hit' } });
    }),
  },
  {
    weight: 2,
    arbitrary: nth.map((n): Step => (bench) => {
      bench.hear({ type: 'void', shotId: shotId(bench, n) });
    }),
  },
  { weight: 2, arbitrary: fc.constant<Step>((bench) => bench.undo()) },
  { weight: 2, arbitrary: burst },
  {
    weight: 2,
    arbitrary: fc.tuple(topic, anyNumber).map(
      ([at, value]): Step =>
        (bench) =>
          bench.set(at, value),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(topic, anyNumber).map(
      ([at, value]): Step =>
        (bench) =>
          bench.otherDashboardWrites(at, value),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ fms: fc.boolean(), eStop: fc.boolean() }).map(
      (given): Step =>
        (bench) =>
          bench.setRobot(given),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Step>((bench) => {
      bench.robotState = { kind: 'unknown' };
    }),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map(
      (up): Step =>
        (bench) =>
          up ? bench.connect() : bench.drop(),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((bench) => bench.restartRobot()) },
  {
    weight: 1,
    arbitrary: fc.constant<Step>((bench) => {
      bench.drop();
      bench.robot.redeploy(bench.nowMs);
      bench.connect();
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(true, true, false).map((writer): Step => (bench) => {
      bench.writer = writer;
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(true, false, false).map((hidden): Step => (bench) => {
      bench.hiddenSinceMs = hidden ? bench.nowMs : null;
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        deliversWrites: mostly,
        deliversAcknowledgements: mostly,
        takesWrites: mostly,
        acknowledgeMs: fc.constantFrom(20, 900, 2500),
      })
      .map(
        (weather): Step =>
          (bench) =>
            Object.assign(bench, weather),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        coefficients: fc.constantFrom(
          two,
          [coefficient({ min: 0.002, max: 0.004, maxStep })],
          [coefficient({ maxStep: 0.02, scale: 'log' }), two[1]!],
          [coefficient({ enabled: false, maxStep }), two[1]!],
          manyCoefficients,
          [],
        ),
        autotune: fc.boolean(),
        shotsPerTrial: fc.constantFrom(1, 2, 5),
        search: fc.constantFrom('joint', 'one-at-a-time'),
        autoAdvance: fc.record({ on: fc.boolean(), shots: fc.constantFrom(1, 3) }),
        approve: fc.boolean(),
        benchMode: fc.boolean(),
      })
      .map(
        (given): Step =>
          (bench) =>
            bench.configure(given),
      ),
  },
  {
    weight: 3,
    arbitrary: rawInput.map(
      (input): Step =>
        (bench) =>
          bench.hear(input),
    ),
  },
);

/** A robot, and what happens to it and its tuner. */
export interface Story {
  readonly confirms: BenchRobotTraits['confirms'];
  readonly many: boolean;
  /** Whether a proposal waits for a yes, to begin with. */
  readonly approve: boolean;
  readonly steps: readonly Step[];
}

/** Any story; calm minutes are the greater part of it, so that much is tuned in most. */
export const anyStory: fc.Arbitrary<Story> = fc.record({
  confirms: fc.constantFrom('at once' as const, 'with shots' as const, 'never' as const),
  many: fc.boolean(),
  approve: fc.boolean(),
  steps: fc.array(step, { maxLength: 80, size: 'max' }),
});

/** The bench at the story's beginning: connected, armed, its values read. */
export function begin({ confirms, many, approve }: Story): Bench {
  const bench = new Bench({ confirms, defaults: { [drag]: 0.003, [turns]: 20, ...manyDefaults } });
  return bench
    .configure({ approve, coefficients: many ? manyCoefficients : two })
    .connect()
    .arm()
    .wait(50);
}

/** The bench at the story's end. */
export function play(story: Story): Bench {
  const bench = begin(story);
  for (const next of story.steps) next(bench);
  return bench;
}
