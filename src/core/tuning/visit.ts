/** One connection to a robot, as far as the robot's memory is concerned. */
export interface Visit {
  /**
   * Robot clock when it was up, µs, half a round trip early rather than late: what was set before is what the robot
   * still remembered, and a shot right after is not taken for it.
   */
  readonly sinceUs: number;
  /** `first` of this page; `again` with the same boot of the robot; `rebooted`: its clock began anew. */
  readonly kind: 'first' | 'again' | 'rebooted';
  /** When the robot's clock showed zero, ms since 1970: names the boot, and is kept while it lasts. */
  readonly boot: string;
}

/**
 * Tells new values of a topic from those that a robot remembered: of the time before the page knew this boot nothing counts, and
 * nothing counts twice. Only the first value of a connection can be a memory; a later one is new though the robot's clock goes back.
 */
export class Newcomers {
  #visit: Visit | null = null;
  /** Robot clock of the last value that counted, µs; at first, of the beginning. */
  #lastUs = Infinity;
  #isFirst = true;
  /** Whether the clock has gone back in this connection: when it began tells nothing then. */
  #wentBack = false;

  visit(visit: Visit): void {
    this.#visit = visit;
    this.#isFirst = true;
    this.#wentBack = false;
    if (visit.kind !== 'again') this.#lastUs = visit.sinceUs;
  }

  /**
   * Looks at the next value of a topic.
   * @param serverUs robot clock at which it was set, µs.
   * @returns how it came and in which boot; null where it is not new.
   */
  meet(serverUs: number): { readonly recovered: boolean; readonly boot: string } | null {
    if (this.#visit === null) return null;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (serverUs === this.#lastUs || (isFirst && serverUs < this.#lastUs)) return null;
    this.#wentBack ||= serverUs < this.#lastUs;
    this.#lastUs = serverUs;
    const recovered = !this.#wentBack && serverUs <= this.#visit.sinceUs;
    return { recovered, boot: this.#visit.boot };
  }
}
