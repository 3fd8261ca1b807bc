import type { TuningEvent } from '../../../src/core/tuning/events.ts';
import type { RecorderOptions } from '../../../src/session/recorder.ts';
import type { SessionHeader, StorageFault, Stored } from '../../../src/storage/log-store.ts';
import { MemoryLogStore } from '../../../src/storage/memory-log-store.ts';

/** A clock that moves by hand. */
export class HandTicker {
  #nowMs = 0;
  #timers: { readonly atMs: number; readonly callback: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + delayMs, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  timers(): number {
    return this.#timers.length;
  }

  /** Lets time pass, and fires what is due in its order. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const [due] = this.#timers
        .filter(({ atMs }) => atMs <= untilMs)
        .sort((a, b) => a.atMs - b.atMs);
      if (due === undefined) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#nowMs = due.atMs;
      due.callback();
    }
    this.#nowMs = untilMs;
  }
}

/** How the next append ends: as it should, with that fault, or stored and answered `unavailable` all the same. */
export type Weather = 'fair' | StorageFault['kind'] | 'lost-answer';

/** A memory store with weather, that answers appends only when told to. */
export class WeatherStore extends MemoryLogStore {
  weather: Weather = 'fair';
  /** Sizes of the batches asked for, in order. */
  readonly batches: number[] = [];
  #answers: (() => void)[] = [];

  override append(id: string, events: readonly TuningEvent[]): Promise<Stored<void>> {
    this.batches.push(events.length);
    const outcome = this.#outcome(id, events);
    return new Promise((resolve) => {
      this.#answers.push(() => {
        resolve(outcome);
      });
    });
  }

  underWay(): number {
    return this.#answers.length;
  }

  /** Answers every append under way. */
  answer(): void {
    const answers = this.#answers;
    this.#answers = [];
    for (const answer of answers) answer();
  }

  /** Answers the oldest append under way. */
  answerOldest(): void {
    this.#answers.shift()?.();
  }

  #outcome(id: string, events: readonly TuningEvent[]): Promise<Stored<void>> {
    const fault = (kind: StorageFault['kind']): Promise<Stored<void>> =>
      Promise.resolve({ ok: false, fault: { kind, detail: 'weather' } });
    switch (this.weather) {
      case 'fair':
        return super.append(id, events);
      case 'lost-answer':
        return super
          .append(id, events)
          .then((outcome) => (outcome.ok ? fault('unavailable') : outcome));
      case 'full':
      case 'unavailable':
      case 'overdue':
      case 'deleted':
      case 'conflict':
        return fault(this.weather);
    }
  }
}

export const header: SessionHeader = { id: 's', name: 'session', createdMs: 0 };

/** A created session, a hand clock, and the options of a recorder on them. */
export async function world(storedEvents = 0): Promise<{
  store: WeatherStore;
  ticker: HandTicker;
  faults: (StorageFault['kind'] | null)[];
  options: RecorderOptions;
}> {
  const store = new WeatherStore();
  const ticker = new HandTicker();
  const faults: (StorageFault['kind'] | null)[] = [];
  await store.create(header);
  const onFault = (fault: StorageFault | null): void => {
    faults.push(fault?.kind ?? null);
  };
  return {
    store,
    ticker,
    faults,
    options: { store, sessionId: 's', storedEvents, ticker, onFault },
  };
}
