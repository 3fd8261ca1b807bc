import { burstNow } from '../core/tuning/burst.ts';
import type { MissDirection } from '../core/tuning/shot.ts';
import type { TuningSession } from '../session/tuning-session.svelte.ts';
import type { Feedback } from './feel/feedback.svelte.ts';
import { isBurstKey, madeBy, mostByDigit, type KeyAct } from './keys.ts';

/** As much of a session as the operator's keys reach. */
export type Operated = Pick<
  TuningSession,
  | 'state'
  | 'tap'
  | 'relabel'
  | 'voidShot'
  | 'undo'
  | 'arm'
  | 'disarm'
  | 'goTo'
  | 'next'
  | 'hold'
  | 'skip'
  | 'previous'
  | 'accept'
  | 'refuse'
  | 'burst'
>;

/** A direction that comes this soon after a plain miss belongs to it, ms. */
const directionWithinMs = 1_500;
/** Two presses of A within this arm or disarm, ms. */
const twiceWithinMs = 1_000;

/** What the operator's taps and keys do where one press depends on the one before. */
export class Acts {
  readonly #session: () => Operated;
  readonly #help: () => void;
  readonly #feedback: Pick<Feedback, 'tapped' | 'directed'> | null;
  /** The shot that waits for an arrow key to say where it went. */
  #miss: { readonly shotId: string; readonly atMs: number } | null = null;
  #armKeyMs = -Infinity;

  /**
   * @param help shows the list of keys.
   * @param feedback lets the operator feel what was logged.
   */
  constructor(
    session: () => Operated,
    help: () => void,
    feedback: Pick<Feedback, 'tapped' | 'directed'> | null = null,
  ) {
    this.#session = session;
    this.#help = help;
    this.#feedback = feedback;
  }

  /** Carries out what a key asked for at that time, ms; whether there was anything to do. */
  perform(act: KeyAct, atMs: number): boolean {
    const session = this.#session();
    if (isBurstKey(act)) return this.#burst(madeBy(act));
    switch (act) {
      case 'hit':
        this.hit();
        return true;
      case 'miss':
        this.miss(null, atMs);
        return true;
      case 'long':
      case 'short':
      case 'left':
      case 'right':
        return this.#directLast(act, atMs);
      case 'undo':
        session.undo();
        return true;
      case 'void':
        this.voidLast();
        return true;
      case 'best':
        session.goTo('best');
        return true;
      case 'next':
        session.next();
        return true;
      case 'hold':
        session.hold(!session.state.hold);
        return true;
      case 'skip':
        session.skip();
        return true;
      case 'previous':
        session.previous();
        return true;
      case 'accept':
        session.accept();
        return true;
      case 'refuse':
        session.refuse();
        return true;
      case 'arm':
        this.#arm(atMs);
        return true;
      case 'help':
        this.#help();
        return true;
    }
  }

  hit(): void {
    this.#miss = null;
    this.#session().tap('hit');
    this.#feedback?.tapped('hit', null);
  }

  /** Logs a miss; the shot that the tap was about, null where nobody can tell. */
  miss(direction: MissDirection | null, atMs: number): string | null {
    const session = this.#session();
    session.tap('miss', direction);
    // The last act that can be taken back names the shot that the tap was about: not always the newest one.
    const about = session.state.undo.at(-1);
    this.#miss = direction === null && about !== undefined ? { shotId: about.shotId, atMs } : null;
    this.#feedback?.tapped('miss', direction);
    return about?.shotId ?? null;
  }

  /** Says of that miss where it went. */
  direct(shotId: string, direction: MissDirection): void {
    this.#session().relabel(shotId, 'miss', direction);
    this.#feedback?.directed(direction);
  }

  /** So many of the burst that is shown hit; where digits are no keys of it, nothing. */
  #burst(made: number): boolean {
    const session = this.#session();
    const now = burstNow(session.state);
    if ((session.state.settings?.burst ?? 0) > mostByDigit) return false;
    if ((now.kind !== 'taps' && now.kind !== 'labels') || made > now.of) return false;
    this.#miss = null;
    session.burst(made, now.of);
    return true;
  }

  /** Voids the newest shot that is not void yet. */
  voidLast(): void {
    const session = this.#session();
    const last = session.state.shots.findLast(({ voided }) => !voided);
    // Of none, the session says so.
    session.voidShot(last?.shot.id ?? '');
  }

  /** Says of the plain miss just before where it went. */
  #directLast(direction: MissDirection, atMs: number): boolean {
    const miss = this.#miss;
    if (miss === null || atMs - miss.atMs > directionWithinMs) return false;
    this.direct(miss.shotId, direction);
    return true;
  }

  #arm(atMs: number): void {
    const session = this.#session();
    const twice = atMs - this.#armKeyMs < twiceWithinMs;
    this.#armKeyMs = twice ? -Infinity : atMs;
    if (!twice) return;
    if (session.state.armed) session.disarm();
    else session.arm();
  }
}
