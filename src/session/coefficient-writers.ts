import type { NtType, RobotLink, WriteResult, Writer } from '../link/robot-link.ts';

/** The types a coefficient may have. */
const numberTypes: readonly string[] = ['double', 'int', 'float'];

/** Where a coefficient is written, and with which type. */
export interface WriteTarget {
  readonly topic: string;
  /** As the robot announces it. */
  readonly type: string;
}

/** A handle, and what it was made for. */
interface Held extends WriteTarget {
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
   * Publishes what exactly these coefficients are written to, each as long as it is there with the type it was made
   * with. Cheap when nothing has changed.
   * @param targetOf tells where the robot takes a coefficient now, null for one that is not there.
   */
  hold(topics: readonly string[], targetOf: (topic: string) => WriteTarget | null): void {
    for (const [topic, held] of this.#held) {
      const target = topics.includes(topic) ? targetOf(topic) : null;
      if (target?.type === held.type && target.topic === held.topic) continue;
      held.writer.close();
      this.#held.delete(topic);
    }
    for (const topic of topics) {
      const target = this.#held.has(topic) ? null : targetOf(topic);
      if (target !== null && isNumberType(target.type))
        this.#held.set(topic, { ...target, writer: this.#link.writer(target.topic, target.type) });
    }
  }

  /** Sends a value now, or says why it can't be sent. */
  write(topic: string, value: number): WriteResult {
    return this.#held.get(topic)?.writer.write(value) ?? { ok: false, why: 'type' };
  }
}

const isNumberType = (type: string): type is NtType => numberTypes.includes(type);
