import type { Opening } from '../core/aim/family/role.ts';
import type { Destination } from '../core/tuning/destination.ts';
import type { Situation } from '../core/tuning/gate.ts';
import type { Input } from '../core/tuning/input.ts';
import { usualLiveDistance, type LiveDistance } from '../core/tuning/live-distance.ts';
import type { NamedSource } from '../core/tuning/named-source.ts';
import type { Offer } from '../core/tuning/offer.ts';
import type { RobotState } from '../core/tuning/robot-state.ts';
import type { TableOffer } from '../core/tuning/table-offer.ts';
import { goalTopics } from '../link/contract.ts';
import type { LinkComplaint, LinkState, RobotLink, Unsubscribe } from '../link/robot-link.ts';
import { NamedSources } from '../link/shot-sources/named.ts';
import { startShotSources, type ShotReport } from '../link/shot-sources/start.ts';
import type { Ticker } from '../link/ticker.ts';
import { CoefficientWatch } from './coefficient-watch.ts';
import type { WriteTarget } from './coefficient-writers.ts';
import { LiveDistanceWatch, type ToldDistance } from './live-distance-watch.ts';
import { OffersWatch } from './offers-watch.ts';
import { ProgramWatch } from './program-watch.ts';
import { StationWatch } from './station-watch.ts';
import { ValuePace } from './value-pace.ts';
import { Watches } from './watches.ts';
import { WiringWatch, type Wirings } from './wiring-watch.ts';

/** What a watch tells its owner. */
export interface RobotWatchEars {
  /** Something that is an input of the tuner. */
  readonly hear: (input: Input) => void;
  /** Something that only the screen or the gate looks at has changed. */
  readonly notice: () => void;
  /** Something the robot sent can't be used; told once per topic and connection. */
  readonly complain: (complaint: LinkComplaint) => void;
}

/** How soon a clock that is not known yet is asked for again, ms. */
const clockRetryMs = 50;

/** Everything the app reads from the robot, made from a link's watches. */
export class RobotWatch {
  /** The goal that the robot told; null while it has not told all of it. */
  goal: Opening | null = null;
  /** Page time of the last value of any kind, ms; null while none came. */
  lastValueAtMs: number | null = null;

  readonly #link: RobotLink;
  readonly #ticker: Ticker;
  readonly #ears: RobotWatchEars;
  readonly #program: ProgramWatch;
  readonly #station: StationWatch;
  readonly #coefficients: CoefficientWatch;
  readonly #pace: ValuePace;
  readonly #distance: LiveDistanceWatch;
  readonly #offers: OffersWatch;
  readonly #wiring: WiringWatch;
  readonly #named: NamedSources;
  readonly #stops: Unsubscribe[];
  #toldOfGoal: Partial<Opening> = {};
  #wasOnline = false;
  #stopClockRetry: Unsubscribe = () => undefined;

  /** Begins to watch; a robot that is connected already is heard with `start`. */
  constructor(link: RobotLink, ticker: Ticker, ears: RobotWatchEars) {
    this.#link = link;
    this.#ticker = ticker;
    this.#ears = ears;
    const heard = (atMs: number): void => {
      this.lastValueAtMs = atMs;
    };
    const deliver = (report: ShotReport): void => {
      this.#hearReport(report);
    };
    const { complain } = ears;
    const watches = new Watches(link, heard);
    this.#program = new ProgramWatch(link, ticker, (sign) => {
      ears.hear({ type: 'began-anew', sign });
    });
    this.#station = new StationWatch(link, ticker, {
      hear: ears.hear,
      came: ({ atMs }) => {
        heard(atMs);
      },
    });
    this.#station.start();
    this.#distance = new LiveDistanceWatch(link, heard, ears.notice);
    this.#distance.follow(usualLiveDistance);
    watches.onNumber(goalTopics.height, (heightM) => {
      this.#setGoal({ heightM });
    });
    watches.onNumber(goalTopics.halfOpening, (halfOpeningM) => {
      this.#setGoal({ halfOpeningM });
    });
    this.#pace = new ValuePace(ticker, ears.hear);
    this.#coefficients = new CoefficientWatch(link, {
      hear: (report) => {
        this.#pace.hear(report);
      },
      complain,
      heard,
      announced: (topic, announcement) => {
        this.#program.announced(topic, announcement);
      },
    });
    this.#offers = new OffersWatch(link, ticker, ears.notice);
    this.#wiring = new WiringWatch(link, ears.notice);
    this.#named = new NamedSources({ link, ticker, ears: { complain, deliver } });
    this.#stops = [
      () => {
        watches.close();
      },
      link.onComplaint(complain),
      startShotSources(link, ticker, deliver, complain),
    ];
  }

  /** Tells where the link stands, now and from now on. */
  start(): void {
    this.#stops.push(
      this.#link.onState((state) => {
        this.#onLink(state);
      }),
    );
    this.#onLink(this.#link.state());
  }

  get robot(): RobotState {
    return this.#station.robot;
  }
  /** Whether the robot's program is the one of the connection before, as far as it tells. */
  get program(): Situation['program'] {
    return this.#program.program;
  }
  /** Whether the announcements of this connection have calmed down, so that the offers are complete. */
  get offersComplete(): boolean {
    return this.#offers.complete;
  }
  /** How many times they have calmed down: the offers may be other each time. */
  get offersRounds(): number {
    return this.#offers.rounds;
  }

  /** Follows these coefficients: what the robot publishes, and what its code acknowledges. */
  follow(topics: readonly string[]): void {
    this.#coefficients.follow(topics);
    this.#wiring.follow(topics);
  }

  /** Reads shots in these ways too, and in no others that the operator has named. */
  readShotsFrom(sources: readonly NamedSource[]): void {
    this.#named.use(sources);
  }

  /** Tells what the coefficients had at a time of the robot's clock, null for now, where that waits to be told. */
  catchUp(serverUs: number | null): void {
    this.#pace.catchUp(serverUs);
  }

  /** Reads the distance now from there. */
  readDistanceFrom(from: LiveDistance): void {
    this.#distance.follow(from);
  }

  /** The last distance the robot told; null while there is none of this connection. */
  get distance(): ToldDistance | null {
    return this.#distance.told;
  }

  /** Where the robot takes a coefficient that is followed; null when it does not announce it. */
  targetOf(topic: string): WriteTarget | null {
    return this.#coefficients.targetOf(topic);
  }

  /** Where the values of a coefficient that is followed go now. */
  destinationOf(topic: string): Destination {
    if (!this.#program.examined) return { kind: 'awaited' };
    return this.#coefficients.destinationOf(topic, this.offersComplete);
  }

  /** The numbers of a list of coefficients as the robot's server has them now; null before they were read. */
  listNow(list: string): readonly number[] | null {
    return this.#coefficients.listNow(list);
  }

  /** These numbers left for a list: what is known of it from now on. */
  wroteList(list: string, values: readonly number[], serverUs: number): void {
    this.#coefficients.wroteList(list, values, serverUs);
  }

  /** Reports again what this connection has told of the coefficients. */
  readAgain(): void {
    this.#coefficients.readAgain();
  }

  /** How the followed coefficients are wired up; the same object for as long as nothing changes. */
  wirings(): Wirings {
    return this.#wiring.read((topic) =>
      this.#coefficients.acknowledges(topic) ? true : this.offersComplete ? false : null,
    );
  }

  /** The look-up tables that the robot offers. */
  tables(): readonly TableOffer[] {
    return this.#offers.tables();
  }

  /** What the robot offers to tune, in the order of its topics. */
  offers(): readonly Offer[] {
    return this.#offers.offers();
  }

  close(): void {
    this.readShotsFrom([]);
    this.#distance.close();
    this.#program.close();
    this.#station.close();
    this.#coefficients.close();
    this.#pace.forget();
    this.#wiring.follow([]);
    this.#offers.close();
    for (const stop of this.#stops) stop();
    this.#stopClockRetry();
  }

  #hearReport(report: ShotReport): void {
    if ('serverUs' in report) this.catchUp(report.serverUs);
    this.#ears.hear(inputOf(report));
  }

  #onLink(state: LinkState): void {
    const serverUs = state.kind === 'online' ? this.#link.serverNowUs() : null;
    this.#stopClockRetry();
    if (state.kind === 'online' && serverUs === null)
      this.#stopClockRetry = this.#ticker.after(clockRetryMs, () => {
        this.#onLink(this.#link.state());
      });
    // Without its clock nobody can tell whether it is the same robot as before.
    const online = serverUs !== null;
    if (online === this.#wasOnline) {
      this.#ears.notice();
      return;
    }
    this.#wasOnline = online;
    if (state.kind === 'online' && online) {
      this.#station.online();
      this.#offers.settle();
      this.#ears.hear({ type: 'online', address: state.host, serverUs });
      this.#program.online();
    } else {
      this.#program.offline();
      this.#station.offline();
      this.#coefficients.forget();
      this.#pace.forget();
      this.#offers.forget();
      this.#distance.forget();
      this.#toldOfGoal = {};
      this.goal = null;
      const why = state.kind === 'connecting' ? (state.why ?? '') : '';
      this.#ears.hear({ type: 'offline', why });
    }
  }

  #setGoal(told: Partial<Opening>): void {
    this.#toldOfGoal = { ...this.#toldOfGoal, ...told };
    const { heightM, halfOpeningM } = this.#toldOfGoal;
    this.goal =
      heightM === undefined || halfOpeningM === undefined ? null : { heightM, halfOpeningM };
    this.#ears.notice();
  }
}

function inputOf(report: ShotReport): Input {
  if ('amends' in report) return { type: 'robot-amendment', shot: report };
  return 'source' in report
    ? { type: 'robot-shot', shot: report }
    : { type: 'robot-label', late: report };
}
