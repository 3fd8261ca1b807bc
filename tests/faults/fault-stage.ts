import { mulberry32, type Random } from '../../src/core/stats/random.ts';
import type { NtcoreLink } from '../../src/link/ntcore-link.ts';
import { httpProbe } from '../../src/link/probe.ts';
import type { RobotLink } from '../../src/link/robot-link.ts';
import type { ShotReport } from '../../src/link/shot-sources/shot-source.ts';
import { startShotSources } from '../../src/link/shot-sources/start.ts';
import { systemTicker } from '../../src/link/ticker.ts';
import { wsWire } from '../contracts/robot-link-ws-wire.ts';
import { NtServer } from '../robot/nt-server.ts';
import { RobotProgram, type LedgerEntry } from '../robot/robot-program.ts';
import type { RestartOptions, ServerOptions } from '../robot/server-options.ts';
import type { ServerClock } from '../robot/server-clock.ts';
import type { ReportForm } from '../robot/shot-reports.ts';
import { ConnectionLog, type Visit } from './connection-log.ts';
import { countUncaught, Lateness } from './process-watch.ts';
import { isShot, nameIn, namesOf } from './shot-names.ts';
import { Tunables } from './tunables.ts';
import { holdsWithin, lasts, until } from './until.ts';
import { Writing } from './writing.ts';

/** Between two shots, ms: faster than any robot, slow enough to tell the shots of MLtune's twelve topics apart. */
const shotPeriodMs = 97;

/** How long a run waits at its end for what is still under way, ms. */
const settleMs = 3000;

/** What the link calls itself, so that its connections are told from others'. */
const clientName = 'MLtune';

/** A shot that the robot has published. */
export interface PublishedShot extends LedgerEntry {
  /** Page time, ms. */
  readonly publishedMs: number;
  /** The connection that it can have come by. */
  readonly visit: Visit | null;
}

/** How a stage is set. */
export interface StageOptions {
  /** Makes the link: the class is loaded by whoever has put our socket under ntcore-ts-client. */
  readonly Link: typeof NtcoreLink;
  readonly seed: number;
  /** How the robot reports its shots. */
  readonly report: Exclude<ReportForm, 'both'>;
  readonly clock?: ServerClock;
  readonly server?: Pick<ServerOptions, 'season' | 'networked'>;
}

/** A robot that shoots and reads coefficients, a page's link that records and writes, and what each of them knows. */
export class FaultStage {
  readonly server: NtServer;
  readonly tunables: Tunables;
  readonly link: RobotLink;
  readonly log: ConnectionLog;
  readonly writing: Writing;
  readonly random: Random;
  readonly shots: PublishedShot[] = [];
  readonly reports: ShotReport[] = [];
  readonly lateness = new Lateness();
  readonly uncaught = countUncaught();
  /** Listeners of the link that threw. */
  throwingListeners = 0;
  /** Sockets that were dialled. */
  dialled = 0;
  readonly #program: RobotProgram;
  readonly #stopSources: () => void;

  static async set(options: StageOptions): Promise<FaultStage> {
    const { clock, server: kind = {} } = options;
    const server = await NtServer.listen({ ...kind, ...(clock === undefined ? {} : { clock }) });
    const stage = new FaultStage(server, options);
    stage.link.connect([server]);
    await stage.works();
    stage.lateness.forget();
    return stage;
  }

  private constructor(server: NtServer, { Link, seed, report }: StageOptions) {
    this.server = server;
    this.random = mulberry32(seed);
    this.tunables = new Tunables(server);
    this.#program = new RobotProgram(server, {
      report,
      onShot: (shot) => {
        this.shots.push({ ...shot, publishedMs: performance.now(), visit: this.log.present });
      },
    });
    this.link = new Link({
      random: this.random,
      clientName,
      probe: httpProbe,
      openWire: (...wire) => {
        this.dialled++;
        return wsWire(...wire);
      },
    });
    this.log = new ConnectionLog(
      this.link,
      () => server.clients.findLast(({ name }) => name === clientName)?.session ?? 0,
    );
    this.link.onComplaint(({ kind }) => {
      if (kind === 'listener') this.throwingListeners++;
    });
    this.#stopSources = startShotSources(this.link, systemTicker, (told) => {
      this.reports.push(told);
    });
    this.writing = new Writing(this.link, this.log, (place) => this.tunables.offers(place));
  }

  /** Resolves once shots and writes of the present connection get through, in numbers. */
  async works(): Promise<void> {
    await until(
      () => 'the link is online',
      () => this.link.state().kind === 'online',
    );
    await until(
      () => 'all coefficients are announced',
      () => this.writing.knowsAll,
    );
    this.writing.arm();
    this.writing.start();
    this.#program.shootEvery(shotPeriodMs);
    const reported = this.#recorded;
    const { length: read } = this.tunables.readings;
    await until(
      () => 'shots arrive',
      () => this.#recorded >= reported + 4,
    );
    const { length: sent } = this.writing.sent;
    await until(
      () =>
        `writes are read (${this.writing.sent.length - sent} sent, ${this.tunables.readings.length - read} read, ` +
        `refused: ${this.writing.lastRefusal ?? 'none'}, clock off by ${this.#clockErrorMs()} ms)`,
      () => this.tunables.readings.length >= read + 20,
    );
  }

  /** A time without a robot: it begins, lasts, and ends, and the link has found back to the robot. */
  async outage({ begin, lastsMs, end }: OutageSteps): Promise<void> {
    this.log.cut();
    await begin();
    await lasts(lastsMs);
    // By the log: a link that is back at once was away for less than we look.
    await until(
      () => 'the dead link is shown',
      () => this.log.outages.at(-1)?.shownMs !== null,
    );
    this.log.back();
    await end();
    await until(
      () => 'the return is noticed',
      () => this.link.state().kind === 'online',
    );
    await this.works();
  }

  /** The robot's program or its computer dies, and comes up again later. */
  async reboot(downMs: number, options: RestartOptions = {}, change = nothing): Promise<void> {
    const { faults } = this.server;
    await this.outage({
      begin: async () => {
        await faults.refuse(true);
        faults.dropAll();
      },
      lastsMs: downMs,
      end: async () => {
        change();
        await this.server.restart(options);
        await faults.refuse(false);
      },
    });
  }

  get #recorded(): number {
    return this.reports.filter(isShot).length;
  }

  #clockErrorMs(): number {
    return Math.round(((this.link.serverNowUs() ?? Infinity) - this.server.clock.nowUs()) / 1000);
  }

  /** Shoots no more until it `works` again; the last shot has been told. */
  async holdFire(): Promise<void> {
    this.#program.stop();
    const last = this.#program.shootOnce();
    const names = last === null ? [] : namesOf(last);
    await until(
      () => 'the last shot arrives',
      () => this.reports.some((told) => isShot(told) && names.includes(nameIn(told))),
    );
  }

  /** Shoots and writes no more, and waits for what is under way: until `isAll`, or for some seconds. */
  async settle(isAll: () => boolean): Promise<void> {
    this.writing.stop();
    this.#program.stop();
    await holdsWithin(settleMs, isAll);
    // What was to come before this shot has come when it is told, and so has what should not have come.
    const reported = this.#recorded;
    this.#program.shootOnce();
    await holdsWithin(settleMs, () => this.#recorded > reported && isAll());
  }

  async close(): Promise<void> {
    this.writing.stop();
    this.#program.stop();
    this.#stopSources();
    this.link.disconnect();
    this.lateness.stop();
    await this.server.close();
  }
}

/** How a time without a robot comes about. */
export interface OutageSteps {
  readonly begin: () => void | Promise<void>;
  readonly lastsMs: number;
  readonly end: () => void | Promise<void>;
}

const nothing = (): void => undefined;
