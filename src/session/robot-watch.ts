import type { Opening } from '../core/aim/family/role.ts';
import type { Input } from '../core/tuning/input.ts';
import type { NamedSource } from '../core/tuning/named-source.ts';
import { offersFor } from '../core/tuning/offer.ts';
import type { Offer } from '../core/tuning/offer.ts';
import type { RobotState } from '../core/tuning/robot-state.ts';
import { appliedTopic, driverStation, goalTopics, tuningPrefix } from '../link/contract.ts';
import type {
  Announcement,
  LinkComplaint,
  LinkState,
  RobotLink,
  Sample,
  Unsubscribe,
} from '../link/robot-link.ts';
import { NamedSources } from '../link/shot-sources/named.ts';
import { startShotSources, type ShotReport } from '../link/shot-sources/start.ts';
import type { Ticker } from '../link/ticker.ts';
import { StationWatch } from './station-watch.ts';

/** What a watch tells its owner. */
export interface RobotWatchEars {
  /** Something that is an input of the tuner. */
  readonly hear: (input: Input) => void;
  /** Something that only the screen or the gate looks at has changed. */
  readonly notice: () => void;
  /** Something the robot sent can't be used; told once per topic and connection. */
  readonly complain: (complaint: LinkComplaint) => void;
}

/** Quiet after the last announcement before the offers count as complete, ms. */
const offersSettleMs = 300;

/** Everything the app reads from the robot, made from a link's watches: one subscription a topic, kept for good. */
export class RobotWatch {
  /** The last distance the robot told, m, and when; null while there is none of this connection. */
  distance: { readonly m: number; readonly atMs: number } | null = null;
  /** The goal that the robot told; null while it has not told all of it. */
  goal: Opening | null = null;
  /** Page time of the last value of any kind, ms; null while none came. */
  lastValueAtMs: number | null = null;
  /** Whether the announcements of this connection have calmed down, so that the offers are complete. */
  offersComplete = false;

  readonly #link: RobotLink;
  readonly #ticker: Ticker;
  readonly #ears: RobotWatchEars;
  readonly #announced = new Map<string, Announcement>();
  readonly #values = new Map<string, number>();
  readonly #station: StationWatch;
  readonly #named: NamedSources;
  readonly #followed = new Map<string, readonly Unsubscribe[]>();
  readonly #stops: Unsubscribe[] = [];
  readonly #complained = new Set<string>();
  #toldOfGoal: Partial<Opening> = {};
  #wasOnline = false;
  #stopSettling: Unsubscribe = () => undefined;

  constructor(link: RobotLink, ticker: Ticker, ears: RobotWatchEars) {
    this.#link = link;
    this.#ticker = ticker;
    this.#ears = ears;
    this.#station = new StationWatch(link, ticker, {
      hear: ears.hear,
      came: ({ atMs }) => {
        this.lastValueAtMs = atMs;
      },
    });
    this.#named = new NamedSources({
      link,
      ticker,
      ears: {
        complain: ears.complain,
        deliver: (report) => {
          this.#hearReport(report);
        },
      },
    });
  }

  /** What its Driver Station says. */
  get robot(): RobotState {
    return this.#station.robot;
  }

  /** Begins to watch; a robot that is connected already is heard at once. */
  start(): void {
    const link = this.#link;
    const ears = this.#ears;
    this.#station.start();
    this.#stops.push(
      link.onState((state) => {
        this.#onLink(state);
      }),
      link.discover(tuningPrefix, (topic, announcement) => {
        this.#onAnnouncement(topic, announcement);
      }),
      link.onComplaint(ears.complain),
      startShotSources(
        link,
        this.#ticker,
        (report) => {
          this.#hearReport(report);
        },
        ears.complain,
      ),
    );
    const offered = link.watch(tuningPrefix, { prefix: true }, ({ topic, value }) => {
      if (typeof value === 'number') this.#values.set(topic, value);
    });
    this.#stops.push(() => {
      offered.close();
    });
    this.#watchNumber(driverStation.distance, (m, { atMs }) => {
      this.distance = { m, atMs };
      ears.notice();
    });
    this.#watchNumber(goalTopics.height, (heightM) => {
      this.#setGoal({ heightM });
    });
    this.#watchNumber(goalTopics.halfOpening, (halfOpeningM) => {
      this.#setGoal({ halfOpeningM });
    });
    this.#onLink(link.state());
  }

  /** Follows these coefficients: what the robot publishes, and what its code acknowledges. */
  follow(topics: readonly string[]): void {
    for (const [topic, stops] of this.#followed)
      if (!topics.includes(topic)) {
        for (const stop of stops) stop();
        this.#followed.delete(topic);
      }
    for (const topic of topics)
      if (!this.#followed.has(topic))
        this.#followed.set(topic, [
          this.#follow(topic, topic, 'observed'),
          this.#follow(appliedTopic(topic), topic, 'applied'),
        ]);
  }

  /** Reads shots in these ways too, and in no others that the operator has named. */
  readShotsFrom(sources: readonly NamedSource[]): void {
    this.#named.use(sources);
  }

  /** The type the robot announced for a topic; null when it has not announced it. */
  typeOf(topic: string): string | null {
    return this.#announced.get(topic)?.type ?? null;
  }

  /** What the robot offers to tune, in the order of its topics. */
  offers(): readonly Offer[] {
    return offersFor(
      Array.from(this.#announced.values(), ({ topic, type, properties }) => ({
        topic,
        type,
        properties,
        value: this.#values.get(topic) ?? null,
      })),
    );
  }

  close(): void {
    this.follow([]);
    this.readShotsFrom([]);
    this.#station.close();
    for (const stop of this.#stops) stop();
    this.#stopSettling();
  }

  #hearReport(report: ShotReport): void {
    this.#ears.hear(
      'source' in report
        ? { type: 'robot-shot', shot: report }
        : { type: 'robot-label', late: report },
    );
  }

  #onLink(state: LinkState): void {
    const online = state.kind === 'online';
    if (online === this.#wasOnline) {
      this.#ears.notice();
      return;
    }
    this.#wasOnline = online;
    if (online) {
      this.#station.online();
      this.#settleOffers();
      this.#ears.hear({
        type: 'online',
        address: state.host,
        serverUs: this.#link.serverNowUs() ?? 0,
      });
    } else {
      this.#station.offline();
      this.distance = null;
      this.#toldOfGoal = {};
      this.goal = null;
      this.#announced.clear();
      this.#values.clear();
      this.#complained.clear();
      this.offersComplete = false;
      const why = state.kind === 'connecting' ? (state.why ?? '') : '';
      this.#ears.hear({ type: 'offline', why });
    }
  }

  #onAnnouncement(topic: string, announcement: Announcement | null): void {
    if (announcement === null) this.#announced.delete(topic);
    else {
      this.#announced.set(topic, announcement);
      this.#settleOffers();
    }
  }

  #settleOffers(): void {
    this.#stopSettling();
    this.offersComplete = false;
    this.#stopSettling = this.#ticker.after(offersSettleMs, () => {
      this.offersComplete = true;
      this.#ears.notice();
    });
  }

  #follow(watched: string, topic: string, type: 'observed' | 'applied'): Unsubscribe {
    const watch = this.#link.watch(watched, { all: true }, ({ value, serverUs, atMs }) => {
      this.lastValueAtMs = atMs;
      const fault = unusable(value);
      if (fault === null && typeof value === 'number')
        this.#ears.hear({ type, topic, value, serverUs });
      else if (!this.#complained.has(watched)) {
        this.#complained.add(watched);
        this.#ears.complain({ kind: 'value', topic: watched, detail: fault ?? '' });
      }
    });
    return () => {
      watch.close();
    };
  }

  #watch(topic: string, listener: (sample: Sample) => void): void {
    const watch = this.#link.watch(topic, {}, (sample) => {
      this.lastValueAtMs = sample.atMs;
      listener(sample);
    });
    this.#stops.push(() => {
      watch.close();
    });
  }

  #watchNumber(topic: string, listener: (value: number, sample: Sample) => void): void {
    this.#watch(topic, (sample) => {
      if (typeof sample.value === 'number' && Number.isFinite(sample.value))
        listener(sample.value, sample);
    });
  }

  #setGoal(told: Partial<Opening>): void {
    this.#toldOfGoal = { ...this.#toldOfGoal, ...told };
    const { heightM, halfOpeningM } = this.#toldOfGoal;
    this.goal =
      heightM === undefined || halfOpeningM === undefined ? null : { heightM, halfOpeningM };
    this.#ears.notice();
  }
}

/** Why a value can't be a coefficient's; null when it can. */
function unusable(value: Sample['value']): string | null {
  if (typeof value !== 'number') return 'it is not a number';
  return Number.isFinite(value) ? null : `it is ${value}`;
}
