import type { Values } from './coefficient.ts';
import { History } from './history.ts';
import type { IncomingShot } from './incoming-shot.ts';
import { OpenShots, type KnownShot, type OpenReport, type Placed } from './open-shots.ts';
import type { Visit } from './visit.ts';

/** A record is written within this, µs of the robot's clock: robot code sets one field after the other. */
const recordUs = 60_000;

/** A field's value belongs to a shot until the next one begins, and at most for so long, µs. */
const openUs = 1_000_000;

/** So many values of a number between two shots, beside those of their records, are a measurement that goes on. */
const streamValues = 3;

/**
 * How long values and shots are kept for what arrives late, µs of the robot's clock: one sending of the server, over a
 * radio that stalls, brings topic by topic.
 */
const memoryUs = 3_000_000;

/** The field whose change begins a shot. */
const stampField = 'ShotTimestamp';

/** Fields of the solver that are coefficients under these topics on the same robot. */
const usedTopics: Readonly<Record<string, string>> = {
  DragCoefficient: '/Tuning/DragCoefficient',
  AirDensity: '/Tuning/AirDensity',
  LaunchHeight: '/Tuning/LaunchHeight',
};

/** One value of an MLtune robot, by the name it has under `/FiringSolver/`. */
export interface SolverValue {
  readonly field: string;
  readonly value: number | boolean;
  /** Robot clock at which it was set, µs. */
  readonly serverUs: number;
  /** Page clock at which it came, ms. */
  readonly atMs: number;
}

interface Begun {
  readonly key: string;
  readonly serverUs: number;
  readonly recovered: boolean;
}

/**
 * Puts the shots of an MLtune robot together from its twelve topics. They are torn by design: `ShotTimestamp` is set
 * first and the others follow, an unchanged one not at all. So a shot begins where the stamp changes, and a field's value
 * is its last one by the robot's clock before the next shot began, however old and whenever it arrived: a shot that was
 * told is amended by what arrives late.
 */
export class SolverShots {
  #visit: Visit | null = null;
  #stamp: number | null = null;
  /** Robot clock at the last stamp of this visit, µs; null before the first, the only one that can be a memory. */
  #stampUs: number | null = null;
  /** Robot clock at the stamps of this boot: the same stamp at another time is another shot. */
  readonly #stampTimes = new Map<number, number>();
  readonly #fields = new Map<string, History<number | boolean>>();
  #newestUs = 0;
  readonly #open = new OpenShots<Begun>((placed, isSettled) => this.#read(placed, isSettled));
  /** Reports of shots to which nothing can be added any more. */
  #finished: OpenReport[] = [];

  /**
   * A connection is up. Nothing of an earlier boot counts any more, except its shots that were under way: they are
   * returned, as complete as they will ever be.
   */
  visit(visit: Visit): readonly OpenReport[] {
    const unfinished = visit.kind === 'rebooted' ? this.#finish() : [];
    this.#visit = visit;
    this.#stampUs = null;
    if (visit.kind === 'rebooted') {
      this.#stamp = null;
      this.#stampTimes.clear();
      this.#fields.clear();
      this.#newestUs = 0;
    }
    return unfinished;
  }

  hear({ field, value, serverUs, atMs }: SolverValue): void {
    this.#newestUs = Math.max(this.#newestUs, serverUs);
    if (field === stampField) this.#hearStamp(value, serverUs, atMs);
    else this.#hearField(field, value, serverUs);
    this.#open.touch(atMs, (placed) => concern(placed, serverUs));
    this.#open.closeBefore(this.#newestUs - memoryUs);
  }

  /** When `take` may have something, page ms; null when nothing is under way. */
  dueMs(): number | null {
    return this.#finished.length > 0 ? -Infinity : this.#open.dueMs();
  }

  /** What is to be told by now: each shot once, oldest first, and what amends those that were told. */
  take(nowMs: number): readonly OpenReport[] {
    const finished = this.#finished;
    this.#finished = [];
    return [...finished, ...this.#open.take(nowMs)];
  }

  #finish(): readonly OpenReport[] {
    const finished = [...this.#finished, ...this.#open.closeAll()];
    this.#finished = [];
    return finished;
  }

  #hearStamp(value: number | boolean, serverUs: number, atMs: number): void {
    const visit = this.#visit;
    if (typeof value !== 'number' || !Number.isFinite(value) || visit === null) return;
    const before = this.#stamp;
    const lastUs = this.#stampUs;
    this.#stamp = value;
    this.#stampUs = serverUs;
    if (value === before) return;
    if (lastUs !== null && serverUs < lastUs) this.#clockWentBack(serverUs);
    const remembered = lastUs === null && serverUs <= visit.sinceUs;
    if (remembered && !(visit.kind === 'again' && before !== null && value > before)) return;
    const key = this.#keyOf(value, serverUs, visit.boot);
    this.#open.add({ key, serverUs, recovered: remembered }, atMs);
  }

  /** A program that counts its shots begins again from one when it is restarted, which its robot's clock need not be. */
  #keyOf(stamp: number, serverUs: number, boot: string): string {
    const key = `fs-${boot}-${stamp}`;
    const isRepeated = (this.#stampTimes.get(stamp) ?? serverUs) !== serverUs;
    if (!isRepeated) this.#stampTimes.set(stamp, serverUs);
    return isRepeated ? `${key}-${serverUs}` : key;
  }

  /**
   * The robot set a stamp at an earlier time than the one before it. What was set by the clock as it was is older than all
   * that follows, and counts for fields that do not change.
   */
  #clockWentBack(nowUs: number): void {
    this.#finished = [...this.#finish()];
    this.#newestUs = nowUs;
    for (const history of this.#fields.values()) history.rewind(nowUs + memoryUs);
  }

  #hearField(field: string, value: number | boolean, serverUs: number): void {
    const history = this.#fields.get(field) ?? new History();
    this.#fields.set(field, history);
    history.add({ value, serverUs });
    history.forgetBefore(Math.min(this.#open.firstUs, this.#newestUs) - memoryUs);
  }

  #read(placed: Placed<Begun>, isSettled: boolean): KnownShot {
    const { key, serverUs, recovered } = placed.open;
    const extra: Record<string, number> = {};
    const used: Record<string, number> = {};
    const held: string[] = [];
    let hit: boolean | null = null;
    let distanceM: number | null = null;
    for (const [field, history] of this.#fields) {
      const stamped = history.before(fieldEndUs(history, placed));
      const value = stamped?.value;
      if (field === 'Hit' && typeof value === 'boolean') hit = value;
      if (stamped === undefined || typeof value !== 'number') continue;
      if (field === 'Distance') distanceM = value;
      else extra[field.slice(field.lastIndexOf('/') + 1)] = value;
      const topic = usedTopics[field];
      if (topic === undefined || !Number.isFinite(value)) continue;
      used[topic] = value;
      if (stamped.serverUs < serverUs && !isSettled) held.push(topic);
    }
    const shot: IncomingShot = {
      key,
      source: 'firing-solver',
      serverUs,
      distanceM,
      label: hit === null ? 'none' : hit ? 'hit' : 'miss',
      missX: null,
      missY: null,
      used: noneIfEmpty(used),
      ...(held.length === 0 ? {} : { held }),
      extra,
      recovered,
    };
    return { shot, awaits: held.length > 0 };
  }
}

/** A value of that time may change the shot; of the shot's own record it is where it was set while that is written. */
function concern(placed: Placed<Begun>, serverUs: number): 'no' | 'later' | 'belongs' {
  if (serverUs >= shotEndUs(placed)) return 'no';
  return serverUs < placed.open.serverUs + recordUs ? 'belongs' : 'later';
}

const shotEndUs = ({ open, next }: Placed<Begun>): number =>
  Math.min(open.serverUs + openUs, next?.serverUs ?? Infinity);

/**
 * Until when a field's values are the shot's, µs. A distance that is told all the time goes on while the robot drives
 * away: of such a number only what it was while the record was written counts.
 */
function fieldEndUs(history: History<number | boolean>, placed: Placed<Begun>): number {
  const endUs = shotEndUs(placed);
  const { serverUs } = placed.open;
  const recordEndUs = serverUs + recordUs;
  if (recordEndUs >= endUs || typeof history.before(endUs)?.value !== 'number') return endUs;
  const sinceUs = Math.max(serverUs - openUs, (placed.former?.serverUs ?? -Infinity) + recordUs);
  const streams =
    history.countBetween(recordEndUs, endUs) >= streamValues ||
    history.countBetween(sinceUs, serverUs) >= streamValues;
  return streams ? recordEndUs : endUs;
}

function noneIfEmpty(values: Values): Values | null {
  return Object.keys(values).length === 0 ? null : values;
}
