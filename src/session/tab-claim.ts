/** What the pages of one origin say to each other. */
export interface Saying {
  readonly word: 'who' | 'here' | 'hand-over' | 'left';
  /** Of the page that speaks: lower for one that was opened earlier. */
  readonly id: string;
  /** When it spoke, by its own clock, ms. Only it can make use of that. */
  readonly atMs: number;
}

/** How often a page says that it asks, or that it works, ms. */
export const beatMs = 200;
/** A page works for so long after it spoke, ms, once it has heard itself: then it has heard all that was said before, too. */
const leaseMs = 700;
/** So long nobody may object before a page works, ms: longer than the lease, so that the one before has stopped. */
const quietMs = 850;

/**
 * A page's claim to be the one that works, where the browser has no locks. Every page says again and again that it asks or works, and
 * hears itself. A page works only while it has lately heard its own voice, so one that was blocked, or slept, works on only after it
 * has asked anew, and others have been told. Of pages that ask at one time the one with the lowest id goes first. Time and words
 * are given, so that any order of them can be tried.
 */
export class TabClaim {
  readonly #id: string;
  readonly #say: (word: Saying['word']) => void;
  #phase: 'away' | 'asking' | 'working' = 'away';
  /** Since when nobody has objected. */
  #quietSinceMs = 0;
  /** When it said what it last heard of itself. */
  #echoMs = 0;

  constructor(id: string, say: (word: Saying['word']) => void) {
    this.#id = id;
    this.#say = say;
  }

  /** Whether another page works, or this one asks whether one does. */
  get phase(): 'away' | 'asking' | 'working' {
    return this.#phase;
  }

  /** Whether this page may work at this moment. */
  holds(nowMs: number): boolean {
    this.#expire(nowMs);
    return this.#phase === 'working';
  }

  /** Begins to ask. */
  ask(nowMs: number): void {
    this.#begin('asking', nowMs);
    this.#say('who');
  }

  /** Works without asking: the page that worked has left, or does not answer. */
  take(nowMs: number): void {
    this.#begin('working', nowMs);
    this.#say('here');
  }

  leave(): void {
    this.#phase = 'away';
  }

  /** To be called every `beatMs`. */
  beat(nowMs: number): void {
    this.#expire(nowMs);
    if (this.#phase !== 'away') this.#say(this.#phase === 'working' ? 'here' : 'who');
  }

  /** Takes in what a page said, this one included. */
  hear({ word, id, atMs }: Saying, nowMs: number): void {
    this.#expire(nowMs);
    if (this.#phase === 'away' || (word !== 'who' && word !== 'here')) return;
    if (id === this.#id) this.#hearSelf(atMs, nowMs);
    else if (word === 'here') this.#yieldTo(id);
    else if (this.#phase === 'working') this.#say('here');
    else if (id < this.#id) this.#quietSinceMs = nowMs;
  }

  #hearSelf(atMs: number, nowMs: number): void {
    if (nowMs - atMs >= leaseMs) return;
    this.#echoMs = Math.max(this.#echoMs, atMs);
    if (this.#phase !== 'asking' || atMs - this.#quietSinceMs < quietMs) return;
    this.#phase = 'working';
    this.#say('here');
  }

  /** Another page works. Of two that do, which clocks alone could bring about, the one with the lower id stays. */
  #yieldTo(id: string): void {
    if (this.#phase === 'working' && this.#id < id) this.#say('here');
    else this.#phase = 'away';
  }

  #begin(phase: 'asking' | 'working', nowMs: number): void {
    this.#phase = phase;
    this.#quietSinceMs = nowMs;
    this.#echoMs = nowMs;
  }

  /** A page that has not heard itself for too long has missed what others said: it asks anew. */
  #expire(nowMs: number): void {
    if (this.#phase !== 'away' && nowMs - this.#echoMs >= leaseMs) this.#begin('asking', nowMs);
  }
}
