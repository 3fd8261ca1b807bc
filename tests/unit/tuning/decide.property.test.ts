import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { eventToJson, hearNumbers } from '../../../src/core/log/event-json.ts';
import type { Coefficient, Values } from '../../../src/core/tuning/coefficient.ts';
import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import { fold, foldAll } from '../../../src/core/tuning/fold.ts';
import { writesPerWindow, writeWindowMs } from '../../../src/core/tuning/pace.ts';
import { requestFor } from '../../../src/core/tuning/request.ts';
import { counts } from '../../../src/core/tuning/shot-records.ts';
import { emptyState, type TuningState } from '../../../src/core/tuning/state.ts';
import { onRobot, tuned } from '../../../src/core/tuning/values.ts';
import { anyLog } from '../log/any-event.ts';
import type { Bench } from './bench.ts';
import { anyStory, begin, burst, mended, nth, play, shotId, type Step } from './story.ts';

/** Hundreds of stories take seconds on a busy machine. */
const timeout = 60_000;

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

  test('nothing of a proposal is written before its acceptance, where that is asked for', () => {
    let accepted = 0;
    let open = 0;
    atLast(30, ({ events, writes }) => {
      let approve = false;
      const allowed = new Map<string, Set<number>>();
      let answered = false;
      for (const event of events) {
        if (event.type === 'settings') approve = event.settings.approve;
        if (event.type === 'proposal') open += 1;
        if (event.type === 'trial') {
          const isProposed = event.kind === 'proposal' || event.kind === 'edited';
          if (isProposed && approve) expect(answered).toBe(true);
          for (const [topic, value] of Object.entries(event.values))
            allowed.set(topic, (allowed.get(topic) ?? new Set()).add(value));
        }
        if (event.type === 'proposal-accepted') accepted += 1;
        // Between a yes and its trial only a hold may end.
        answered = event.type === 'proposal-accepted' || (answered && event.type === 'hold');
      }
      for (const { topic, value } of writes) expect(allowed.get(topic)).toContain(value);
    });
    expect(accepted).toBeGreaterThan(50);
    expect(open).toBeGreaterThan(accepted);
  });

  test('a proposal is no farther from what the robot has then than the largest step, by an optimizer that keeps to it', () => {
    let farthest = 0;
    fc.assert(
      fc.property(anyStory, (story) => {
        const bench = begin(story);
        bench.lawful = true;
        for (const next of story.steps) next(bench);
        bench.events.reduce((before, event) => {
          if (event.type === 'trial' && event.kind === 'proposal')
            for (const coefficient of tuned(before)) {
              const step = stepShare(coefficient, before, event.values);
              expect(step).toBeLessThanOrEqual(1 + 1e-6);
              farthest = Math.max(farthest, step);
            }
          return fold(before, event);
        }, emptyState);
      }),
      { seed: 30, numRuns: 300 },
    );
    expect(farthest).toBeCloseTo(1);
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

  describe('undo brings back the shots, and what the model is told of them,', () => {
    const act = fc.oneof(
      fc.constant<Step>((bench) => bench.tap('hit')),
      burst,
      nth.map((n): Step => (bench) => {
        bench.hear({ type: 'void', shotId: shotId(bench, n) });
      }),
      nth.map((n): Step => (bench) => {
        bench.hear({ type: 'relabel', shotId: shotId(bench, n), label: 'miss', direction: 'left' });
      }),
    );
    /** What no other act has a say in: the shots, those that count here, and the rows of the optimizer. */
    function isAsBefore(after: TuningState, before: TuningState): void {
      const known = before.shots.length;
      expect(after.shots.slice(0, known)).toEqual(before.shots);
      expect(after.shots.slice(known).filter(({ voided }) => !voided)).toEqual([]);
      // An act may have put other values on the robot, which taking it back leaves there.
      if (after.shootingTrial === before.shootingTrial)
        expect(after.trialShots).toBe(before.trialShots);
      expect(requestFor(after)?.data).toEqual(requestFor(before)?.data);
    }

    test('as they were before the last act', () => {
      fc.assert(
        fc.property(anyStory, act, (story, acts) => {
          const bench = play(story);
          const before = bench.state;
          acts(bench);
          if (bench.state.undo.at(-1)?.seq === before.undo.at(-1)?.seq) return;
          isAsBefore(bench.undo().state, before);
        }),
        { seed: 28, numRuns: 300 },
      );
    });

    test('as they were before each of the last acts, one after the other', () => {
      fc.assert(
        fc.property(anyStory, fc.array(act, { maxLength: 8 }), (story, acts) => {
          const bench = play(story);
          const before: TuningState[] = [];
          for (const next of acts) {
            const was = bench.state;
            next(bench);
            if (bench.state.undo.at(-1)?.seq !== was.undo.at(-1)?.seq) before.push(was);
          }
          for (const was of before.reverse()) isAsBefore(bench.undo().state, was);
        }),
        { seed: 31, numRuns: 200 },
      );
    });
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

/** How far a value is from what the robot has, in largest steps; one whole number is never too far. */
function stepShare(coefficient: Coefficient, before: TuningState, values: Values): number {
  const { topic, min, max, integer, scale, maxStep } = coefficient;
  const has = Math.min(max, Math.max(min, onRobot(before, topic)!));
  const next = values[topic]!;
  if (integer && Math.abs(next - has) <= 1) return 0;
  const along = (value: number): number => (scale === 'log' ? Math.log(value) : value);
  return Math.abs(along(next) - along(has)) / (along(max) - along(min)) / maxStep;
}

const brokenAsText = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value;
