import type { NtType, RobotLink, WriteResult, Writer } from '../link/robot-link.ts';

/** The types a coefficient may have. */
const numberTypes: readonly string[] = ['double', 'int', 'float'];

/**
 * The handles that coefficients are written through: made when the tuner is armed, with the types that the robot
 * announces, and unpublished when it is disarmed, so that no forgotten value is ours.
 */
export class CoefficientWriters {
  readonly #link: RobotLink;
  readonly #writers = new Map<string, Writer>();

  constructor(link: RobotLink) {
    this.#link = link;
  }

  /** Publishes exactly these topics; `typeOf` tells the announced type, null for a topic that is not there. */
  hold(topics: readonly string[], typeOf: (topic: string) => string | null): void {
    for (const [topic, writer] of this.#writers)
      if (!topics.includes(topic)) {
        writer.close();
        this.#writers.delete(topic);
      }
    for (const topic of topics) {
      if (this.#writers.has(topic)) continue;
      const type = typeOf(topic);
      if (type !== null && numberTypes.includes(type))
        this.#writers.set(topic, this.#link.writer(topic, type as NtType));
    }
  }

  /** Sends a value now, or says why it can't be sent. */
  write(topic: string, value: number): WriteResult {
    const writer = this.#writers.get(topic);
    return writer === undefined ? { ok: false, why: 'type' } : writer.write(value);
  }
}
