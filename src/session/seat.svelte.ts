import type { Ticker } from '../link/ticker.ts';
import type { Channel } from './page-channel.ts';
import { beatMs, TabClaim, type Saying } from './tab-claim.ts';
import type { TuningSession } from './tuning-session.svelte.ts';
import type { SeatHold, Workbench } from './workbench.svelte.ts';

/** As much of the Web Locks API as a seat needs; absent on pages that a robot serves. */
type Locks = Pick<LockManager, 'request'>;

/** Where the one working page of this origin is. */
export type Place =
  | { readonly kind: 'asking' }
  | { readonly kind: 'here'; readonly bench: Workbench }
  /** Another tab or window works; this one may take over. `unstored` is what of its own session it could not store. */
  | { readonly kind: 'elsewhere'; readonly unstored: TuningSession | null };

export interface SeatParts {
  readonly begin: (hold: SeatHold) => Promise<Workbench>;
  readonly locks: Locks | undefined;
  readonly channel: Channel;
  readonly ticker: Ticker;
  /** Unique, and lower for a page that was opened earlier. */
  readonly id: string;
}

const lockName = 'mltune';
/** How long the other page has to store its log and leave before the seat is taken from it, ms. */
const leaveWithinMs = 2_000;

/**
 * One page at a time records and writes: the others wait and may ask it to hand over. The page that hands over
 * disarms, stores what waits, and hangs up first. Where the browser has no locks the pages agree by themselves (`TabClaim`).
 */
export class Seat {
  #place = $state.raw<Place>({ kind: 'asking' });
  readonly #parts: SeatParts;
  /** Null where the browser has locks. */
  readonly #claim: TabClaim | null;
  #release: () => void = () => undefined;
  #stopBeats: () => void = () => undefined;
  /** From before the workbench opens until it is closed. */
  #seated = false;
  #lost = false;
  #worked = false;
  #heard: (word: Saying['word']) => void = () => undefined;
  #decided: (free: boolean) => void = () => undefined;

  constructor(parts: SeatParts) {
    this.#parts = parts;
    this.#claim = parts.locks === undefined ? new TabClaim(parts.id, this.#say) : null;
    parts.channel.listen((saying) => {
      this.#claim?.hear(saying, parts.ticker.nowMs());
      if (saying.id !== parts.id) {
        if (saying.word === 'hand-over' && this.#seated) void this.#leave();
        this.#heard(saying.word);
      }
      this.#look();
    });
  }

  get place(): Place {
    return this.#place;
  }

  /** Sits down when nobody else is there. */
  async ask(): Promise<void> {
    if (await this.#free()) await this.#sit();
    else this.#place = { kind: 'elsewhere', unstored: null };
  }

  /** Asks the other page to leave, and sits down; a page that does not answer loses the seat. */
  async take(): Promise<void> {
    this.#place = { kind: 'asking' };
    this.#lost = false;
    const left = this.#left();
    this.#say('hand-over');
    await left;
    await this.#lock({ steal: true });
    this.#claim?.take(this.#parts.ticker.nowMs());
    this.#beat();
    await this.#sit();
  }

  readonly #say = (word: Saying['word']): void => {
    const { channel, id, ticker } = this.#parts;
    channel.say({ word, id, atMs: ticker.nowMs() });
  };

  async #sit(): Promise<void> {
    this.#seated = true;
    this.#lost = false;
    this.#worked = true;
    const bench = await this.#parts.begin({
      mayWork: () => this.#claim?.holds(this.#parts.ticker.nowMs()) ?? true,
      lost: () => void this.#leave(),
    });
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
    this.#claim?.leave();
    this.#stopBeats();
    this.#place = { kind: 'elsewhere', unstored: null };
    const { session } = place.bench;
    await place.bench.close();
    this.#seated = false;
    this.#release();
    this.#say('left');
    // Unless it was taken back meanwhile.
    if (session.unstored > 0 && this.#isLost())
      this.#place = { kind: 'elsewhere', unstored: session };
  }

  #free(): Promise<boolean> {
    if (this.#claim === null) return this.#lock({ ifAvailable: true });
    const decided = new Promise<boolean>((resolve) => {
      this.#decided = resolve;
    });
    this.#claim.ask(this.#parts.ticker.nowMs());
    this.#beat();
    return decided;
  }

  #beat(): void {
    const { ticker } = this.#parts;
    this.#stopBeats();
    if (this.#claim === null) return;
    this.#stopBeats = ticker.every(beatMs, () => {
      this.#claim?.beat(ticker.nowMs());
      this.#look();
    });
  }

  /** Follows what has become of the claim. */
  #look(): void {
    const claim = this.#claim;
    if (claim === null) return;
    const works = claim.holds(this.#parts.ticker.nowMs());
    if (works) this.#decided(true);
    if (claim.phase === 'away') {
      this.#decided(false);
      if (!this.#seated) this.#stopBeats();
      else if (!this.#lost) void this.#leave();
    }
    if (works && !this.#worked && this.#place.kind === 'here') this.#place.bench.goOn();
    this.#worked = works;
  }

  /** Resolves once another page says that it has left, or after as long as it may take. */
  #left(): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        this.#heard = () => undefined;
        stop();
        resolve();
      };
      const stop = this.#parts.ticker.after(leaveWithinMs, end);
      this.#heard = (word) => {
        if (word === 'left') end();
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
