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
 * Tells new values from those that a robot remembered: of the time before the page knew this boot nothing counts, and
 * nothing counts twice.
 */
export class Newcomers {
  #visit: Visit | null = null;
  /** Robot clock of the last value that counted, µs; at first, of the beginning. */
  #lastUs = Infinity;

  visit(visit: Visit): void {
    this.#visit = visit;
    if (visit.kind !== 'again') this.#lastUs = visit.sinceUs;
  }

  /**
   * Looks at the next value of a topic.
   * @param serverUs robot clock at which it was set, µs.
   * @returns how it came and in which boot; null where it is not new.
   */
  meet(serverUs: number): { readonly recovered: boolean; readonly boot: string } | null {
    if (this.#visit === null || !(serverUs > this.#lastUs)) return null;
    this.#lastUs = serverUs;
    return { recovered: serverUs <= this.#visit.sinceUs, boot: this.#visit.boot };
  }
}
