import type { LinkState, RobotLink } from '../../src/link/robot-link.ts';

/** One connection of the link, from its handshake to its end. */
export interface Visit {
  /** As the robot's server counts connections. */
  readonly connection: number;
  /** Page time at which the robot was cut off, or the link lost it, ms; null while it lasts. */
  endMs: number | null;
}

/** A time without a robot. Page time, ms; null for what has not come. */
export interface Outage {
  readonly cutMs: number;
  /** The link said that it is not connected. */
  shownMs: number | null;
  /** The robot could be reached again. */
  backMs: number | null;
  /** The link said that it is connected. */
  noticedMs: number | null;
}

/** When the robot was there, and when the link said so. */
export class ConnectionLog {
  readonly visits: Visit[] = [];
  readonly outages: Outage[] = [];
  /** Connections that the link lost while nothing was wrong. */
  lostForNothing = 0;
  readonly #connectionNow: () => number;
  #isCut = false;

  /** @param connectionNow the server's number of the connection that has just been made. */
  constructor(link: RobotLink, connectionNow: () => number) {
    this.#connectionNow = connectionNow;
    link.onState((state) => {
      this.#hear(state);
    });
  }

  /** The connection that values can pass now; null while there is none. */
  get present(): Visit | null {
    const last = this.visits.at(-1);
    return last?.endMs === null ? last : null;
  }

  /** The robot is cut off now. */
  cut(): void {
    const present = this.present;
    if (present !== null) present.endMs = performance.now();
    this.#isCut = true;
    this.outages.push({
      cutMs: performance.now(),
      shownMs: null,
      backMs: null,
      noticedMs: null,
    });
  }

  /** From now on the robot can be reached. */
  back(): void {
    const outage = this.outages.at(-1);
    if (outage !== undefined) outage.backMs = performance.now();
  }

  #hear({ kind }: LinkState): void {
    const nowMs = performance.now();
    const outage = this.outages.at(-1);
    if (kind === 'online') {
      this.#isCut = false;
      this.visits.push({ connection: this.#connectionNow(), endMs: null });
      if (outage !== undefined) outage.noticedMs ??= nowMs;
      return;
    }
    if (this.#isCut) {
      if (outage !== undefined) outage.shownMs ??= nowMs;
    } else if (this.present !== null) {
      this.present.endMs = nowMs;
      this.lostForNothing++;
    }
  }
}
