import type { Values } from './coefficient.ts';
import { History } from './history.ts';
import type { IncomingShot } from './incoming-shot.ts';
import { mapped, metresIn, readBy } from './named-source.ts';
import type { EventChange, EventSource, ShotMapping } from './named-source.ts';
import { OpenShots, type KnownShot, type OpenReport } from './open-shots.ts';
import { Newcomers, type Visit } from './visit.ts';

/** Values are kept so long for an event that has not come yet, µs. */
const memoryUs = 3_000_000;

/** A value that is older than this when a shot leaves has its age noted beside it, s. */
const freshS = 0.1;

/** A topic that told nothing of a shot, and why in words. */
export interface Lacking {
  readonly topic: string;
  readonly why: string;
}

/** How a value came. */
export interface Arrival {
  /** Robot clock at which it was set, µs. */
  readonly serverUs: number;
  /** Page clock at which it came, ms. */
  readonly atMs: number;
  /** The connection that it came by: what another one told does not hold any more. */
  readonly session: number;
}

interface Left {
  readonly serverUs: number;
  readonly recovered: boolean;
  readonly boot: string;
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
 * the last value not after it. A value holds until it changes, is unpublished, or the connection ends, for the server never
 * sends an unchanged one again; a value that arrives late amends the shot. What a robot remembers from before the page
 * knew it is no shot.
 */
export class EventShots {
  readonly #source: EventSource;
  readonly #newcomers = new Newcomers();
  /** Null from where its topic was unpublished. */
  readonly #noted: ReadonlyMap<string, History<number | null>>;
  readonly #properties = new Map<string, Readonly<Record<string, unknown>>>();
  readonly #lacking: Lacking[] = [];
  #session = -1;
  /** What the topic was last; undefined while nothing is known of this boot. */
  #last: unknown = undefined;
  #newestUs = 0;
  /** Robot clock of the last event, µs. */
  #eventUs = -Infinity;
  readonly #open = new OpenShots<Left>(({ open }, isSettled) => this.#read(open, isSettled));
  /** Reports of shots to which nothing can be added any more. */
  #finished: OpenReport[] = [];

  constructor(source: EventSource) {
    this.#source = source;
    this.#noted = new Map(
      readBy(source.mapping).map((topic) => [topic, new History<number | null>()]),
    );
  }

  /** A connection is up. Shots of a boot that is over are returned, as complete as they will ever be. */
  visit(visit: Visit): readonly OpenReport[] {
    if (visit.kind === 'rebooted') {
      this.#finish();
      this.#last = undefined;
      this.#newestUs = 0;
      this.#eventUs = -Infinity;
      for (const history of this.#noted.values()) history.clear();
    }
    this.#newcomers.visit(visit);
    return visit.kind === 'rebooted' ? this.take(-Infinity) : [];
  }

  /** The topic has a value, one in which `eventFault` finds no fault. */
  hearEvent(value: unknown, { serverUs, atMs, session }: Arrival): void {
    this.#connected(session);
    const before = this.#last;
    this.#last = value;
    const met = this.#newcomers.meet(serverUs);
    if (met === null) return;
    if (serverUs < this.#eventUs) this.#clockWentBack(serverUs);
    this.#eventUs = serverUs;
    if (!this.#isShot(before, value, met.recovered)) return;
    this.#open.add({ serverUs, ...met }, atMs);
    this.#open.closeBefore(serverUs - memoryUs);
  }

  /** One of the topics to note has a value; true is 1, false 0. */
  hearNoted(topic: string, value: number, { serverUs, atMs, session }: Arrival): void {
    this.#connected(session);
    this.#note(topic, value, serverUs, atMs);
  }

  /** One of the topics to note is announced, and may tell its unit. */
  announced(topic: string, properties: Readonly<Record<string, unknown>>): void {
    this.#properties.set(topic, properties);
  }

  /** One of the topics to note is not published any more, from that time on. */
  gone(topic: string, serverUs: number, atMs: number): void {
    this.#note(topic, null, serverUs, atMs);
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

  /** What could not be noted with the shots since the last call. */
  takeLacking(): readonly Lacking[] {
    return this.#lacking.splice(0);
  }

  #connected(session: number): void {
    if (session === this.#session) return;
    this.#session = session;
    this.#finish();
    for (const history of this.#noted.values()) history.clear();
  }

  #note(topic: string, value: number | null, serverUs: number, atMs: number): void {
    const history = this.#noted.get(topic);
    if (history === undefined) return;
    this.#newestUs = Math.max(this.#newestUs, serverUs);
    history.add({ value, serverUs });
    history.forgetBefore(Math.min(this.#open.firstUs, this.#newestUs - memoryUs));
    this.#open.touch(atMs, ({ open }) => (serverUs <= open.serverUs ? 'belongs' : 'no'));
  }

  #finish(): void {
    this.#finished.push(...this.#open.closeAll());
  }

  /** What was set by the clock as it was is older than all that follows. */
  #clockWentBack(nowUs: number): void {
    this.#finish();
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

  #read({ serverUs, recovered, boot }: Left, isSettled: boolean): KnownShot {
    const { topic: event, label, mapping } = this.#source;
    const numbers = new Map<string, number>();
    const ages = new Map<string, number>();
    const lacking: Lacking[] = [];
    for (const [topic, history] of this.#noted) {
      const stamped = history.before(serverUs + 1);
      if (stamped === undefined) lacking.push({ topic, why: 'it had no value when a shot left' });
      else if (stamped.value === null)
        lacking.push({ topic, why: 'the robot did not publish it any more when a shot left' });
      else {
        numbers.set(topic, stamped.value);
        ages.set(topic, (serverUs - stamped.serverUs) / 1e6);
      }
    }
    const told = mapped(mapping, numbers, (from, value) => {
      const metres = metresIn(mapping, from, value, this.#properties.get(from));
      if (metres === null)
        lacking.push({
          topic: from,
          why: 'nobody knows the unit of its length: choose it in Setup',
        });
      return metres;
    });
    if (isSettled) this.#lacking.push(...lacking);
    const shot: IncomingShot = {
      ...told,
      key: `event-${boot}-${serverUs}-${event}`,
      source: 'event',
      serverUs,
      label: label ?? told.label,
      used: null,
      extra: { ...told.extra, ...agesOf(mapping, ages) },
      recovered,
    };
    return { shot, awaits: lacking.length > 0 };
  }
}

/** How long before the shot its values were set, s, each under the name of the value; fresh ones need none. */
function agesOf(
  { distance, result, missX, missY, extra }: ShotMapping,
  ages: ReadonlyMap<string, number>,
): Values {
  const parts: readonly (readonly [string, string | null])[] = [
    ['distance', distance],
    ['result', result?.from ?? null],
    ['missX', missX],
    ['missY', missY],
    ...extra.map(({ name, from }) => [name, from] as const),
  ];
  return Object.fromEntries(
    parts.flatMap(([name, from]) => {
      const ageS = from === null ? undefined : ages.get(from);
      return ageS === undefined || !Number.isFinite(ageS) || ageS <= freshS
        ? []
        : [[`${name}AgeS`, Number(ageS.toFixed(3))] as const];
    }),
  );
}
