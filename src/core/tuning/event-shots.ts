import { History } from './history.ts';
import type { IncomingShot } from './incoming-shot.ts';
import { mapped, readBy, type EventChange, type EventSource } from './named-source.ts';
import { Newcomers, type Visit } from './visit.ts';

/** Wait after an event, ms: the server sends topic by topic, so what was set before it may come after it. */
const waitMs = 60;

/** A value that was set longer than this before the shot says nothing of it any more, µs. */
const staleUs = 100_000;

/** Values are kept so long for an event that has not come yet, µs. */
const memoryUs = 1_000_000;

/** A shot, and what could not be noted with it. */
export interface EventShot {
  readonly shot: IncomingShot;
  readonly lacking: readonly Lacking[];
}

/** A topic that told nothing of a shot, and why in words. */
interface Lacking {
  readonly topic: string;
  readonly why: string;
}

interface Left {
  readonly serverUs: number;
  readonly recovered: boolean;
  readonly boot: string;
  readonly dueMs: number;
}

/** Why a value of that topic can mean no shot, in words; null where it can. */
export function eventFault(change: EventChange, value: unknown): string | null {
  switch (change) {
    case 'true':
      return typeof value === 'boolean' ? null : 'its value is not true or false';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'its value is no number';
    case 'any':
      return null;
  }
}

/**
 * Shots of which a robot tells only that they left: a topic changes, and others are noted as they were at that time,
 * the last value not after it. What a robot remembers from before the page knew it is no shot.
 */
export class EventShots {
  readonly #source: EventSource;
  readonly #newcomers = new Newcomers();
  readonly #noted: ReadonlyMap<string, History<number>>;
  /** What the topic was last; undefined while nothing is known of this boot. */
  #last: unknown = undefined;
  #newestUs = 0;
  /** Robot clock of the last event, µs. */
  #eventUs = -Infinity;
  #left: Left[] = [];

  constructor(source: EventSource) {
    this.#source = source;
    this.#noted = new Map(readBy(source.mapping).map((topic) => [topic, new History<number>()]));
  }

  /** A connection is up. Shots of a boot that is over are returned, as complete as they will ever be. */
  visit(visit: Visit): readonly EventShot[] {
    const unfinished = visit.kind === 'rebooted' ? this.take(Infinity) : [];
    if (visit.kind === 'rebooted') {
      this.#last = undefined;
      this.#newestUs = 0;
      this.#eventUs = -Infinity;
      for (const history of this.#noted.values()) history.clear();
    }
    this.#newcomers.visit(visit);
    return unfinished;
  }

  /**
   * The topic has a value, one in which `eventFault` finds no fault.
   * @param serverUs robot clock at which it was set, µs.
   * @param atMs page clock at which it came.
   */
  hearEvent(value: unknown, serverUs: number, atMs: number): void {
    const before = this.#last;
    this.#last = value;
    const met = this.#newcomers.meet(serverUs);
    if (met === null) return;
    if (serverUs < this.#eventUs) this.#clockWentBack(serverUs);
    this.#eventUs = serverUs;
    if (!this.#isShot(before, value, met.recovered)) return;
    this.#left.push({ serverUs, ...met, dueMs: atMs + waitMs });
  }

  /** One of the topics to note has a value; true is 1, false 0. */
  hearNoted(topic: string, value: number, serverUs: number): void {
    const history = this.#noted.get(topic);
    if (history === undefined) return;
    this.#newestUs = Math.max(this.#newestUs, serverUs);
    history.add({ value, serverUs });
    history.forgetBefore(Math.min(this.#left[0]?.serverUs ?? Infinity, this.#newestUs - memoryUs));
  }

  /** When `take` may have something, page ms; null when nothing is under way. */
  dueMs(): number | null {
    return this.#left[0]?.dueMs ?? null;
  }

  /** The shots that are complete by now, oldest first; each is given once. */
  take(nowMs: number): readonly EventShot[] {
    const complete = this.#left.filter(({ dueMs }) => dueMs <= nowMs);
    this.#left = this.#left.filter(({ dueMs }) => dueMs > nowMs);
    return complete.map((left) => this.#complete(left));
  }

  /** What was set by the clock as it was is older than all that follows. */
  #clockWentBack(nowUs: number): void {
    this.#newestUs = nowUs;
    for (const history of this.#noted.values()) history.rewind(nowUs + memoryUs);
  }

  /** A button that was true before the link was lost, and is anew, was let go in between. */
  #isShot(before: unknown, value: unknown, recovered: boolean): boolean {
    switch (this.#source.change) {
      case 'true':
        return value === true && (before !== true || recovered);
      case 'number':
        return before !== undefined && value !== before;
      case 'any':
        return true;
    }
  }

  #complete({ serverUs, recovered, boot }: Left): EventShot {
    const { topic: event, label, mapping } = this.#source;
    const numbers = new Map<string, number>();
    const lacking: Lacking[] = [];
    for (const [topic, history] of this.#noted) {
      const stamped = history.before(serverUs + 1);
      const ageUs = stamped === undefined ? null : serverUs - stamped.serverUs;
      if (stamped === undefined || ageUs === null)
        lacking.push({ topic, why: 'it had told nothing when a shot left' });
      else if (ageUs > staleUs)
        lacking.push({
          topic,
          why: `it was ${(ageUs / 1e6).toFixed(2)} s old when a shot left, more than ${staleUs / 1e6} s`,
        });
      else numbers.set(topic, stamped.value);
    }
    const told = mapped(mapping, numbers);
    const shot: IncomingShot = {
      ...told,
      key: `event-${boot}-${serverUs}-${event}`,
      source: 'event',
      serverUs,
      label: label ?? told.label,
      used: null,
      recovered,
    };
    return { shot, lacking };
  }
}
