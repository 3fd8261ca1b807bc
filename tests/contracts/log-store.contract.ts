import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { TuningEvent } from '../../src/core/tuning/events.ts';
import type { LogStore, StorageFault, Stored } from '../../src/storage/log-store.ts';

/** A store that nobody used before; the contract closes it. */
export type MakeLogStore = () => Promise<LogStore>;

/** The value of an outcome that must be a success. */
export function valueOf<T>(outcome: Stored<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.fault.kind}: ${outcome.fault.detail}`);
  return outcome.value;
}

/** The kind of the fault of an outcome; `ok` for none. */
export function faultKind(outcome: Stored<unknown>): StorageFault['kind'] | 'ok' {
  return outcome.ok ? 'ok' : outcome.fault.kind;
}

/** `count` notes from place `first` on. */
export function notes(first: number, count: number, text = 'note'): TuningEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    seq: first + i,
    atMs: 1000 + first + i,
    type: 'note' as const,
    text: `${text} ${first + i}`,
  }));
}

/** A shot at place `seq`; NaN, −0 and ±Infinity where a number may be anything. */
export function shotAt(seq: number, number = Number.NaN): TuningEvent {
  return {
    seq,
    atMs: 2000 + seq,
    type: 'shot',
    shot: {
      id: `tap-${seq}`,
      source: 'operator',
      serverUs: null,
      distanceM: number,
      values: { '/Tuning/Drag': number, '/Tuning/Height': -0 },
      confirmed: true,
      label: 'hit',
      direction: null,
      missX: -Infinity,
      missY: Infinity,
      extra: { pitch: number, zero: -0 },
      invalid: null,
      recovered: false,
    },
  };
}

const header = (id: string, createdMs = 500): { id: string; name: string; createdMs: number } => ({
  id,
  name: `session ${id}`,
  createdMs,
});

/** The promises of LogStore, to be kept by every implementation. */
export function logStoreContract(name: string, make: MakeLogStore): void {
  async function withStore(use: (store: LogStore) => Promise<void>): Promise<void> {
    const store = await make();
    try {
      await use(store);
    } finally {
      store.close();
    }
  }

  describe(`${name} keeps the promises of a log store:`, () => {
    test('a new store has no sessions', () =>
      withStore(async (store) => {
        expect(valueOf(await store.sessions())).toEqual([]);
      }));

    test('a created session is in the list, without events', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        expect(valueOf(await store.sessions())).toEqual([
          { ...header('a'), updatedMs: 500, events: 0, shots: 0 },
        ]);
        expect(valueOf(await store.read('a'))).toEqual([]);
      }));

    test('a session of the demo robot is told apart from all others, whatever it is called', () =>
      withStore(async (store) => {
        valueOf(await store.create({ ...header('a'), demo: true }));
        valueOf(await store.create(header('b', 400)));
        valueOf(await store.rename('a', 'Comp robot'));
        const demos = valueOf(await store.sessions()).map(({ id, demo }) => [id, demo === true]);
        expect(demos).toEqual([
          ['a', true],
          ['b', false],
        ]);
      }));

    test('an unknown session has no events', () =>
      withStore(async (store) => {
        expect(valueOf(await store.read('nobody'))).toEqual([]);
      }));

    test('what was appended is read back in order, whatever the batches', () =>
      withStore(async (store) => {
        const session = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 8 });
        let runs = 0;
        await fc.assert(
          fc.asyncProperty(session, async (sizes) => {
            const id = `s${runs++}`;
            valueOf(await store.create(header(id)));
            let next = 0;
            for (const size of sizes) {
              valueOf(await store.append(id, notes(next, size, id)));
              next += size;
            }
            expect(valueOf(await store.read(id))).toEqual(notes(0, next, id));
          }),
          { seed: 1, numRuns: 25 },
        );
      }));

    test('every number comes back as the same number: NaN, −0, ±Infinity and the last bit', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        const numbers = [Number.NaN, -0, 0, Infinity, -Infinity, 5e-324, 0.1 + 0.2, 1.7e308];
        const events = numbers.map((number, seq) => shotAt(seq, number));
        valueOf(await store.append('a', events));
        const read = valueOf(await store.read('a'));
        const distances = read.map((event) =>
          event.type === 'shot' ? event.shot.distanceM : null,
        );
        expect(distances.every((distance, i) => Object.is(distance, numbers[i]))).toBe(true);
        expect(read).toEqual(events);
      }));

    test('the list counts events and shots, and knows when a session was last written', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        valueOf(await store.append('a', [shotAt(0), ...notes(1, 2)]));
        valueOf(await store.append('a', [shotAt(3), shotAt(4)]));
        expect(valueOf(await store.sessions())).toEqual([
          { ...header('a'), updatedMs: 2004, events: 5, shots: 3 },
        ]);
      }));

    test('the session used last comes first in the list', () =>
      withStore(async (store) => {
        for (const [id, createdMs] of [
          ['old', 10],
          ['new', 900],
          ['mid', 20],
        ] as const)
          valueOf(await store.create(header(id, createdMs)));
        valueOf(await store.append('old', notes(0, 1)));
        const ids = valueOf(await store.sessions()).map(({ id }) => id);
        expect(ids).toEqual(['old', 'new', 'mid']);
      }));

    test('an append at any place but the next is a conflict and changes nothing', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        valueOf(await store.append('a', notes(0, 5)));
        const before = valueOf(await store.sessions());
        for (const place of [0, 2, 4, 6, 100])
          expect(faultKind(await store.append('a', notes(place, 3, 'stranger')))).toBe('conflict');
        expect(valueOf(await store.read('a'))).toEqual(notes(0, 5));
        expect(valueOf(await store.sessions())).toEqual(before);
        valueOf(await store.append('a', notes(5, 1)));
        expect(valueOf(await store.read('a'))).toEqual(notes(0, 6));
      }));

    test('appends take effect in the order of the calls, without waiting for each other', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        const batches = Array.from({ length: 20 }, (_, i) => notes(i * 3, 3));
        const outcomes = await Promise.all(batches.map((batch) => store.append('a', batch)));
        expect(outcomes.map(faultKind)).toEqual(batches.map(() => 'ok'));
        expect(valueOf(await store.read('a'))).toEqual(notes(0, 60));
      }));

    test('when an append fails, those called behind it fail too', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        valueOf(await store.append('a', notes(0, 2)));
        const outcomes = await Promise.all([
          store.append('a', notes(1, 2, 'stranger')),
          store.append('a', notes(3, 2, 'stranger')),
        ]);
        expect(outcomes.map(faultKind)).toEqual(['conflict', 'conflict']);
        expect(valueOf(await store.read('a'))).toEqual(notes(0, 2));
      }));

    test('later changes of the caller’s objects do not reach the log', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        const batch = notes(0, 2);
        const appending = store.append('a', batch);
        batch.push(...notes(2, 1));
        Object.assign(batch[0]!, { text: 'changed' });
        valueOf(await appending);
        valueOf(await store.read('a')).map((event) => Object.assign(event, { text: 'changed' }));
        expect(valueOf(await store.read('a'))).toEqual(notes(0, 2));
      }));

    test('sessions do not affect each other, even where one id begins with the other', () =>
      withStore(async (store) => {
        for (const id of ['a', 'a1', 'b']) valueOf(await store.create(header(id)));
        await Promise.all([
          store.append('a', notes(0, 3, 'of a')),
          store.append('a1', notes(0, 2, 'of a1')),
          store.append('b', notes(0, 1, 'of b')),
        ]);
        valueOf(await store.remove('a'));
        expect(valueOf(await store.read('a'))).toEqual([]);
        expect(valueOf(await store.read('a1'))).toEqual(notes(0, 2, 'of a1'));
        expect(valueOf(await store.read('b'))).toEqual(notes(0, 1, 'of b'));
        expect(valueOf(await store.sessions()).map(({ id }) => id)).toEqual(['a1', 'b']);
      }));

    test('an id is used once: creating it again is a conflict and changes nothing', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        valueOf(await store.append('a', notes(0, 1)));
        expect(faultKind(await store.create({ ...header('a'), name: 'other' }))).toBe('conflict');
        expect(valueOf(await store.sessions())).toEqual([
          { ...header('a'), updatedMs: 1000, events: 1, shots: 0 },
        ]);
      }));

    test('nothing brings a removed session back', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        valueOf(await store.append('a', notes(0, 3)));
        valueOf(await store.remove('a'));
        valueOf(await store.remove('a'));
        expect(faultKind(await store.append('a', notes(3, 1)))).toBe('conflict');
        expect(faultKind(await store.append('a', notes(0, 1)))).toBe('conflict');
        expect(faultKind(await store.create(header('a')))).toBe('conflict');
        expect(faultKind(await store.rename('a', 'again'))).toBe('conflict');
        expect(valueOf(await store.sessions())).toEqual([]);
        expect(valueOf(await store.read('a'))).toEqual([]);
      }));

    test('an append to a session that was never created is a conflict', () =>
      withStore(async (store) => {
        expect(faultKind(await store.append('nobody', notes(0, 1)))).toBe('conflict');
        expect(valueOf(await store.read('nobody'))).toEqual([]);
      }));

    test('a renamed session keeps its events', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        valueOf(await store.append('a', notes(0, 2)));
        valueOf(await store.rename('a', 'Final 2'));
        valueOf(await store.append('a', notes(2, 1)));
        expect(valueOf(await store.sessions())).toMatchObject([{ name: 'Final 2', events: 3 }]);
      }));

    test('a batch that is empty or has a gap is a bug, and throws', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        await expect(store.append('a', [])).rejects.toThrow(RangeError);
        await expect(store.append('a', [...notes(0, 1), ...notes(2, 1)])).rejects.toThrow(
          RangeError,
        );
        expect(valueOf(await store.read('a'))).toEqual([]);
      }));

    test('a closed store says that it is unavailable', () =>
      withStore(async (store) => {
        valueOf(await store.create(header('a')));
        store.close();
        const outcomes = [
          await store.sessions(),
          await store.create(header('b')),
          await store.rename('a', 'b'),
          await store.append('a', notes(0, 1)),
          await store.read('a'),
          await store.remove('a'),
        ];
        expect(outcomes.map(faultKind)).toEqual(outcomes.map(() => 'unavailable'));
      }));
  });
}
