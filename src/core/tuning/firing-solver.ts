import type { Values } from './coefficient.ts';
import { History } from './history.ts';
import type { IncomingShot } from './incoming-shot.ts';
import type { Visit } from './visit.ts';

/** Quiet after which a shot is complete, ms; a robot writes the fields of one shot within a few. */
const quietMs = 60;

/**
 * What is set later than this after a shot began does not belong to it, µs: a distance that is always told must neither
 * change the shot nor hold it back.
 */
const spanUs = 60_000;

/** How long a value is kept for a shot that has not been told yet, µs: one sending of the server brings topic by topic. */
const memoryUs = 1_000_000;

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
  readonly stamp: number;
  readonly serverUs: number;
  /** When the last value that may belong to it came. */
  heardAtMs: number;
  readonly recovered: boolean;
}

/**
 * Puts the shots of an MLtune robot together from its twelve topics. They are torn by design: `ShotTimestamp` is set
 * first and the others follow, an unchanged one not at all. So a shot begins where the stamp changes, and takes of
 * each field the last value before the next shot began, however old.
 */
export class SolverShots {
  #visit: Visit | null = null;
  #stamp: number | null = null;
  /** Robot clock at the last stamp of this visit, µs; null before the first, the only one that can be a memory. */
  #stampUs: number | null = null;
  readonly #fields = new Map<string, History<number | boolean>>();
  #newestUs = 0;
  #begun: Begun[] = [];
  /** Shots that nothing can be added to any more. */
  #finished: IncomingShot[] = [];

  /**
   * A connection is up. Nothing of an earlier boot counts any more, except its shots that were under way: they are
   * returned, as complete as they will ever be.
   */
  visit(visit: Visit): readonly IncomingShot[] {
    const unfinished = visit.kind === 'rebooted' ? this.take(Infinity) : [];
    this.#visit = visit;
    this.#stampUs = null;
    if (visit.kind === 'rebooted') {
      this.#stamp = null;
      this.#fields.clear();
      this.#newestUs = 0;
    }
    return unfinished;
  }

  hear({ field, value, serverUs, atMs }: SolverValue): void {
    this.#newestUs = Math.max(this.#newestUs, serverUs);
    if (field === stampField) this.#hearStamp(value, serverUs, atMs);
    else this.#hearField(field, value, serverUs);
    for (const shot of this.#begun)
      if (serverUs >= shot.serverUs && serverUs < shot.serverUs + spanUs) shot.heardAtMs = atMs;
  }

  /** When `take` may have something, page ms; null when nothing is under way. */
  dueMs(): number | null {
    if (this.#finished.length > 0) return -Infinity;
    const [first] = this.#begun;
    return first === undefined ? null : first.heardAtMs + quietMs;
  }

  /** The shots that are complete by now, oldest first; each is given once. */
  take(nowMs: number): readonly IncomingShot[] {
    const complete = this.#finished;
    this.#finished = [];
    for (let due = this.dueMs(); due !== null && due <= nowMs; due = this.dueMs()) {
      const shot = this.#begun.shift();
      if (shot !== undefined) complete.push(this.#complete(shot));
    }
    return complete;
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
    const shot = { stamp: value, serverUs, heardAtMs: atMs, recovered: remembered };
    this.#begun.push(shot);
    this.#begun.sort((a, b) => a.serverUs - b.serverUs);
  }

  /**
   * The robot set a stamp at an earlier time than the one before it. What was set by the clock as it was is older than all
   * that follows, and counts for fields that do not change.
   */
  #clockWentBack(nowUs: number): void {
    this.#finished = [...this.take(Infinity)];
    this.#newestUs = nowUs;
    for (const history of this.#fields.values()) history.rewind(nowUs + memoryUs);
  }

  #hearField(field: string, value: number | boolean, serverUs: number): void {
    const history = this.#fields.get(field) ?? new History();
    this.#fields.set(field, history);
    history.add({ value, serverUs });
    history.forgetBefore(Math.min(this.#begun[0]?.serverUs ?? Infinity, this.#newestUs - memoryUs));
  }

  #complete({ stamp, serverUs, recovered }: Begun): IncomingShot {
    const endUs = Math.min(serverUs + spanUs, this.#begun[0]?.serverUs ?? Infinity);
    const extra: Record<string, number> = {};
    const used: Record<string, number> = {};
    let hit: boolean | null = null;
    let distanceM: number | null = null;
    for (const [field, history] of this.#fields) {
      const value = history.before(endUs)?.value;
      if (field === 'Hit' && typeof value === 'boolean') hit = value;
      if (typeof value !== 'number') continue;
      if (field === 'Distance') distanceM = value;
      else extra[field.slice(field.lastIndexOf('/') + 1)] = value;
      const topic = usedTopics[field];
      if (topic !== undefined && Number.isFinite(value)) used[topic] = value;
    }
    return {
      key: `fs-${this.#visit?.boot ?? ''}-${stamp}`,
      source: 'firing-solver',
      serverUs,
      distanceM,
      label: hit === null ? 'none' : hit ? 'hit' : 'miss',
      missX: null,
      missY: null,
      used: noneIfEmpty(used),
      extra,
      recovered,
    };
  }
}

function noneIfEmpty(values: Values): Values | null {
  return Object.keys(values).length === 0 ? null : values;
}
