import type { MissDirection } from '../../core/tuning/shot.ts';

/** Where a finger can land. */
export type Place = 'hit' | 'miss' | MissDirection;

/** A second tap on the same place within this time is the same finger, ms. */
const repeatMs = 250;
/** A finger that has moved less than this has only tapped, CSS pixels. */
const swipePx = 32;
/** A swipe goes this many times as far one way as across it: what is between two directions is neither. */
const clearly = 1.5;

/** Where a swipe by so much right and down points, as seen from behind the robot; null while it is none. */
export function swipeOf(dx: number, dy: number): MissDirection | null {
  const [across, along] = [Math.abs(dx), Math.abs(dy)];
  if (Math.max(across, along) < swipePx) return null;
  if (along >= clearly * across) return dy < 0 ? 'long' : 'short';
  if (across >= clearly * along) return dx < 0 ? 'left' : 'right';
  return null;
}

interface Touch {
  readonly x: number;
  readonly y: number;
  readonly shotId: string;
  readonly direction: MissDirection | null;
}

/**
 * The fingers that are down. Each one is one tap, logged on its way down; one that began on MISS and then swipes says
 * where that shot went, once.
 */
export class Touches {
  #last: { readonly place: Place; readonly atMs: number } | null = null;
  readonly #down = new Map<number, Touch>();

  /** Whether a press on that place is a tap of its own; it is remembered as one then. */
  isTap(place: Place, atMs: number): boolean {
    const last = this.#last;
    if (last !== null && last.place === place && atMs - last.atMs < repeatMs) return false;
    this.#last = { place, atMs };
    return true;
  }

  /** A finger that logged that shot as a miss is down there. */
  begin(finger: number, touch: Touch): void {
    this.#down.set(finger, touch);
  }

  /** The finger is there now: which shot went where, when that is news; null otherwise. */
  move(
    finger: number,
    x: number,
    y: number,
  ): { readonly shotId: string; readonly direction: MissDirection } | null {
    const touch = this.#down.get(finger);
    if (touch === undefined) return null;
    const direction = swipeOf(x - touch.x, y - touch.y);
    if (direction === null) return null;
    this.#down.delete(finger);
    return direction === touch.direction ? null : { shotId: touch.shotId, direction };
  }

  end(finger: number): void {
    this.#down.delete(finger);
  }
}
