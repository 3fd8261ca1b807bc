import type { Ticker } from '../link/ticker.ts';
import type { Workbench } from './workbench.svelte.ts';

/** As much of the Web Locks API as a seat needs; absent on pages that a robot serves. */
type Locks = Pick<LockManager, 'request'>;

/** What the pages of one origin say to each other. */
type Word = 'who' | 'here' | 'hand-over' | 'left';

/** As much of a `BroadcastChannel` as a seat needs. */
interface Channel {
  postMessage(word: Word): void;
  onmessage: ((event: MessageEvent<Word>) => void) | null;
}

/** Where the one working page of this origin is. */
export type Place =
  | { readonly kind: 'asking' }
  | { readonly kind: 'here'; readonly bench: Workbench }
  /** Another tab or window works; this one may take over. */
  | { readonly kind: 'elsewhere' };

export interface SeatParts {
  readonly begin: () => Promise<Workbench>;
  readonly locks: Locks | undefined;
  readonly channel: Channel;
  readonly ticker: Ticker;
}

const lockName = 'mltune';
/** How long another page has to say that it is here, where the browser has no locks, ms. */
const answerWithinMs = 200;
/** How long the other page has to store its log and leave before the seat is taken from it, ms. */
const leaveWithinMs = 2_000;

/**
 * One page at a time records and writes: the others wait and may ask it to hand over. The page that hands over
 * disarms, stores what waits, and hangs up first.
 */
export class Seat {
  #place = $state.raw<Place>({ kind: 'asking' });
  readonly #parts: SeatParts;
  #release: () => void = () => undefined;
  /** From before the workbench opens until it is closed. */
  #seated = false;
  #lost = false;
  #heard: (word: Word) => void = () => undefined;

  constructor(parts: SeatParts) {
    this.#parts = parts;
    parts.channel.onmessage = ({ data }) => {
      if (data === 'who' && this.#seated) parts.channel.postMessage('here');
      if (data === 'hand-over' && this.#seated) void this.#leave();
      this.#heard(data);
    };
  }

  get place(): Place {
    return this.#place;
  }

  /** Sits down when nobody else is there. */
  async ask(): Promise<void> {
    if (await this.#free()) await this.#sit();
    else this.#place = { kind: 'elsewhere' };
  }

  /** Asks the other page to leave, and sits down; a page that does not answer loses the seat. */
  async take(): Promise<void> {
    this.#place = { kind: 'asking' };
    const left = this.#hear('left', leaveWithinMs);
    this.#parts.channel.postMessage('hand-over');
    await left;
    await this.#lock({ steal: true });
    await this.#sit();
  }

  async #sit(): Promise<void> {
    this.#seated = true;
    this.#lost = false;
    const bench = await this.#parts.begin();
    this.#place = { kind: 'here', bench };
    if (this.#isLost()) await this.#leave();
  }

  /** Asked anew after each wait: other pages speak meanwhile. */
  #isLost(): boolean {
    return this.#lost;
  }

  async #leave(): Promise<void> {
    const place = this.#place;
    // While the workbench opens there is nothing to close yet: it is left as soon as it is there.
    this.#lost = true;
    if (place.kind !== 'here') return;
    this.#place = { kind: 'elsewhere' };
    await place.bench.close();
    this.#seated = false;
    this.#release();
    this.#parts.channel.postMessage('left');
  }

  async #free(): Promise<boolean> {
    if (this.#parts.locks !== undefined) return this.#lock({ ifAvailable: true });
    const answer = this.#hear('here', answerWithinMs);
    this.#parts.channel.postMessage('who');
    return !(await answer);
  }

  /** Resolves with whether the word came in time. */
  #hear(word: Word, withinMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (came: boolean): void => {
        this.#heard = () => undefined;
        stop();
        resolve(came);
      };
      const stop = this.#parts.ticker.after(withinMs, () => {
        end(false);
      });
      this.#heard = (heard) => {
        if (heard === word) end(true);
      };
    });
  }

  /** Takes the lock and keeps it until `#release`; whether it was got. */
  #lock(options: LockOptions): Promise<boolean> {
    const { locks } = this.#parts;
    if (locks === undefined) return Promise.resolve(true);
    return new Promise((resolve) => {
      locks
        .request(lockName, options, (lock) => {
          resolve(lock !== null);
          if (lock === null) return;
          return new Promise<void>((release) => {
            this.#release = release;
          });
        })
        // Stolen: a page that was too slow to answer must not go on.
        .catch(() => this.#leave());
    });
  }
}
