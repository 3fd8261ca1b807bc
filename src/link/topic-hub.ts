import type { Connection } from './connection.ts';
import type {
  Announcement,
  LinkComplaint,
  NtValue,
  Sample,
  Unsubscribe,
  Watch,
  WatchOptions,
} from './robot-link.ts';

/** NT's own default: how often the server sends, ms. */
const defaultPeriodMs = 100;

/** What the server says about itself (`$clients`, `$pub$…`) is not a topic of the robot. */
const metaSign = '$';

type DiscoverListener = (topic: string, announcement: Announcement | null) => void;

/** One announced topic of the present connection. */
interface Handle {
  readonly topic: string;
  announcement: Announcement;
  latest: Sample | null;
  /** Replaced, never changed: a listener may close its watch while values are handed out. */
  watches: readonly WatchEntry[];
}

interface WatchEntry {
  readonly topic: string;
  readonly prefix: boolean;
  readonly all: boolean;
  readonly periodMs: number;
  readonly listener: (sample: Sample) => void;
  latest: Sample | null;
  closed: boolean;
  unsubscribe: Unsubscribe;
}

interface Discovery {
  readonly prefix: string;
  readonly listener: DiscoverListener;
  closed: boolean;
  unsubscribe: Unsubscribe;
}

const nothing: Unsubscribe = () => undefined;

/**
 * The watches and discoveries of a link, which outlive its connections. A name is looked up when a topic is
 * announced or watched; a value then finds its listeners by the number it carries.
 */
export class TopicHub {
  readonly #complain: (complaint: LinkComplaint) => void;
  readonly #watches = new Set<WatchEntry>();
  readonly #discoveries = new Set<Discovery>();
  #handles: (Handle | undefined)[] = [];
  #connection: Connection | null = null;
  #session = 0;
  #lookups = 0;

  constructor(complain: (complaint: LinkComplaint) => void) {
    this.#complain = complain;
  }

  /** How often a name was looked up so far. Does not grow with values. */
  get lookups(): number {
    return this.#lookups;
  }

  /** A connection is up: everything that is wanted is asked for. `session` counts connections, from 1. */
  up(connection: Connection, session: number): void {
    this.#connection = connection;
    this.#session = session;
    for (const entry of this.#watches)
      entry.unsubscribe = connection.subscribe({ ...entry, topicsOnly: false });
    for (const discovery of this.#discoveries)
      discovery.unsubscribe = subscribeTopics(connection, discovery);
  }

  /** The connection is lost: nothing known through it counts any more. */
  down(): void {
    const handles = this.#handles;
    this.#handles = [];
    this.#connection = null;
    for (const entry of this.#watches) {
      entry.latest = null;
      entry.unsubscribe = nothing;
    }
    for (const discovery of this.#discoveries) discovery.unsubscribe = nothing;
    for (const handle of handles) if (handle !== undefined) this.#tell(handle.topic, null);
  }

  announced(id: number, announcement: Announcement): void {
    const known = this.#handles[id];
    if (known !== undefined) known.announcement = announcement;
    else {
      this.#lookups++;
      this.#handles[id] = {
        topic: announcement.topic,
        announcement,
        latest: null,
        watches: [...this.#watches].filter((entry) => covers(entry, announcement.topic)),
      };
    }
    this.#tell(announcement.topic, { ...announcement, id });
  }

  gone(id: number): void {
    const handle = this.#handles[id];
    if (handle === undefined) return;
    this.#handles[id] = undefined;
    for (const entry of handle.watches)
      if (entry.latest?.topic === handle.topic) entry.latest = null;
    this.#tell(handle.topic, null);
  }

  value(id: number, value: NtValue, serverUs: number, atMs: number): void {
    const handle = this.#handles[id];
    if (handle === undefined) return;
    const sample: Sample = {
      topic: handle.topic,
      type: handle.announcement.type,
      value,
      serverUs,
      atMs,
      session: this.#session,
    };
    handle.latest = newer(handle.latest, sample);
    for (const entry of handle.watches) this.#deliver(entry, sample);
  }

  watch(topic: string, options: WatchOptions, listener: (sample: Sample) => void): Watch {
    const entry: WatchEntry = {
      topic,
      prefix: options.prefix ?? false,
      all: options.all ?? false,
      periodMs: options.periodMs ?? defaultPeriodMs,
      listener,
      latest: null,
      closed: false,
      unsubscribe: nothing,
    };
    this.#watches.add(entry);
    const connection = this.#connection;
    if (connection !== null) {
      const known = this.#attach(entry);
      entry.unsubscribe = connection.subscribe({ ...entry, topicsOnly: false });
      // The server sends what another subscription has brought already only once.
      queueMicrotask(() => {
        for (const sample of known)
          if (connection === this.#connection) this.#deliver(entry, sample);
      });
    }
    return {
      latest: () => entry.latest,
      close: () => {
        this.#close(entry);
      },
    };
  }

  discover(prefix: string, listener: DiscoverListener): Unsubscribe {
    const discovery: Discovery = { prefix, listener, closed: false, unsubscribe: nothing };
    this.#discoveries.add(discovery);
    if (this.#connection !== null) {
      discovery.unsubscribe = subscribeTopics(this.#connection, discovery);
      const known = this.#handles.flatMap((handle, id) =>
        handle === undefined ? [] : [{ handle, id }],
      );
      queueMicrotask(() => {
        for (const { handle, id } of known)
          if (this.#handles.includes(handle))
            this.#tellOne(discovery, handle.topic, { ...handle.announcement, id });
      });
    }
    return () => {
      discovery.closed = true;
      this.#discoveries.delete(discovery);
      discovery.unsubscribe();
      discovery.unsubscribe = nothing;
    };
  }

  /** Hands the entry to every topic it covers; what is known of them, oldest first. */
  #attach(entry: WatchEntry): readonly Sample[] {
    const known: Sample[] = [];
    this.#lookups++;
    for (const handle of this.#handles) {
      if (handle === undefined || !covers(entry, handle.topic)) continue;
      if (handle.latest !== null && handle.watches.length > 0) known.push(handle.latest);
      handle.watches = [...handle.watches, entry];
    }
    return known.sort((a, b) => a.serverUs - b.serverUs);
  }

  #close(entry: WatchEntry): void {
    if (entry.closed) return;
    entry.closed = true;
    entry.latest = null;
    this.#watches.delete(entry);
    for (const handle of this.#handles)
      if (handle?.watches.includes(entry) === true)
        handle.watches = handle.watches.filter((other) => other !== entry);
    entry.unsubscribe();
    entry.unsubscribe = nothing;
  }

  #deliver(entry: WatchEntry, sample: Sample): void {
    if (entry.closed) return;
    entry.latest = newer(entry.latest, sample);
    try {
      entry.listener(sample);
    } catch (error) {
      this.#complainOf(sample.topic, error);
    }
  }

  #tell(topic: string, announcement: Announcement | null): void {
    for (const discovery of [...this.#discoveries]) this.#tellOne(discovery, topic, announcement);
  }

  #tellOne(discovery: Discovery, topic: string, announcement: Announcement | null): void {
    if (discovery.closed || !begins(topic, discovery.prefix)) return;
    try {
      discovery.listener(topic, announcement);
    } catch (error) {
      this.#complainOf(topic, error);
    }
  }

  #complainOf(topic: string, error: unknown): void {
    this.#complain({ kind: 'listener', topic, detail: String(error) });
  }
}

function subscribeTopics(connection: Connection, { prefix }: Discovery): Unsubscribe {
  return connection.subscribe({
    topic: prefix,
    prefix: true,
    all: false,
    topicsOnly: true,
    periodMs: defaultPeriodMs,
  });
}

function covers(entry: WatchEntry, topic: string): boolean {
  return entry.prefix ? begins(topic, entry.topic) : topic === entry.topic;
}

function begins(topic: string, prefix: string): boolean {
  return topic.startsWith(prefix) && (prefix.startsWith(metaSign) || !topic.startsWith(metaSign));
}

/** The rule of the robot itself: an older stamp does not win, and a default (stamp 0) loses to everything. */
function newer(known: Sample | null, next: Sample): Sample {
  const wins =
    known?.topic !== next.topic || known.serverUs === 0 || next.serverUs >= known.serverUs;
  return wins ? next : known;
}
