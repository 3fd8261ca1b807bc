import { addressesIn, isSame } from './addresses.ts';
import type { Candidate, RobotAddress } from './addresses.ts';
import type { Trouble } from './trouble.ts';

/** How far the newest try at an address came. */
export interface Attempt {
  readonly address: RobotAddress;
  /** Whether something answered there, as far as it can be told before a socket is open. */
  readonly answers: boolean;
  /** How the last try there ended; null before its end, and while it is connected. */
  readonly trouble: Trouble | null;
}

/** Troubles that only an address has at which something answers. */
const answering: readonly Trouble['kind'][] = [
  'refused',
  'stalled',
  'no-protocol',
  'no-clock',
  'silent',
  'closed',
];

/** What came of the tries of one search, an entry for each address. A new array at each change. */
export class AttemptLog {
  #all: readonly Attempt[] = [];

  get all(): readonly Attempt[] {
    return this.#all;
  }

  /** Another search begins; without candidates there is none. */
  begin(candidates: readonly Candidate[]): void {
    this.#all = addressesIn(candidates).map((address) => ({
      address,
      answers: false,
      trouble: null,
    }));
  }

  /** Something answers. How the try before it ended stands until this one ends, unless nothing had answered then. */
  answered(address: RobotAddress): void {
    const before = this.#all.find((attempt) => isSame(attempt.address, address));
    this.#put({
      address,
      answers: true,
      trouble: before?.answers === true ? before.trouble : null,
    });
  }

  failed(address: RobotAddress, trouble: Trouble): void {
    this.#put({ address, answers: answering.includes(trouble.kind), trouble });
  }

  connected(address: RobotAddress): void {
    this.#put({ address, answers: true, trouble: null });
  }

  #put(attempt: Attempt): void {
    const place = this.#all.findIndex(({ address }) => isSame(address, attempt.address));
    this.#all = place < 0 ? [...this.#all, attempt] : this.#all.with(place, attempt);
  }
}
