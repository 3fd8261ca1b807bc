import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { Recorder } from '../../../src/session/recorder.ts';
import { notes, valueOf } from '../../contracts/log-store.contract.ts';
import { header, WeatherStore, world } from './recorder-world.ts';

/** Answers appends until none is under way. */
async function quiet(recorder: Recorder, store: WeatherStore): Promise<void> {
  while (store.underWay() > 0) {
    const idle = recorder.idle();
    store.answer();
    await Promise.race([idle, turnOf(store)]);
  }
  await recorder.idle();
}

/** Resolves after the answers given were heard: promises are heard in the order they were made. */
async function turnOf(store: WeatherStore): Promise<void> {
  await store.read('s');
  for (let hops = 0; hops < 8; hops++) await Promise.resolve();
}

function hiddenPage(): EventTarget & { document: EventTarget & { visibilityState: string } } {
  const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  return Object.assign(new EventTarget(), { document });
}

describe('the recorder batches:', () => {
  test('ten waiting rows are written at once', async () => {
    const { store, options } = await world();
    const recorder = new Recorder(options);
    recorder.append(notes(0, 9));
    expect(store.batches).toEqual([]);
    recorder.append(notes(9, 1));
    expect(store.batches).toEqual([10]);
  });

  test('fewer rows are written 250 ms after the first of them', async () => {
    const { store, ticker, options } = await world();
    const recorder = new Recorder(options);
    recorder.append(notes(0, 1));
    ticker.advance(200);
    recorder.append(notes(1, 1));
    ticker.advance(49);
    expect(store.batches).toEqual([]);
    ticker.advance(1);
    expect(store.batches).toEqual([2]);
  });

  test('while nobody waits there are at most four transactions in any second, and no row waits over 250 ms', async () => {
    const { store, ticker, options } = await world();
    const recorder = new Recorder(options);
    const startsMs: number[] = [];
    for (let row = 0; row < 1000; row++) {
      const before = store.batches.length;
      recorder.append(notes(row, 1));
      ticker.advance(7);
      if (store.batches.length > before) startsMs.push(ticker.nowMs());
      await quiet(recorder, store);
      expect(recorder.pending()).toBeLessThanOrEqual(Math.ceil(250 / 7) + 1);
    }
    expect(startsMs.slice(1).every((ms, i) => ms - startsMs[i]! >= 250 - 7)).toBe(true);
    expect(startsMs.length).toBeLessThanOrEqual(4 * 7 + 1);
  });

  test('while a transaction is under way rows gather for the next one', async () => {
    const { store, ticker, options } = await world();
    const recorder = new Recorder(options);
    recorder.append(notes(0, 10));
    recorder.append(notes(10, 25));
    ticker.advance(1000);
    expect(store.batches).toEqual([10]);
    await quiet(recorder, store);
    expect(store.batches).toEqual([10, 25]);
  });

  test('a row that somebody waits for is written at once', async () => {
    const { store, options } = await world();
    const recorder = new Recorder(options);
    recorder.append(notes(0, 1));
    void recorder.durable(0);
    expect(store.batches).toEqual([1]);
  });

  test('a row that somebody waits for already is written as soon as it comes', async () => {
    const { store, options } = await world();
    const recorder = new Recorder(options);
    void recorder.durable(2);
    recorder.append(notes(0, 2));
    expect(store.batches).toEqual([]);
    recorder.append(notes(2, 1));
    expect(store.batches).toEqual([3]);
  });

  test('without rows nothing is written and no timer runs', async () => {
    const { store, ticker, options } = await world();
    const recorder = new Recorder(options);
    recorder.flushNow();
    recorder.append(notes(0, 1));
    ticker.advance(250);
    await quiet(recorder, store);
    recorder.flushNow();
    ticker.advance(10_000);
    expect(store.batches).toEqual([1]);
    expect(ticker.timers()).toBe(0);
  });

  test('rapid fire with all its events needs at least 90 % fewer transactions than one a row', async () => {
    const { store, ticker, options } = await world();
    const recorder = new Recorder(options);
    // A trial of five shots: 5 shots, a verdict, a trial, 3 values sent, 3 confirmed; a shot each 50 ms.
    let rows = 0;
    for (let shot = 0; rows < 1000; shot++) {
      const more = shot % 5 === 4 ? 9 : 1;
      recorder.append(notes(rows, more));
      rows += more;
      ticker.advance(50);
      await quiet(recorder, store);
    }
    ticker.advance(250);
    await quiet(recorder, store);
    expect(valueOf(await store.read('s'))).toHaveLength(rows);
    expect(store.batches.length / rows).toBeLessThanOrEqual(0.1);
  });
});

describe('the recorder is honest about what is stored:', () => {
  test('an event is not durable before its transaction has completed', async () => {
    const { store, options } = await world();
    const recorder = new Recorder(options);
    const heard: number[] = [];
    recorder.append(notes(0, 2));
    const first = recorder.durable(0).then(() => heard.push(0));
    const second = recorder.durable(1).then(() => heard.push(1));
    await turnOf(store);
    expect(heard).toEqual([]);
    expect([recorder.durableSeq(), recorder.pending()]).toEqual([-1, 2]);
    store.answer();
    await Promise.all([first, second]);
    expect([recorder.durableSeq(), recorder.pending()]).toEqual([1, 0]);
  });

  test('what a resumed session stored before is durable at once', async () => {
    const { options } = await world(7);
    const recorder = new Recorder(options);
    await recorder.durable(6);
    expect([recorder.durableSeq(), recorder.pending()]).toEqual([6, 0]);
  });

  test('an event with a gap before it is a bug, and throws', async () => {
    const { options } = await world();
    const recorder = new Recorder(options);
    expect(() => {
      recorder.append(notes(1, 1));
    }).toThrow(RangeError);
  });
});

describe('the recorder saves when the page goes:', () => {
  test('every waiting row is handed over inside the handler of visibilitychange', async () => {
    const { store, options } = await world();
    const recorder = new Recorder(options);
    const page = hiddenPage();
    recorder.attach(page);
    recorder.append(notes(0, 3));
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect(store.batches).toEqual([]);
    page.document.visibilityState = 'hidden';
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect(store.batches).toEqual([3]);
  });

  test('every waiting row is handed over inside the handler of pagehide, behind a transaction under way too', async () => {
    const { store, options } = await world();
    const recorder = new Recorder(options);
    const page = hiddenPage();
    recorder.attach(page);
    recorder.append(notes(0, 10));
    recorder.append(notes(10, 4));
    page.dispatchEvent(new Event('pagehide'));
    expect(store.batches).toEqual([10, 4]);
    await quiet(recorder, store);
    expect(valueOf(await store.read('s'))).toEqual(notes(0, 14));
    expect(recorder.pending()).toBe(0);
  });

  test('once detached it leaves the page alone', async () => {
    const { store, options } = await world();
    const recorder = new Recorder(options);
    const page = hiddenPage();
    const detach = recorder.attach(page);
    detach();
    recorder.append(notes(0, 3));
    page.document.visibilityState = 'hidden';
    page.document.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new Event('pagehide'));
    expect(store.batches).toEqual([]);
  });
});

describe('the recorder ends:', () => {
  test('what waits is stored first, and no timer remains', async () => {
    const { store, ticker, options } = await world();
    const recorder = new Recorder(options);
    recorder.append(notes(0, 10));
    recorder.append(notes(10, 3));
    const closed = recorder.close();
    await quiet(recorder, store);
    await closed;
    expect(valueOf(await store.read('s'))).toEqual(notes(0, 13));
    expect([recorder.pending(), ticker.timers()]).toEqual([0, 0]);
  });

  test('where the disk is full it ends all the same, and says what is not stored', async () => {
    const { store, ticker, options } = await world();
    const recorder = new Recorder(options);
    store.weather = 'full';
    recorder.append(notes(0, 3));
    const closed = recorder.close();
    while (store.underWay() > 0) await quiet(recorder, store);
    await closed;
    expect([recorder.pending(), ticker.timers()]).toEqual([3, 0]);
  });

  test('an event after the end is a bug, and throws', async () => {
    const { options } = await world();
    const recorder = new Recorder(options);
    await recorder.close();
    expect(() => {
      recorder.append(notes(0, 1));
    }).toThrow('closed');
  });
});

describe('the recorder survives faults:', () => {
  test('a full disk is told once, the rows stay, and are stored once there is room', async () => {
    const { store, ticker, faults, options } = await world();
    const recorder = new Recorder(options);
    store.weather = 'full';
    recorder.append(notes(0, 10));
    await quiet(recorder, store);
    for (let s = 0; s < 5; s++) {
      recorder.append(notes(10 + s, 1));
      ticker.advance(1000);
      await quiet(recorder, store);
    }
    expect(faults).toEqual(['full']);
    expect(recorder.pending()).toBe(15);
    store.weather = 'fair';
    ticker.advance(30_000);
    await quiet(recorder, store);
    expect(faults).toEqual(['full', null]);
    expect(recorder.fault()).toBeNull();
    expect(valueOf(await store.read('s'))).toEqual(notes(0, 15));
  });

  test('retries become rarer, down to one in 30 s, also while somebody waits', async () => {
    const { store, ticker, options } = await world();
    const recorder = new Recorder(options);
    store.weather = 'unavailable';
    recorder.append(notes(0, 10));
    await quiet(recorder, store);
    void recorder.durable(9);
    const triedMs: number[] = [];
    while (triedMs.length < 8) {
      ticker.advance(500);
      if (store.underWay() > 0) triedMs.push(ticker.nowMs());
      await quiet(recorder, store);
    }
    expect(triedMs.map((ms, i) => ms - (triedMs[i - 1] ?? 0))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });

  test('a change of the reason is told', async () => {
    const { store, ticker, faults, options } = await world();
    const recorder = new Recorder(options);
    for (const weather of ['full', 'unavailable', 'full', 'fair'] as const) {
      store.weather = weather;
      if (recorder.pending() === 0) recorder.append(notes(0, 10));
      else ticker.advance(30_000);
      await quiet(recorder, store);
    }
    expect(faults).toEqual(['full', 'unavailable', 'full', null]);
  });

  test('where another tab took the places, nothing is overwritten, nothing is lost, and no try is repeated', async () => {
    const { store, ticker, faults, options } = await world();
    const recorder = new Recorder(options);
    const other = store.append('s', notes(0, 2, 'other tab'));
    store.answer();
    await other;
    recorder.append(notes(0, 10));
    await quiet(recorder, store);
    ticker.advance(100_000);
    recorder.flushNow();
    expect(faults).toEqual(['conflict']);
    expect(store.batches).toEqual([2, 10]);
    expect(recorder.pending()).toBe(10);
    expect(valueOf(await store.read('s'))).toEqual(notes(0, 2, 'other tab'));
  });

  test('a transaction that was stored although its answer was lost is not stored twice', async () => {
    const { store, ticker, faults, options } = await world();
    const recorder = new Recorder(options);
    store.weather = 'lost-answer';
    recorder.append(notes(0, 10));
    await quiet(recorder, store);
    store.weather = 'fair';
    recorder.append(notes(10, 3));
    ticker.advance(30_000);
    await quiet(recorder, store);
    ticker.advance(30_000);
    await quiet(recorder, store);
    expect(faults).toEqual(['unavailable', null]);
    expect(recorder.pending()).toBe(0);
    expect(valueOf(await store.read('s'))).toEqual(notes(0, 13));
  });

  test('a session that could not be created is created with its first events, once the store answers', async () => {
    const { ticker, faults, options } = await world();
    const store = new WeatherStore();
    const recorder = new Recorder({ ...options, store, toCreate: header });
    store.weather = 'overdue';
    recorder.append(notes(0, 10));
    await turnOf(store);
    await quiet(recorder, store);
    expect([faults, recorder.durableSeq()]).toEqual([['overdue'], -1]);
    store.weather = 'fair';
    ticker.advance(1000);
    await quiet(recorder, store);
    expect([faults, recorder.durableSeq()]).toEqual([['overdue', null], 9]);
    expect(valueOf(await store.read('s'))).toEqual(notes(0, 10));
  });

  test('what another visit of this page had stored already is found, and only the rest is written', async () => {
    const { store, ticker, options } = await world();
    const before = store.append('s', notes(0, 4));
    store.answer();
    await before;
    const recorder = new Recorder({ ...options, toCreate: header });
    recorder.append(notes(0, 10));
    await turnOf(store);
    await quiet(recorder, store);
    ticker.advance(1000);
    await quiet(recorder, store);
    expect(recorder.pending()).toBe(0);
    expect(valueOf(await store.read('s'))).toEqual(notes(0, 10));
  });
});

test('whatever the order of appends, faults, answers, waits and hidings, each event is stored exactly once and in order', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 14 }) }),
    fc.record({ do: fc.constant('advance' as const), ms: fc.integer({ min: 1, max: 5000 }) }),
    fc.record({
      do: fc.constant('weather' as const),
      weather: fc.constantFrom('fair', 'full', 'unavailable', 'overdue', 'lost-answer'),
    }),
    fc.constant({ do: 'answer' as const }),
    fc.constant({ do: 'answer-oldest' as const }),
    fc.constant({ do: 'wait' as const }),
    fc.constant({ do: 'hide' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { store, ticker, options } = await world();
      const recorder = new Recorder(options);
      const promised: Promise<void>[] = [];
      let next = 0;
      for (const action of steps) {
        switch (action.do) {
          case 'append':
            recorder.append(notes(next, action.count));
            next += action.count;
            break;
          case 'advance':
            ticker.advance(action.ms);
            break;
          case 'weather':
            store.weather = action.weather;
            break;
          case 'answer':
            store.answer();
            await turnOf(store);
            break;
          case 'answer-oldest':
            store.answerOldest();
            await turnOf(store);
            break;
          case 'wait':
            if (next > 0) promised.push(recorder.durable(next - 1));
            break;
          case 'hide':
            recorder.flushNow();
        }
        const stored = valueOf(await store.read('s'));
        expect(recorder.durableSeq()).toBeLessThan(stored.length);
        expect(recorder.durableSeq() + 1 + recorder.pending()).toBe(next);
      }
      store.weather = 'fair';
      await quiet(recorder, store);
      for (let retry = 0; retry < 3; retry++) {
        ticker.advance(30_000);
        await quiet(recorder, store);
      }
      expect(recorder.pending()).toBe(0);
      expect(valueOf(await store.read('s'))).toEqual(notes(0, next));
      await Promise.all(promised);
    }),
    { seed: 2, numRuns: 400 },
  );
});
