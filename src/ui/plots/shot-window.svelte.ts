import { chosenBefore, remember, type PlotMemory } from './plot-choices.ts';

/** How many of the counted shots are shown: the newest so many, or all. */
export const windowSizes = ['all', '500', '100', '30'] as const;
export type WindowSize = (typeof windowSizes)[number];

const memoryName = 'shots.window';

/**
 * The stretch of the counted shots that all plots over shots show. It follows the newest shot until somebody moves it back, and again
 * once it has been moved to the end.
 */
export class ShotWindow {
  readonly #memory: PlotMemory;
  readonly #count: () => number;
  #size = $state.raw<WindowSize>('all');
  /** The last shot that is shown, not always whole while it is dragged; null: the newest. */
  #last = $state.raw<number | null>(null);
  /** Where that was when it was last at rest. */
  #rested = $state.raw<number | null>(null);

  /** @param count how many shots count now. */
  constructor(memory: PlotMemory, count: () => number) {
    this.#memory = memory;
    this.#count = count;
    const remembered = chosenBefore(memory, memoryName, windowSizes, 'all');
    this.#size = windowSizes.find((size) => size === remembered) ?? 'all';
  }

  get size(): WindowSize {
    return this.#size;
  }
  /** First and last shot shown, counted from 1, and in between while it is dragged; null for all. */
  get stretch(): readonly [number, number] | null {
    return this.#endingAt(this.#last);
  }
  /** The same, but while it is dragged as it was before: what is said of it does not chatter. */
  get atRest(): readonly [number, number] | null {
    return this.#endingAt(this.#rested);
  }
  /** Whether there are older shots than those shown, and newer ones. */
  get hasEarlier(): boolean {
    return (this.stretch?.[0] ?? 1) > 1;
  }
  get hasLater(): boolean {
    return (this.stretch?.[1] ?? Infinity) < this.#count();
  }

  choose(size: WindowSize): void {
    this.#size = size;
    this.#last = null;
    this.#rested = null;
    remember(this.#memory, memoryName, size);
  }

  /** Moves it by a share of its width; positive: towards newer shots. */
  move(share: number): void {
    const { stretch } = this;
    if (stretch === null) return;
    const [size, count] = [this.#shots, this.#count()];
    const last = Math.max(size, stretch[1] + share * size);
    this.#last = last >= count ? null : last;
  }

  /** Brings it back to whole shots. */
  settle(): void {
    if (this.#last !== null) this.#last = Math.round(this.#last);
    this.#rested = this.#last;
  }

  /** The shots of the stretch that are whole in it, by their places from 0: from, up to and without. */
  get places(): readonly [number, number] {
    const { stretch } = this;
    return stretch === null
      ? [0, this.#count()]
      : [Math.ceil(stretch[0]) - 1, Math.floor(stretch[1])];
  }

  #endingAt(place: number | null): readonly [number, number] | null {
    const [size, count] = [this.#shots, this.#count()];
    if (size >= count) return null;
    const last = Math.min(count, Math.max(size, place ?? count));
    return [last - size + 1, last];
  }

  get #shots(): number {
    return this.#size === 'all' ? Infinity : Number(this.#size);
  }
}
