import { eventToJson } from '../core/log/event-json.ts';
import type { TuningEvent } from '../core/tuning/events.ts';
import type { Ticker } from '../link/ticker.ts';
import type { LogStore, SessionHeader, StorageFault, Stored } from '../storage/log-store.ts';

/** As much of a window as tells that the page may be gone in a moment. */
export interface Page extends EventTarget {
  readonly document: EventTarget & { readonly visibilityState: string };
}

/** What a recorder is made with. */
export interface RecorderOptions {
  readonly store: LogStore;
  readonly sessionId: string;
  /** The session, where `store` does not have it yet; it is created with its first events. */
  readonly toCreate?: SessionHeader | null;
  /** Events of the session that `store` holds already: the place of the first one to come. */
  readonly storedEvents: number;
  /** Monotonic, and kept by a hidden tab. */
  readonly ticker: Pick<Ticker, 'nowMs' | 'after'>;
  /** Called when the store stops doing its work, when the reason changes, and with null when it works again. */
  readonly onFault: (fault: StorageFault | null) => void;
}

/** As many waiting rows are written without waiting for more. Larger saves nothing more, smaller costs transactions. */
const batchRows = 10;
/** The longest that a row waits, and the shortest between two transactions that nobody waits for, ms. What a crash may lose. */
const batchMs = 250;
/** The first retry after a fault, ms; each further one waits twice as long, up to `longestRetryMs`. */
const firstRetryMs = 1000;
/** Rows stay in memory meanwhile: longer risks more of them, shorter keeps a full disk busy. */
const longestRetryMs = 30_000;

interface Flight {
  readonly rows: readonly TuningEvent[];
  outcome: Stored<void> | null;
}

/**
 * Writes a session's events to a store in batches, and keeps each until the store has it.
 *
 * Rows go together: ten of them, or those of 250 ms, at most four transactions a second, or at once where
 * somebody waits (`durable`) and where the page may be closed (`attach`). While a transaction is under way
 * rows gather for the next. What could not be stored stays here and is tried again: nothing is durable meanwhile.
 */
export class Recorder {
  readonly #store: LogStore;
  readonly #sessionId: string;
  #toCreate: SessionHeader | null;
  readonly #ticker: RecorderOptions['ticker'];
  readonly #onFault: (fault: StorageFault | null) => void;
  /** Not stored and not on the way; `#next - #waiting.length` is the place of the first. */
  #waiting: TuningEvent[] = [];
  #waitingSinceMs = 0;
  /** On the way, in order; more than one only when the page was hidden during a transaction. */
  #flights: Flight[] = [];
  #next: number;
  #durable: number;
  #lastFlightMs = -Infinity;
  #fault: StorageFault | null = null;
  #retries = 0;
  #retryAtMs = 0;
  /** Reading back after a conflict: no transaction may begin. */
  #held = false;
  #closed = false;
  #stopTimer: (() => void) | null = null;
  #durableWaiters: { readonly seq: number; readonly resolve: () => void }[] = [];
  #idleWaiters: (() => void)[] = [];

  constructor(options: RecorderOptions) {
    this.#store = options.store;
    this.#sessionId = options.sessionId;
    this.#toCreate = options.toCreate ?? null;
    this.#ticker = options.ticker;
    this.#onFault = options.onFault;
    this.#next = options.storedEvents;
    this.#durable = options.storedEvents;
  }

  /** Takes the next events of the session; a gap is a bug and throws. */
  append(events: readonly TuningEvent[]): void {
    if (this.#closed) throw new Error('the recorder is closed');
    for (const event of events) {
      if (event.seq !== this.#next)
        throw new RangeError(`event ${event.seq} came where ${this.#next} was due`);
      if (this.#waiting.length === 0) this.#waitingSinceMs = this.#ticker.nowMs();
      this.#waiting.push(event);
      this.#next += 1;
    }
    this.#schedule();
  }

  /** Resolves once the event `seq` is stored, and writes it at once. While the store is at fault it does not resolve. */
  durable(seq: number): Promise<void> {
    if (seq < this.#durable) return Promise.resolve();
    return new Promise((resolve) => {
      this.#durableWaiters.push({ seq, resolve });
      this.#schedule();
    });
  }

  /** The last stored event's place; −1 while there is none. */
  durableSeq(): number {
    return this.#durable - 1;
  }

  /** Events not known to be stored. */
  pending(): number {
    return this.#next - this.#durable;
  }

  /** What keeps the store from its work; null when nothing does. */
  fault(): StorageFault | null {
    return this.#fault;
  }

  /** Hands all waiting rows to the store in this very call, whatever else is under way. */
  flushNow(): void {
    if (this.#held || this.#isFinal()) return;
    if (this.#waiting.length > 0) this.#flush();
  }

  /** Resolves when no transaction is under way. Rows may still wait for the next one. */
  idle(): Promise<void> {
    if (this.#flights.length === 0 && !this.#held) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Flushes whenever the page is hidden or left. Gives a function that ends it. */
  attach(page: Page): () => void {
    // Both: closing a tab and leaving by a link announce themselves in different ways (measured).
    const onVisibility = (): void => {
      if (page.document.visibilityState === 'hidden') this.flushNow();
    };
    const onHide = (): void => {
      this.flushNow();
    };
    page.document.addEventListener('visibilitychange', onVisibility);
    page.addEventListener('pagehide', onHide);
    return () => {
      page.document.removeEventListener('visibilitychange', onVisibility);
      page.removeEventListener('pagehide', onHide);
    };
  }

  /**
   * Writes what waits, and ends: no timer and no retry remains. Resolves when the last transaction is over;
   * what is `pending` then was not stored.
   */
  async close(): Promise<void> {
    this.flushNow();
    await this.idle();
    this.flushNow();
    this.#closed = true;
    this.#schedule();
    await this.idle();
  }

  /** Writes what is due now, and sets the timer for what is due later. */
  #schedule(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    if (this.#waiting.length === 0 || this.#flights.length > 0) return;
    if (this.#held || this.#closed) return;
    const delayMs = this.#dueMs() - this.#ticker.nowMs();
    if (delayMs <= 0) this.#flush();
    else if (delayMs < Infinity)
      this.#stopTimer = this.#ticker.after(delayMs, () => {
        this.#schedule();
      });
  }

  /** Whether another try cannot end the fault. */
  #isFinal(): boolean {
    return this.#fault?.kind === 'conflict' || this.#fault?.kind === 'deleted';
  }

  /** When the waiting rows are to be written; Infinity for not by themselves. */
  #dueMs(): number {
    if (this.#fault !== null) return this.#isFinal() ? Infinity : this.#retryAtMs;
    if (this.#durableWaiters.some(({ seq }) => seq < this.#next)) return -Infinity;
    const filledMs = this.#waiting.length >= batchRows ? -Infinity : this.#waitingSinceMs + batchMs;
    return Math.max(filledMs, this.#lastFlightMs + batchMs);
  }

  #flush(): void {
    const flight: Flight = { rows: this.#waiting, outcome: null };
    this.#waiting = [];
    this.#flights.push(flight);
    this.#lastFlightMs = this.#ticker.nowMs();
    const land = (outcome: Stored<void>): void => {
      flight.outcome = outcome;
      this.#landed();
    };
    this.#put(flight.rows).then(land, (bug: unknown) => {
      // The rows must outlive even a broken store, and somebody must hear of it.
      land({ ok: false, fault: { kind: 'unavailable', detail: String(bug) } });
    });
  }

  /** In this very call, unless the session is still to be created. */
  async #put(rows: readonly TuningEvent[]): Promise<Stored<void>> {
    if (this.#toCreate !== null) {
      const created = await this.#store.create(this.#toCreate);
      // Ids are used once: who has created it before is this page, though the answer was lost.
      if (!created.ok && created.fault.kind !== 'conflict') return created;
      this.#toCreate = null;
    }
    return this.#store.append(this.#sessionId, rows);
  }

  #landed(): void {
    while (this.#flights[0]?.outcome?.ok === true) {
      this.#durable += this.#flights.shift()!.rows.length;
      this.#works();
    }
    const failure = this.#flights[0]?.outcome ?? null;
    // Behind a failure everything fails; the rows come back together, so that their order stays.
    if (failure?.ok === false && this.#flights.every(({ outcome }) => outcome !== null)) {
      this.#waiting = [...this.#flights.flatMap(({ rows }) => rows), ...this.#waiting];
      this.#flights = [];
      if (failure.fault.kind === 'conflict') void this.#readBack(failure.fault);
      else this.#fails(failure.fault);
    }
    this.#rest();
  }

  /** A conflict may be our own doing: a transaction that was stored although its answer was lost. */
  async #readBack(conflict: StorageFault): Promise<void> {
    this.#held = true;
    const read = await this.#store.read(this.#sessionId);
    if (!read.ok) this.#fails(read.fault);
    else if (read.value.length < this.#durable)
      this.#fails({ kind: 'deleted', detail: `${read.value.length} of ${this.#durable} events` });
    else {
      const found = read.value.slice(this.#durable);
      const ours = found.every((event, i) => {
        const mine = this.#waiting[i];
        return mine !== undefined && eventToJson(mine) === eventToJson(event);
      });
      if (found.length > 0 && ours) {
        this.#waiting.splice(0, found.length);
        this.#durable += found.length;
        this.#works();
      } else this.#fails(conflict);
    }
    this.#release();
  }

  #works(): void {
    this.#retries = 0;
    const reached = this.#durableWaiters.filter(({ seq }) => seq < this.#durable);
    this.#durableWaiters = this.#durableWaiters.filter(({ seq }) => seq >= this.#durable);
    for (const { resolve } of reached) resolve();
    this.#report(null);
  }

  #fails(fault: StorageFault): void {
    this.#retryAtMs =
      this.#ticker.nowMs() + Math.min(firstRetryMs * 2 ** this.#retries, longestRetryMs);
    this.#retries += 1;
    this.#report(fault);
  }

  #report(fault: StorageFault | null): void {
    const before = this.#fault?.kind;
    this.#fault = fault;
    if (fault?.kind !== before) this.#onFault(fault);
  }

  #release(): void {
    this.#held = false;
    this.#rest();
  }

  /** After each end of something: goes on with what waits, or tells those who wait for quiet. */
  #rest(): void {
    this.#schedule();
    if (this.#flights.length > 0 || this.#held) return;
    const waiters = this.#idleWaiters;
    this.#idleWaiters = [];
    for (const resolve of waiters) resolve();
  }
}
