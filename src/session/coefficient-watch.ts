import type { ClosedWhy, Destination } from '../core/tuning/destination.ts';
import type { Input } from '../core/tuning/input.ts';
import { listEntry } from '../core/tuning/list-entry.ts';
import { otherSpelling, slashed } from '../core/tuning/topic-name.ts';
import { readTopic, writeTopic } from '../core/tuning/write-topic.ts';
import { appliedPrefix } from '../link/contract.ts';
import type {
  Announcement,
  LinkComplaint,
  RobotLink,
  Sample,
  Unsubscribe,
  Watch,
} from '../link/robot-link.ts';
import { numberTypeFor, type WriteTarget } from './coefficient-writers.ts';
import { ListValues, numberIn, numberUsedIn } from './list-values.ts';
import { Watches } from './watches.ts';

/** Who listens to a coefficient watch. */
export interface CoefficientEars {
  readonly hear: (input: Extract<Input, { readonly type: 'observed' | 'applied' }>) => void;
  /** Something the robot sent can't be used; told once per topic and connection. */
  readonly complain: (complaint: LinkComplaint) => void;
  /** A value came, page time in ms. */
  readonly heard: (atMs: number) => void;
  /** A topic that is read is announced; null: it is gone. */
  readonly announced: (topic: string, announcement: Announcement | null) => void;
}

/** A topic that coefficients are read from: one, or some numbers of its list. */
interface Followed {
  readonly coefficients: readonly string[];
  readonly watch: Watch;
  readonly stop: Unsubscribe;
}

/** The coefficients that the settings name, as the robot has them: types, values, and what its code acknowledges. */
export class CoefficientWatch {
  readonly #link: RobotLink;
  readonly #ears: CoefficientEars;
  /** By the topic that is read. */
  readonly #followed = new Map<string, Followed>();
  /** Of the followed topics, and of those that they are written to. */
  readonly #announced = new Map<string, Announcement>();
  readonly #lists = new ListValues();
  /** What robot code said last, by topic: one subscription brings it for all, followed or not. */
  readonly #acknowledged = new Map<string, Sample>();
  /** The topics whose acknowledgement is announced. */
  readonly #acknowledging = new Set<string>();
  readonly #complained = new Set<string>();
  readonly #stops: Unsubscribe[];

  constructor(link: RobotLink, ears: CoefficientEars) {
    this.#link = link;
    this.#ears = ears;
    const watches = new Watches(link, ears.heard);
    watches.on(
      appliedPrefix,
      (sample) => {
        const told = acknowledgedIn(sample.topic);
        this.#acknowledged.set(told, sample);
        for (const topic of this.#meantBy(told)) this.#read('applied', topic, sample);
      },
      { all: true, prefix: true },
    );
    this.#stops = [
      () => {
        watches.close();
      },
      link.discover(appliedPrefix, (topic, announcement) => {
        if (announcement !== null) this.#acknowledging.add(acknowledgedIn(topic));
        else {
          this.#acknowledging.delete(acknowledgedIn(topic));
          this.#acknowledged.delete(acknowledgedIn(topic));
        }
      }),
    ];
  }

  /** Follows exactly these coefficients. */
  follow(coefficients: readonly string[]): void {
    const wanted = new Map<string, string[]>();
    for (const coefficient of coefficients) {
      const topic = readTopic(coefficient);
      wanted.set(topic, [...(wanted.get(topic) ?? []), coefficient]);
    }
    for (const [topic, followed] of this.#followed) {
      const now = wanted.get(topic);
      if (now !== undefined && isSame(now, followed.coefficients)) continue;
      followed.stop();
      this.#followed.delete(topic);
      if (now === undefined) this.#lists.gone(topic);
    }
    const begun = [...wanted].filter(([topic]) => !this.#followed.has(topic));
    for (const [topic, of] of begun) this.#followed.set(topic, this.#begin(topic, of));
    // Only when all are followed: an acknowledgement may be meant for none of two.
    for (const [topic, of] of begun) this.#repeatAcknowledged(topic, of);
  }

  /** Where the robot takes a followed coefficient; null when it does not announce it. */
  targetOf(coefficient: string): WriteTarget | null {
    const topic = readTopic(coefficient);
    const read = this.#announced.get(topic);
    const written = this.#announced.get(writeTopic(topic));
    if (written !== undefined) return written;
    // Robot code may listen where nobody has published yet.
    const robust = read?.properties['robust'] === true;
    return read === undefined ? null : { ...read, topic: robust ? writeTopic(topic) : topic };
  }

  /**
   * Where the values of a followed coefficient go now.
   * @param complete whether what the robot announces, and its values, have come.
   */
  destinationOf(coefficient: string, complete: boolean): Destination {
    const closed = (why: ClosedWhy): Destination =>
      complete ? { kind: 'closed', why } : { kind: 'awaited' };
    const target = this.targetOf(coefficient);
    if (target === null) return closed({ kind: 'absent' });
    const type = numberTypeFor(target.type, coefficient);
    if (type === null) return { kind: 'closed', why: { kind: 'type', type: target.type } };
    const read = this.#followed.get(readTopic(coefficient))?.watch.latest() ?? null;
    if (read === null) return closed({ kind: 'unread' });
    const entry = listEntry(coefficient);
    if (entry === null) return { kind: 'open', type };
    const { length } = this.listNow(entry.list) ?? [];
    return length <= entry.index
      ? { kind: 'closed', why: { kind: 'list-short', length } }
      : { kind: 'open', type };
  }

  /** The numbers of a followed list as the robot's server has them now; null before they were read in this connection. */
  listNow(list: string): readonly number[] | null {
    return this.#lists.now(list, this.#followed.get(list)?.watch.latest() ?? null);
  }

  /** These numbers left for a list. */
  wroteList(list: string, values: readonly number[], serverUs: number): void {
    this.#lists.wrote(list, values, serverUs);
  }

  /** Whether robot code acknowledges what it reads of a coefficient, as far as it has announced that. */
  acknowledges(coefficient: string): boolean {
    const isTold = [coefficient, readTopic(coefficient)].some(
      (topic) => this.#acknowledging.has(slashed(topic)) && this.#isAlone(topic),
    );
    return isTold || this.#isRobust(coefficient);
  }

  /** The connection is gone: what was complained of may be again. */
  forget(): void {
    this.#complained.clear();
  }

  /** Reports again what this connection has brought so far. */
  readAgain(): void {
    for (const [topic, { coefficients, watch }] of this.#followed) {
      const sample = watch.latest();
      if (sample !== null) {
        this.#read('observed', topic, sample);
        if (this.#isRobust(topic)) this.#read('applied', topic, sample);
      }
      this.#repeatAcknowledged(topic, coefficients);
    }
  }

  close(): void {
    this.follow([]);
    for (const stop of this.#stops) stop();
  }

  #begin(topic: string, coefficients: readonly string[]): Followed {
    const watch = this.#link.watch(topic, { all: true }, (sample) => {
      this.#ears.heard(sample.atMs);
      // The server keeps what was written before a default, and robot code reads that.
      if (sample.overruled) return;
      this.#read('observed', topic, sample);
      // Only robot code publishes there: it tells what it has taken.
      if (this.#isRobust(topic)) this.#read('applied', topic, sample);
    });
    const sides = new Set([topic, writeTopic(topic)]);
    const stops = Array.from(sides, (side) =>
      this.#link.discover(side, (announced, announcement) => {
        if (announced !== side) return;
        if (side === topic) this.#ears.announced(topic, announcement);
        if (announcement !== null) this.#announced.set(side, announcement);
        else {
          this.#announced.delete(side);
          this.#lists.gone(topic);
        }
      }),
    );
    return {
      coefficients,
      watch,
      stop: () => {
        watch.close();
        for (const stop of stops) stop();
        for (const side of sides) this.#announced.delete(side);
      },
    };
  }

  #isRobust(topic: string): boolean {
    const target = this.targetOf(topic);
    return target !== null && target.topic !== readTopic(topic);
  }

  /**
   * The coefficient, or the list, that an acknowledgement is of: names with and without a slash at their beginning share one. While both
   * are followed nobody knows of which it is, so it is of neither.
   */
  #meantBy(told: string): readonly string[] {
    return [told, otherSpelling(told)].filter(
      (topic) => this.#followed.has(readTopic(topic)) && this.#isAlone(topic),
    );
  }

  /** Whether the topic that differs from this one by its first slash only is not followed too. */
  #isAlone(topic: string): boolean {
    return !this.#followed.has(readTopic(otherSpelling(topic)));
  }

  /** What was acknowledged before a coefficient was followed: of its list, or of it alone. */
  #repeatAcknowledged(topic: string, coefficients: readonly string[]): void {
    for (const of of new Set([topic, ...coefficients])) {
      const sample = this.#acknowledged.get(slashed(of));
      if (sample !== undefined && this.#isAlone(of)) this.#read('applied', of, sample);
    }
  }

  /** Tells what a sample says of the followed coefficients that are read at `topic`, or of the one that is told there alone. */
  #read(
    type: 'observed' | 'applied',
    topic: string,
    { topic: told, value, serverUs }: Sample,
  ): void {
    const followed = this.#followed.get(topic);
    const alone = listEntry(topic) !== null && typeof value === 'number';
    for (const coefficient of followed?.coefficients ?? (alone ? this.#alone(topic) : [])) {
      // What robot code works with is told even where it is NaN; a published value that is none never holds.
      const numberOf = type === 'applied' ? numberUsedIn : numberIn;
      const number = alone ? value : numberOf(value, coefficient);
      if (typeof number === 'number' && (type === 'applied' || Number.isFinite(number)))
        this.#ears.hear({ type, topic: coefficient, value: number, serverUs });
      else if (!this.#complained.has(told)) {
        this.#complained.add(told);
        this.#ears.complain({ kind: 'value', topic: told, detail: String(number) });
      }
    }
  }

  /** One number of a list, if it is followed. */
  #alone(topic: string): readonly string[] {
    const followed = this.#followed.get(readTopic(topic));
    return followed?.coefficients.includes(topic) === true ? [topic] : [];
  }
}

/** Of what an acknowledgement is, with a slash at its beginning whether or not the topic has one. */
const acknowledgedIn = (topic: string): string => topic.slice(appliedPrefix.length - 1);

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((topic, i) => topic === b[i]);
