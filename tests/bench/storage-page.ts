import { eventToJson } from '../../src/core/log/event-json.ts';
import type { TuningEvent } from '../../src/core/tuning/events.ts';
import { Recorder } from '../../src/session/recorder.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import { IdbLogStore } from '../../src/storage/idb-log-store.ts';
import type { LogStore, Stored } from '../../src/storage/log-store.ts';
import { HandTicker } from '../unit/session/recorder-world.ts';
import { eventsOfShot, shotPeriodMs, type Fire } from './rapid-fire.ts';

/** What a run in the page came to. */
export interface Recording {
  readonly rows: number;
  readonly shots: number;
  /** IndexedDB transactions that write. */
  readonly transactions: number;
  /** Rows that are not in the database, or not as they were appended, or twice. */
  readonly lost: number;
  readonly wallMs: number;
}

/** How rows reach the database. */
export type Way = 'recorder' | 'recorder, each shot waited for' | 'one transaction a row';

let databases = 0;

function valueOf<T>(outcome: Stored<T>): T {
  if (!outcome.ok) throw new Error(outcome.fault.detail);
  return outcome.value;
}

/**
 * Rapid fire of at least `rows` rows into a fresh database, on a clock moved by hand.
 * @public imported in the page, by its path.
 */
export async function record(way: Way, fire: Fire, rows: number): Promise<Recording> {
  const store = valueOf(await IdbLogStore.open(`bench-${Date.now()}-${databases++}`, systemTicker));
  valueOf(await store.create({ id: 's', name: 'rapid fire', createdMs: 0 }));
  const shots: (readonly TuningEvent[])[] = [];
  let count = 0;
  while (count < rows) {
    const events = eventsOfShot(shots.length, count, fire);
    shots.push(events);
    count += events.length;
  }
  const counter = countWrites();
  const startMs = performance.now();
  if (way === 'one transaction a row') await writeEach(store, shots);
  else await writeBatched(store, shots, way !== 'recorder');
  const wallMs = performance.now() - startMs;
  const transactions = counter.stop();

  const stored = valueOf(await store.read('s'));
  const lost = shots.flat().filter((event, i) => {
    const there = stored[i];
    return there === undefined || eventToJson(there) !== eventToJson(event);
  });
  store.close();
  const surplus = Math.max(0, stored.length - count);
  return { rows: count, shots: shots.length, transactions, lost: lost.length + surplus, wallMs };
}

async function writeEach(
  store: LogStore,
  shots: readonly (readonly TuningEvent[])[],
): Promise<void> {
  for (const event of shots.flat()) valueOf(await store.append('s', [event]));
}

async function writeBatched(
  store: LogStore,
  shots: readonly (readonly TuningEvent[])[],
  waiting: boolean,
): Promise<void> {
  const ticker = new HandTicker();
  const onFault = (): void => undefined;
  const recorder = new Recorder({ store, sessionId: 's', storedEvents: 0, ticker, onFault });
  for (const events of shots) {
    recorder.append(events);
    if (waiting) await recorder.durable(events.at(-1)!.seq);
    for (let ms = 0; ms < shotPeriodMs; ms++) {
      ticker.advance(1);
      // Time stands still while the disk works: a slower disk would only make the batches larger.
      await recorder.idle();
    }
  }
  recorder.flushNow();
  await recorder.idle();
}

function countWrites(): { stop: () => number } {
  const original = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')!;
  const begin = original.value as IDBDatabase['transaction'];
  let writes = 0;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
    const transaction = begin.apply(this, args);
    if (transaction.mode === 'readwrite') writes++;
    return transaction;
  };
  return {
    stop: () => {
      Object.defineProperty(IDBDatabase.prototype, 'transaction', original);
      return writes;
    },
  };
}
