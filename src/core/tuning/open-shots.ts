import type { IncomingAmendment, IncomingShot } from './incoming-shot.ts';

/** Quiet in what arrives of a shot after which it is told, or amended, ms; a robot writes its fields within a few. */
const quietMs = 60;

/** Longest wait for that quiet, ms: fields that never rest do not hold a shot back. */
const longestWaitMs = 250;

/** Values from before a shot count as the robot's last word once so much time has passed since it arrived, ms. */
const settledMs = 1000;

/** What is told of an open shot: the shot once, then its amendments. */
export type OpenReport = IncomingShot | IncomingAmendment;

/** A shot of which more may arrive. */
export interface OpenShot {
  /** Robot clock at which it began, µs. */
  readonly serverUs: number;
}

/** An open shot between those that began before and after it, as far as they are open too. */
export interface Placed<S> {
  readonly open: S;
  readonly former: S | undefined;
  readonly next: S | undefined;
}

/** A shot as it is known now. */
export interface KnownShot {
  readonly shot: IncomingShot;
  /** It is to be read once more when it is settled. */
  readonly awaits: boolean;
}

/** Reads an open shot; it is settled once values from before it are the robot's last word. */
type ReadShot<S> = (placed: Placed<S>, isSettled: boolean) => KnownShot;

interface Entry<S extends OpenShot> {
  readonly open: S;
  /** Page clock at which it arrived, ms. */
  readonly atMs: number;
  told: IncomingShot | null;
  awaits: boolean;
  /** Since when something waits to be told, page ms; null where nothing does. */
  newsSinceMs: number | null;
  dueMs: number;
}

/**
 * Shots that may still change, oldest first by the robot's clock. Each is told after a short quiet, and again whenever
 * what arrives late makes it another.
 */
export class OpenShots<S extends OpenShot> {
  readonly #read: ReadShot<S>;
  #entries: Entry<S>[] = [];

  constructor(read: ReadShot<S>) {
    this.#read = read;
  }

  /** The beginning of the oldest one, µs; +∞ without any. */
  get firstUs(): number {
    return this.#entries[0]?.open.serverUs ?? Infinity;
  }

  /** A shot began; the one before it has ended with that. */
  add(open: S, atMs: number): void {
    const former = this.#entries.findLastIndex((entry) => entry.open.serverUs <= open.serverUs);
    const ended = this.#entries[former];
    if (ended !== undefined) awaitQuiet(ended, atMs);
    this.#entries.splice(former + 1, 0, {
      open,
      atMs,
      told: null,
      awaits: false,
      newsSinceMs: atMs,
      dueMs: atMs + quietMs,
    });
  }

  /**
   * Something arrived that changes some of them.
   * @param concerns whether it may change that shot. One that was not told yet waits for quiet where this is `'belongs'`.
   */
  touch(atMs: number, concerns: (placed: Placed<S>) => 'no' | 'later' | 'belongs'): void {
    for (const [place, entry] of this.#entries.entries()) {
      const how = concerns(this.#placed(place, entry.open));
      if (how === 'no' || (how === 'later' && entry.told === null)) continue;
      awaitQuiet(entry, atMs);
    }
  }

  /** When `take` may have something, page ms; null while nothing is under way. */
  dueMs(): number | null {
    let dueMs: number | null = null;
    let untoldMs = -Infinity;
    for (const entry of this.#entries) {
      let ms = nextMs(entry);
      if (ms === null) continue;
      // Not before those that began earlier.
      if (entry.told === null) ms = untoldMs = Math.max(untoldMs, ms);
      dueMs = Math.min(dueMs ?? Infinity, ms);
    }
    return dueMs;
  }

  /** What is to be told by now, in the order of the shots; a shot is not told before those that began earlier. */
  take(nowMs: number): readonly OpenReport[] {
    const reports: OpenReport[] = [];
    let isWaiting = false;
    for (const [place, entry] of this.#entries.entries()) {
      const dueMs = nextMs(entry);
      if (dueMs === null || dueMs > nowMs || (isWaiting && entry.told === null)) {
        isWaiting ||= entry.told === null;
        continue;
      }
      entry.newsSinceMs = null;
      const isSettled = nowMs >= entry.atMs + settledMs;
      const { shot, awaits } = this.#read(this.#placed(place, entry.open), isSettled);
      if (entry.told === null) reports.push(shot);
      else if (!isSame(entry.told, shot)) reports.push({ ...shot, amends: true });
      entry.told = shot;
      entry.awaits = awaits && !isSettled;
    }
    return reports;
  }

  /** Nothing that arrives from now on belongs to any of them: what waits is told as it is. */
  closeAll(): readonly OpenReport[] {
    for (const entry of this.#entries) {
      entry.awaits = false;
      if (entry.newsSinceMs !== null) entry.dueMs = -Infinity;
    }
    const reports = this.take(-Infinity);
    this.#entries = [];
    return reports;
  }

  /** Those that began before that time have changed for the last time, but for what is still to be told. */
  closeBefore(neededUs: number): void {
    if (this.firstUs >= neededUs) return;
    const kept = this.#entries.findIndex(
      (entry) => entry.open.serverUs >= neededUs || nextMs(entry) !== null,
    );
    this.#entries = kept < 0 ? [] : this.#entries.slice(kept);
  }

  #placed(place: number, open: S): Placed<S> {
    const former = this.#entries[place - 1]?.open;
    return { open, former, next: this.#entries[place + 1]?.open };
  }
}

/** Something of it came that is to be told after a quiet. */
function awaitQuiet<S extends OpenShot>(entry: Entry<S>, atMs: number): void {
  entry.newsSinceMs ??= atMs;
  entry.dueMs = Math.min(atMs + quietMs, entry.newsSinceMs + longestWaitMs);
}

/** When an entry is to be looked at, page ms; null for not by itself. */
function nextMs<S extends OpenShot>(entry: Entry<S>): number | null {
  if (entry.newsSinceMs !== null) return entry.dueMs;
  return entry.awaits ? entry.atMs + settledMs : null;
}

const isSame = (a: IncomingShot, b: IncomingShot): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** The parts of a shot that can change, in a fixed order; non-finite numbers as text. */
function sorted({ distanceM, label, missX, missY, used, extra, held }: IncomingShot): unknown {
  const entries = (values: Readonly<Record<string, number>>): readonly unknown[] =>
    Object.entries(values)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, String(value)]);
  const misses = [distanceM, missX, missY].map(String);
  return [misses, label, used && entries(used), entries(extra), held?.toSorted() ?? []];
}
