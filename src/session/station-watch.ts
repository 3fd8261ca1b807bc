import type { MatchLabel } from '../core/tuning/events.ts';
import type { Input } from '../core/tuning/input.ts';
import {
  robotStateFromControlData,
  robotStateFromControlWord,
} from '../core/tuning/robot-state.ts';
import { own } from '../core/tuning/own.ts';
import type { RobotState } from '../core/tuning/robot-state.ts';
import { driverStation } from '../link/contract.ts';
import type { NtValue, RobotLink, Sample, Unsubscribe } from '../link/robot-link.ts';
import type { Ticker } from '../link/ticker.ts';

/** What a watch of the Driver Station tells its owner. */
export interface StationEars {
  readonly hear: (input: Input) => void;
  /** A value came, whatever it says. */
  readonly came: (sample: Sample) => void;
}

/** Quiet after the last announcement of a connection before a robot counts as one that tells no state, ms. */
const silentAfterMs = 300;
/** The longest name of an event, characters: those of FIRST have some ten, and it stands on every row of the match. */
const longestEvent = 64;
const stateTopics: readonly string[] = [driverStation.controlData, ...driverStation.controlWords];

/** Whether the robot is in a match, and in which: as its Driver Station tells, in whatever generation of WPILib's topics. */
export class StationWatch {
  robot: RobotState = { kind: 'unread' };

  readonly #link: RobotLink;
  readonly #ticker: Ticker;
  readonly #ears: StationEars;
  readonly #stops: Unsubscribe[] = [];
  readonly #announced = new Set<string>();
  readonly #asked = new Set<string>();
  #match: MatchLabel = { event: '', type: 'none', number: 0 };
  #stopWaiting: Unsubscribe = () => undefined;

  constructor(link: RobotLink, ticker: Ticker, ears: StationEars) {
    this.#link = link;
    this.#ticker = ticker;
    this.#ears = ears;
  }

  /**
   * Begins to watch. To be called before anything else is subscribed to: what the robot tells of its state is then
   * announced before what could be written.
   */
  start(): void {
    for (const table of driverStation.tables) {
      this.#stops.push(
        this.#link.discover(table, (topic, announcement) => {
          this.#onAnnouncement(topic, announcement !== null);
        }),
      );
    }
    this.#watch(driverStation.controlData, (value) => {
      if (isNumber(value)) this.#setRobot(robotStateFromControlData(value));
    });
    for (const topic of driverStation.controlWords)
      this.#watch(topic, (value) => {
        if (value instanceof Uint8Array) this.#setRobot(robotStateFromControlWord(value));
      });
  }

  /** A connection began, and its announcements come: only when they have, a robot that tells no state is known as one. */
  online(): void {
    this.#stopWaiting();
    this.#stopWaiting = this.#ticker.after(silentAfterMs, () => {
      if (this.#announced.size === 0 && this.robot.kind === 'unread')
        this.#setRobot({ kind: 'unknown' });
    });
  }

  offline(): void {
    this.#stopWaiting();
    this.#announced.clear();
    this.robot = { kind: 'unread' };
  }

  close(): void {
    this.#stopWaiting();
    for (const stop of this.#stops) stop();
  }

  #onAnnouncement(topic: string, isThere: boolean): void {
    if (isThere) this.#watchMatch(topic);
    if (!stateTopics.includes(topic)) return;
    if (!isThere) {
      this.#announced.delete(topic);
      return;
    }
    this.#announced.add(topic);
    if (this.robot.kind === 'unknown') this.#setRobot({ kind: 'unread' });
  }

  /** Asks for a part of the match's label where the robot tells it: in one of the tables, and not in both. */
  #watchMatch(topic: string): void {
    const table = driverStation.tables.find((name) => topic.startsWith(name)) ?? '';
    const told = own(matchParts, topic.slice(table.length));
    if (told === undefined || this.#asked.has(topic)) return;
    this.#asked.add(topic);
    this.#watch(topic, (value) => {
      const part = told(value);
      if (part !== null) this.#setMatch(part);
    });
  }

  #watch(topic: string, listener: (value: NtValue) => void): void {
    const watch = this.#link.watch(topic, {}, (sample) => {
      this.#ears.came(sample);
      listener(sample.value);
    });
    this.#stops.push(() => {
      watch.close();
    });
  }

  #setRobot(robot: RobotState): void {
    this.robot = robot;
    this.#tellMatch();
    this.#ears.hear({ type: 'tick' });
  }

  #setMatch(told: Partial<MatchLabel>): void {
    this.#match = { ...this.#match, ...told };
    this.#tellMatch();
  }

  #tellMatch(): void {
    const inMatch = this.robot.kind === 'known' && this.robot.fms;
    this.#ears.hear({ type: 'match', match: inMatch ? this.#match : null });
  }
}

const isNumber = (value: NtValue): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** What each topic says of the match; null for what is none. */
const matchParts: Readonly<
  Record<string, ((value: NtValue) => Partial<MatchLabel> | null) | undefined>
> = {
  [driverStation.eventName]: (value) =>
    typeof value === 'string' ? { event: value.slice(0, longestEvent) } : null,
  [driverStation.matchNumber]: (value) => (isNumber(value) ? { number: value } : null),
  [driverStation.matchType]: (value) =>
    isNumber(value) ? { type: matchTypes[value] ?? 'none' } : null,
};

const matchTypes: Readonly<Record<number, MatchLabel['type']>> = {
  1: 'practice',
  2: 'qualification',
  3: 'elimination',
};
