import type { Notice } from '../core/tuning/input.ts';

/** A notice with its place in the order they came; the screen shows the newest. */
export interface NumberedNotice {
  readonly number: number;
  readonly notice: Notice;
}

/** Notices kept for the screen. */
const depth = 5;

/** What the operator should read, until it was read or newer ones came. */
export class Notices {
  #shown = $state.raw<readonly NumberedNotice[]>([]);
  #count = 0;

  /** Oldest first. */
  get shown(): readonly NumberedNotice[] {
    return this.#shown;
  }

  tell(notice: Notice): void {
    this.#count += 1;
    this.#shown = [...this.#shown.slice(1 - depth), { number: this.#count, notice }];
  }

  dismiss(number: number): void {
    this.#shown = this.#shown.filter((notice) => notice.number !== number);
  }
}
