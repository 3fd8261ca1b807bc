import type { Input } from '../core/tuning/input.ts';
import { writeTopic } from '../core/tuning/write-topic.ts';
import { appliedPrefix, appliedTopic } from '../link/contract.ts';
import type {
  Announcement,
  LinkComplaint,
  RobotLink,
  Sample,
  Unsubscribe,
} from '../link/robot-link.ts';
import type { WriteTarget } from './coefficient-writers.ts';
import { Watches } from './watches.ts';

/** Who listens to a coefficient watch. */
export interface CoefficientEars {
  readonly hear: (input: Extract<Input, { readonly type: 'observed' | 'applied' }>) => void;
  /** Something the robot sent can't be used; told once per topic and connection. */
  readonly complain: (complaint: LinkComplaint) => void;
  /** A value came, page time in ms. */
  readonly heard: (atMs: number) => void;
}

/** The coefficients that the settings name, as the robot has them: types, values, and what its code acknowledges. */
export class CoefficientWatch {
  readonly #link: RobotLink;
  readonly #ears: CoefficientEars;
  readonly #followed = new Map<string, Unsubscribe>();
  /** Of the followed topics, and of those that they are written to. */
  readonly #announced = new Map<string, Announcement>();
  /** What robot code said last, by coefficient: one subscription brings it for all, followed or not. */
  readonly #acknowledged = new Map<string, Sample>();
  /** The coefficients whose acknowledgement is announced. */
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
        const topic = acknowledgedIn(sample.topic);
        this.#acknowledged.set(topic, sample);
        if (this.#followed.has(topic)) this.#read('applied', topic, sample);
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

  /** Follows exactly these topics. */
  follow(topics: readonly string[]): void {
    for (const [topic, stop] of this.#followed)
      if (!topics.includes(topic)) {
        stop();
        this.#followed.delete(topic);
      }
    for (const topic of topics)
      if (!this.#followed.has(topic)) this.#followed.set(topic, this.#begin(topic));
  }

  /** Where the robot takes a followed topic; null when it does not announce it. */
  targetOf(topic: string): WriteTarget | null {
    const read = this.#announced.get(topic);
    const written = this.#announced.get(writeTopic(topic));
    if (written !== undefined) return written;
    // Robot code may listen where nobody has published yet.
    const robust = read?.properties['robust'] === true;
    return read === undefined ? null : { ...read, topic: robust ? writeTopic(topic) : topic };
  }

  /** Whether robot code acknowledges what it reads of a topic, as far as it has announced that. */
  acknowledges(topic: string): boolean {
    return this.#acknowledging.has(topic) || this.#isRobust(topic);
  }

  /** The connection is gone: what was complained of may be again. */
  forget(): void {
    this.#complained.clear();
  }

  close(): void {
    this.follow([]);
    for (const stop of this.#stops) stop();
  }

  #begin(topic: string): Unsubscribe {
    const watches = new Watches(this.#link, this.#ears.heard);
    watches.on(
      topic,
      (sample) => {
        this.#read('observed', topic, sample);
        // Only robot code publishes there: it tells what it has taken.
        if (this.#isRobust(topic)) this.#read('applied', topic, sample);
      },
      { all: true },
    );
    const sides = new Set([topic, writeTopic(topic)]);
    const stops = Array.from(sides, (side) =>
      this.#link.discover(side, (announced, announcement) => {
        if (announced !== side) return;
        if (announcement === null) this.#announced.delete(side);
        else this.#announced.set(side, announcement);
      }),
    );
    const acknowledged = this.#acknowledged.get(topic);
    if (acknowledged !== undefined) this.#read('applied', topic, acknowledged);
    return () => {
      watches.close();
      for (const stop of stops) stop();
      for (const side of sides) this.#announced.delete(side);
    };
  }

  #isRobust(topic: string): boolean {
    const target = this.targetOf(topic);
    return target !== null && target.topic !== topic;
  }

  #read(
    type: 'observed' | 'applied',
    topic: string,
    { topic: told, value, serverUs }: Sample,
  ): void {
    const fault = unusable(value);
    if (fault === null && typeof value === 'number')
      this.#ears.hear({ type, topic, value, serverUs });
    else if (!this.#complained.has(told)) {
      this.#complained.add(told);
      this.#ears.complain({ kind: 'value', topic: told, detail: fault ?? '' });
    }
  }
}

/** Which coefficient an acknowledgement is of. */
const acknowledgedIn = (topic: string): string => topic.slice(appliedTopic('').length);

/** Why a value can't be a coefficient's; null when it can. */
function unusable(value: Sample['value']): string | null {
  if (typeof value !== 'number') return 'it is not a number';
  return Number.isFinite(value) ? null : `it is ${value}`;
}
