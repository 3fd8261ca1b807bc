import type { NtType, RobotLink, WriteResult, Writer } from '../link/robot-link.ts';

/** The types a coefficient may have. */
const numberTypes: readonly string[] = ['double', 'int', 'float'];

/** A handle, and the type that it was made with. */
interface Held {
  readonly type: NtType;
  readonly writer: Writer;
}

/**
 * The handles that coefficients are written through: made when the tuner is armed, with the types that the robot
 * announces, and unpublished when it is disarmed, so that no forgotten value is ours. What the robot does not announce
 * in this connection is not published: we would be the ones who made the topic.
 */
export class CoefficientWriters {
  readonly #link: Pick<RobotLink, 'writer'>;
  readonly #held = new Map<string, Held>();

  constructor(link: Pick<RobotLink, 'writer'>) {
    this.#link = link;
  }

  /**
   * Publishes exactly these topics, each as long as it is there with the type it was made with. Cheap when nothing
   * has changed.
   * @param typeOf tells the type that the robot announces now, null for a topic that is not there.
   */
  hold(topics: readonly string[], typeOf: (topic: string) => string | null): void {
    for (const [topic, { type, writer }] of this.#held)
      if (!topics.includes(topic) || typeOf(topic) !== type) {
        writer.close();
        this.#held.delete(topic);
      }
    for (const topic of topics) {
      if (this.#held.has(topic)) continue;
      const type = typeOf(topic);
      if (type !== null && isNumberType(type))
        this.#held.set(topic, { type, writer: this.#link.writer(topic, type) });
    }
  }

  /** Sends a value now, or says why it can't be sent. */
  write(topic: string, value: number): WriteResult {
    return this.#held.get(topic)?.writer.write(value) ?? { ok: false, why: 'type' };
  }
}

const isNumberType = (type: string): type is NtType => numberTypes.includes(type);
