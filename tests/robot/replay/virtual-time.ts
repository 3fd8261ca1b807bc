import type { Timers } from '../timers.ts';

/** Timers of the recorded machine came about so late each time, and counted on from there, ms. */
const lateMs = 0.15;

interface Due {
  readonly atMs: number;
  readonly order: number;
  readonly act: () => void;
}

/** Time that passes only when it is told to: what is due happens in order, at its own time. */
export class VirtualTime implements Timers {
  #nowMs = 0;
  #order = 0;
  #due: Due[] = [];

  /** The time, ms, with its fractions. */
  get exactMs(): number {
    return this.#nowMs;
  }

  nowMs(): number {
    return Math.floor(this.#nowMs);
  }

  every(periodMs: number, act: () => void): () => void {
    let isOn = true;
    const arm = (atMs: number): void => {
      this.at(atMs, () => {
        if (!isOn) return;
        arm(atMs + periodMs + lateMs);
        act();
      });
    };
    arm(this.#nowMs + periodMs);
    return () => {
      isOn = false;
    };
  }

  /** Does something at that time. */
  at(atMs: number, act: () => void): void {
    this.#order += 1;
    const due = { atMs, order: this.#order, act };
    const place = this.#due.findLastIndex((other) => other.atMs <= atMs);
    this.#due.splice(place + 1, 0, due);
  }

  /** Lets time pass up to `untilMs`. */
  passTo(untilMs: number): void {
    for (let due = this.#due[0]; due !== undefined && due.atMs <= untilMs; due = this.#due[0]) {
      this.#due.shift();
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.act();
    }
    this.#nowMs = untilMs;
  }
}
