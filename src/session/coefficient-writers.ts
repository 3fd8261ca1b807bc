import type { NumberType } from '../core/tuning/destination.ts';
import { listEntry } from '../core/tuning/list-entry.ts';
import type { NtType, RobotLink, WriteResult, Writer } from '../link/robot-link.ts';

/** The types a coefficient may have; a list of which it is one number has one of these with `[]`. */
const numberTypes = ['double', 'int', 'float'] as const satisfies readonly NumberType[];

/** Where a coefficient is written, and with which type. */
export interface WriteTarget {
  readonly topic: string;
  /** As the robot announces it. */
  readonly type: string;
}

/** A value for a coefficient. */
export interface Write {
  readonly topic: string;
  readonly value: number;
}

/** What is known of the robot's lists: a list is only written as it is there, but for the numbers that change. */
export interface KnownLists {
  /** The numbers of a list as the robot's server has them now; null before they were read. */
  readonly now: (list: string) => readonly number[] | null;
  readonly wrote: (list: string, values: readonly number[], serverUs: number) => void;
}

/** A handle, and what it was made for. */
interface Held extends WriteTarget {
  readonly writer: Writer;
  /** Since when it is not ready, as far as was looked; page time, ms. */
  refusedSinceMs: number | null;
}

const unread: WriteResult = { ok: false, why: 'unpublished' };

/**
 * The handles that coefficients are written through: made when the tuner is armed, with the types that the robot
 * announces, and unpublished when it is disarmed, so that no forgotten value is ours. What the robot does not announce
 * in this connection is not published: we would be the ones who made the topic.
 */
export class CoefficientWriters {
  readonly #link: Pick<RobotLink, 'writer'>;
  readonly #lists: KnownLists;
  /** By the topic that is written. */
  readonly #held = new Map<string, Held>();
  /** Coefficient → the topic that it is written to. */
  #targets: ReadonlyMap<string, string> = new Map();

  constructor(
    link: Pick<RobotLink, 'writer'>,
    lists: KnownLists = { now: () => null, wrote: () => undefined },
  ) {
    this.#link = link;
    this.#lists = lists;
  }

  /**
   * Publishes what exactly these coefficients are written to, each as long as it is there with the type it was made
   * with. Cheap when nothing has changed.
   * @param targetOf tells where the robot takes a coefficient now, null for one that is not there.
   */
  hold(topics: readonly string[], targetOf: (topic: string) => WriteTarget | null): void {
    const targets = topics.flatMap((topic): [string, WriteTarget][] => {
      const target = targetOf(topic);
      return target !== null && numberTypeFor(target.type, topic) !== null ? [[topic, target]] : [];
    });
    const wanted = new Map(targets.map(([, target]) => [target.topic, target.type]));
    for (const [topic, { type, writer }] of this.#held) {
      if (wanted.get(topic) === type) continue;
      writer.close();
      this.#held.delete(topic);
    }
    for (const [topic, type] of wanted)
      if (!this.#held.has(topic) && isNtType(type))
        this.#held.set(topic, {
          topic,
          type,
          writer: this.#link.writer(topic, type),
          refusedSinceMs: null,
        });
    this.#targets = new Map(targets.map(([topic, target]) => [topic, target.topic]));
  }

  /** Returns for how long the server has not taken what is published for a coefficient, ms; 0 where it has, or nothing is. */
  refusedForMs(topic: string, nowMs: number): number {
    const held = this.#held.get(this.#targets.get(topic) ?? '');
    if (held === undefined) return 0;
    held.refusedSinceMs = held.writer.ready() ? null : (held.refusedSinceMs ?? nowMs);
    return nowMs - (held.refusedSinceMs ?? nowMs);
  }

  /** Sends a value now, or says why it can't be sent. */
  write(topic: string, value: number): WriteResult {
    return this.writeTogether([{ topic, value }])[0]!;
  }

  /** Sends values now; those for one list leave in one write, with the rest of it as the robot has it. What came of each, in their order. */
  writeTogether(writes: readonly Write[]): readonly WriteResult[] {
    const lists = new Map<string, WriteResult>();
    return writes.map(({ topic, value }) => {
      const held = this.#held.get(this.#targets.get(topic) ?? '');
      if (held === undefined) return { ok: false, why: 'type' };
      const list = listEntry(topic)?.list;
      if (list === undefined) return held.writer.write(value);
      const result = lists.get(list) ?? this.#writeList(list, held, writes);
      lists.set(list, result);
      return result;
    });
  }

  #writeList(list: string, { writer }: Held, writes: readonly Write[]): WriteResult {
    const now = this.#lists.now(list);
    if (now === null) return unread;
    const values = [...now];
    for (const { topic, value } of writes) {
      const entry = listEntry(topic);
      if (entry?.list !== list || !this.#targets.has(topic)) continue;
      // To lengthen a list would be to make up what stands between.
      if (entry.index >= values.length) return { ok: false, why: 'value' };
      values[entry.index] = value;
    }
    const result = writer.write(values);
    if (result.ok) this.#lists.wrote(list, values, result.serverUs);
    return result;
  }
}

/** Returns the type of number that a topic of an announced type holds for the coefficient; null where it holds none. */
export function numberTypeFor(type: string, coefficient: string): NumberType | null {
  const suffix = listEntry(coefficient) === null ? '' : '[]';
  return numberTypes.find((number) => type === `${number}${suffix}`) ?? null;
}

const isNtType = (type: string): type is NtType =>
  numberTypes.some((number) => type === number || type === `${number}[]`);
