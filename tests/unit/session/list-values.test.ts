import fc from 'fast-check';
import { expect, test } from 'vitest';

import { entryTopic } from '../../../src/core/tuning/list-entry.ts';
import { CoefficientWatch } from '../../../src/session/coefficient-watch.ts';
import { CoefficientWriters } from '../../../src/session/coefficient-writers.ts';
import { InPageLink } from '../../../src/link/in-page-link.ts';
import { InPageServer } from '../../../src/link/in-page-server.ts';
import { address, HandClock, settle } from './session-world.ts';

const list = '/Tuning/Shooter/Rpm';
const start = [2800, 3000, 3200, 3400];
/** The coefficients: one number of the list is none. */
const ours = [0, 1, 3];
const notOurs = 2;

/** What happens around a list while a tuner works on it. */
type Act =
  | {
      readonly kind: 'write';
      readonly values: readonly (readonly [entry: number, value: number])[];
    }
  /** Robot code, or another dashboard, sets the whole list. */
  | { readonly kind: 'others'; readonly values: readonly number[] }
  | { readonly kind: 'drop' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'freeze'; readonly on: boolean }
  | { readonly kind: 'wait'; readonly ms: number };

const rpm = fc.integer({ min: 1000, max: 6000 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      values: fc
        .uniqueArray(fc.constantFrom(...ours), { minLength: 1 })
        .chain((entries) => fc.tuple(...entries.map((entry) => fc.tuple(fc.constant(entry), rpm)))),
    }),
  },
  fc.record({
    kind: fc.constant('others' as const),
    values: fc.array(rpm, { minLength: 4, maxLength: 4 }),
  }),
  fc.constantFrom(
    { kind: 'drop' } as const,
    { kind: 'restart' } as const,
    { kind: 'gone' } as const,
  ),
  fc.boolean().map((on) => ({ kind: 'freeze', on }) as const),
  fc.integer({ min: 1, max: 400 }).map((ms) => ({ kind: 'wait', ms }) as const),
);

async function world() {
  const clock = new HandClock();
  const server = new InPageServer(clock);
  server.onStart((robot) => {
    robot.publish(list, 'double[]');
    robot.set(list, start);
  });
  const link = new InPageLink({ ticker: clock, random: () => 0.5, serverAt: () => server });
  const watch = new CoefficientWatch(link, {
    hear: () => undefined,
    complain: () => undefined,
    heard: () => undefined,
    announced: () => undefined,
  });
  const writers = new CoefficientWriters(link, {
    now: (topic) => watch.listNow(topic),
    wrote: (topic, values, serverUs) => {
      watch.wroteList(topic, values, serverUs);
    },
  });
  const topics = ours.map((entry) => entryTopic(list, entry));
  watch.follow(topics);
  link.connect([address]);
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 20) {
      clock.advance(20);
      await settle();
      writers.hold(topics, (topic) => watch.targetOf(topic));
    }
  };
  await pass(1_000);
  return { server, link, writers, watch, pass };
}

test('a write of some numbers of a list changes no other number of it, whatever happens around it', async () => {
  let left = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
      const { server, link, writers, pass } = await world();
      let frozen = false;
      for (const one of acts) {
        switch (one.kind) {
          case 'write': {
            const before = server.get(list) as readonly number[];
            const results = writers.writeTogether(
              one.values.map(([entry, value]) => ({ topic: entryTopic(list, entry), value })),
            );
            await settle();
            if (frozen) break;
            // All of them left, in one write, or none.
            expect(new Set(results.map(({ ok }) => ok)).size).toBe(1);
            const after = [...before];
            if (results[0]!.ok) left += 1;
            if (results[0]!.ok) for (const [entry, value] of one.values) after[entry] = value;
            expect(server.get(list)).toEqual(after);
            break;
          }
          case 'others':
            if (frozen) break;
            server.set(list, one.values);
            await settle();
            break;
          case 'drop':
            server.drop();
            break;
          case 'restart':
            server.restart();
            break;
          case 'gone':
            // The topic goes with its last publisher, and the tuner is one while it holds it.
            writers.hold([], () => null);
            server.unpublish(list);
            await settle();
            server.publish(list, 'double[]');
            server.setDefault(list, start);
            await settle();
            break;
          case 'freeze':
            frozen = one.on;
            server.freeze(one.on);
            await settle();
            break;
          case 'wait':
            await pass(one.ms);
        }
        await pass(40);
      }
      link.disconnect();
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(left).toBeGreaterThan(60);
});

test('nothing is written to a list before it was read in this connection', async () => {
  const { server, writers, watch, pass } = await world();
  const topic = entryTopic(list, 0);
  server.drop();
  await pass(5_000);
  // It is announced again; until its value has come, its other numbers are anybody's guess.
  expect(watch.listNow(list)).toEqual(start);
  writers.hold([], () => null);
  server.unpublish(list);
  await settle();
  server.publish(list, 'double[]');
  await pass(200);
  expect(watch.targetOf(topic)).not.toBeNull();
  expect(writers.write(topic, 2900)).toMatchObject({ ok: false });
  server.set(list, [1, 2, 3, 4]);
  await pass(200);
  expect(writers.write(topic, 2900)).toMatchObject({ ok: true });
  expect(server.get(list)).toEqual([2900, 2, 3, 4]);
});

test('what was written is known though the robot never tells its writer: the next write keeps it', async () => {
  const { server, writers } = await world();
  writers.write(entryTopic(list, 0), 2900);
  writers.write(entryTopic(list, 3), 3500);
  expect(server.get(list)).toEqual([2900, 3000, start[notOurs], 3500]);
});

test.each([
  ['shorter than the entry', [1, 2]],
  ['with a number that is none', [1, 2, NaN, 4]],
])('a list that is %s is left alone', async (_, values) => {
  const { server, writers, pass } = await world();
  server.set(list, values);
  await pass(100);
  expect(writers.write(entryTopic(list, 3), 3500)).toMatchObject({ ok: false });
  expect(server.get(list)).toEqual(values);
});
