import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { eventToJson, hearNumbers } from '../../../src/core/log/event-json.ts';
import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import { fold, foldAll } from '../../../src/core/tuning/fold.ts';
import type { Input } from '../../../src/core/tuning/input.ts';
import { counts } from '../../../src/core/tuning/shot-records.ts';
import { emptyState } from '../../../src/core/tuning/state.ts';
import { writesPerWindow, writeWindowMs } from '../../../src/core/tuning/pace.ts';
import { anyLog } from '../log/any-event.ts';
import type { BenchRobotTraits } from './bench-robot.ts';
import { Bench, coefficient, drag, suggested, turns, twoCoefficients } from './bench.ts';

const manyCoefficients = Array.from({ length: 7 }, (_, i) =>
  coefficient({ topic: `/Tuning/C${i}`, name: `C${i}`, min: 0, max: 10, codeDefault: 5 }),
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
const nth = fc.nat({ max: 5 });
const mostly = fc.constantFrom(true, true, true, false);

/** Something that happens at the bench. */
type Step = (bench: Bench) => void;

const shotId = (bench: Bench, n: number): string => bench.state.shots.at(-1 - n)?.shot.id ?? 'none';

const rawInput: fc.Arbitrary<Input> = fc.oneof(
  fc.record({
    type: fc.constant('observed' as const),
    topic,
    value: anyNumber,
    serverUs: fc.nat(),
  }),
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
    { type: 'hold', on: true },
    { type: 'hold', on: false },
    { type: 'go-to', target: 'best' },
    { type: 'go-to', target: 'baseline' },
    { type: 'go-to', target: 'code-default' },
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
    bench.wait(waitMs);
  });

/** The operator puts everything right that bars writing. */
const mended: Step = (bench) => {
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
          twoCoefficients,
          [coefficient({ min: 0.002, max: 0.004 })],
          [coefficient({ enabled: false }), twoCoefficients[1]!],
          manyCoefficients,
          [],
        ),
        autotune: fc.boolean(),
        shotsPerTrial: fc.constantFrom(1, 2, 5),
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

/** Hundreds of stories take seconds on a busy machine. */
const timeout = 60_000;

/** A robot, and what happens to it and its tuner. */
interface Story {
  readonly confirms: BenchRobotTraits['confirms'];
  readonly many: boolean;
  readonly steps: readonly Step[];
}

const anyStory: fc.Arbitrary<Story> = fc.record({
  confirms: fc.constantFrom('at once' as const, 'with shots' as const, 'never' as const),
  many: fc.boolean(),
  steps: fc.array(step, { maxLength: 80, size: 'max' }),
});

function begin({ confirms, many }: Story): Bench {
  const bench = new Bench({ confirms, defaults: { [drag]: 0.003, [turns]: 20, ...manyDefaults } });
  return bench
    .configure(many ? { coefficients: manyCoefficients } : {})
    .connect()
    .arm()
    .wait(50);
}

function play(story: Story): Bench {
  const bench = begin(story);
  for (const next of story.steps) next(bench);
  return bench;
}

/** Whatever is done at the bench, `holds` is true of all that it left behind. */
function atLast(seed: number, holds: (bench: Bench) => void): void {
  fc.assert(
    fc.property(anyStory, (story) => {
      holds(play(story));
    }),
    { seed, numRuns: 200 },
  );
}

/** Whatever is done at the bench, `holds` is true after every step of it. */
function always(seed: number, holds: (bench: Bench) => void): void {
  fc.assert(
    fc.property(anyStory, (story) => {
      const bench = begin(story);
      for (const next of story.steps) {
        next(bench);
        holds(bench);
      }
    }),
    { seed, numRuns: 200 },
  );
}

const roundTrip = (events: readonly TuningEvent[]): readonly TuningEvent[] =>
  events.map((event) => JSON.parse(eventToJson(event), hearNumbers) as TuningEvent);

describe('folding a log', { timeout }, () => {
  test('never throws, and counts the places, whatever the events and their order', () => {
    fc.assert(
      fc.property(fc.array(anyLog, { maxLength: 5 }), (logs) => {
        const events = logs.flat().map((event, seq) => ({ ...event, seq }));
        expect(events.reduce(fold, emptyState).nextSeq).toBe(events.length);
      }),
      { seed: 21, numRuns: 2000 },
    );
  });

  test('never throws when the log of a real session is torn and shuffled', () => {
    fc.assert(
      fc.property(anyStory, fc.infiniteStream(fc.nat()), (story, picks) => {
        const bench = play(story);
        const shuffled = bench.events.map(
          () => bench.events[picks.next().value % bench.events.length]!,
        );
        expect(() => foldAll(shuffled)).not.toThrow();
      }),
      { seed: 22 },
    );
  });
});

describe('whatever is done at the bench', { timeout }, () => {
  test('the state is what its log says, and a log that was stored as JSON says the same', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const bench = play(story);
        expect(foldAll(bench.events)).toEqual(bench.state);
        expect(foldAll(roundTrip(bench.events))).toEqual(bench.state);
        expect(bench.events.map(({ seq }) => seq)).toEqual(bench.events.map((_, place) => place));
      }),
      { seed: 23, numRuns: 300 },
    );
  });

  test('a value is written only inside its bounds and only when nothing bars it', () => {
    let written = 0;
    atLast(24, ({ writes }) => {
      for (const { value, bounds, bar } of writes) {
        expect(bar).toBeNull();
        expect(value).toBeGreaterThanOrEqual(bounds?.min ?? Infinity);
        expect(value).toBeLessThanOrEqual(bounds?.max ?? -Infinity);
      }
      written = Math.max(written, writes.length);
    });
    expect(written).toBeGreaterThan(20);
  });

  test('at most five values leave in any second', () => {
    let atOnce = 0;
    atLast(25, ({ writes }) => {
      writes.forEach(({ atMs }, n) => {
        const next = writes[n + writesPerWindow];
        if (next !== undefined) expect(next.atMs - atMs).toBeGreaterThanOrEqual(writeWindowMs);
        if (writes[n + writesPerWindow - 1]?.atMs === atMs) atOnce += 1;
      });
    });
    expect(atOnce).toBeGreaterThan(0);
  });

  test('no shot is in the list twice, and the shots of the trial are as many as count for it', () => {
    always(26, ({ state }) => {
      const ids = state.shots.map(({ shot }) => shot.id);
      expect(new Set(ids).size).toBe(ids.length);
      const counted = state.shots.filter(
        (record) => record.trial === state.shootingTrial && counts(record),
      );
      expect(state.trialShots).toBe(counted.length);
    });
  });

  test('a number that is none never becomes state', () => {
    always(27, ({ state }) => {
      expect(JSON.stringify(state, (_, value: unknown) => brokenAsText(value))).not.toContain(
        'not finite',
      );
    });
  });

  test('undo brings back the shots as they were before the last act', () => {
    const act = fc.oneof(
      fc.constant<Step>((bench) => bench.tap('hit')),
      nth.map((n): Step => (bench) => {
        bench.hear({ type: 'void', shotId: shotId(bench, n) });
      }),
      nth.map((n): Step => (bench) => {
        bench.hear({ type: 'relabel', shotId: shotId(bench, n), label: 'miss', direction: 'left' });
      }),
    );
    fc.assert(
      fc.property(anyStory, act, (story, acts) => {
        const bench = play(story);
        const before = bench.state;
        acts(bench);
        if (bench.state.undo.at(-1)?.seq === before.undo.at(-1)?.seq) return;
        bench.undo();
        const known = before.shots.length;
        expect(bench.state.shots.slice(0, known)).toEqual(before.shots);
        expect(bench.state.shots.slice(known).filter(({ voided }) => !voided)).toEqual([]);
        expect(bench.state.trialShots).toBe(before.trialShots);
      }),
      { seed: 28, numRuns: 300 },
    );
  });

  test('no value waits for ever once nothing bars it', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const bench = play(story);
        mended(bench);
        bench.wait(15_000);
        const phases = Object.values(bench.state.writes).map(({ phase }) => phase.kind);
        expect(phases).not.toContain('proposed');
      }),
      { seed: 29, numRuns: 300 },
    );
  });
});

const brokenAsText = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value;
